import type { BackupFacts } from '../../shared/contract/backup.ts';
import type { Problem } from '../../shared/errors.ts';
import { listBackups, type FoundBackup } from './backup-folder.ts';
import { checkDatabase, type Checked, type CheckOrder } from './check.ts';
import { exportAll, type ExportOrder, type Exported } from './export-all.ts';
import {
  restoreInPlace,
  salvageInPlace,
  type BackupOrder,
  type Kept,
  type PlaceOrder,
} from './in-place.ts';
import { inspectBackup, type InspectOrder, type Inspected } from './inspect.ts';
import { makeBackup, type MadeBackup, type MakeOrder } from './make.ts';
import { recipientOf, type Recipient } from './passphrase.ts';
import type { Salvaged } from './salvage.ts';

/** What the thread does: each is too long for the engine's own. */
export type CopyTask =
  | { do: 'make'; order: MakeOrder }
  | { do: 'inspect'; order: InspectOrder }
  | { do: 'recipient'; passphrase: string }
  | { do: 'list'; folder: string }
  | { do: 'export'; order: ExportOrder }
  | { do: 'check'; order: CheckOrder }
  | { do: 'restore'; order: BackupOrder }
  | { do: 'salvage'; order: PlaceOrder };

export type CopyResult =
  | { did: 'make'; made: MadeBackup }
  | { did: 'inspect'; inspected: Inspected }
  | { did: 'recipient'; recipient: Recipient }
  | { did: 'list'; backups: BackupFacts[] }
  | { did: 'export'; exported: Exported }
  | { did: 'check'; checked: Checked }
  | { did: 'restore'; kept: Kept }
  | { did: 'salvage'; saved: Salvaged & Kept };

export type CopyAnswer =
  /** So many rows are saved so far; not the last answer. */
  | { is: 'under-way'; rows: number }
  | { is: 'done'; result: CopyResult }
  | { is: 'problem'; problem: Problem }
  | { is: 'fault'; text: string };

/**
 * @param onRows is told how far a salvage is
 * @throws {NaruError} as the work itself
 */
export function doCopyTask(task: CopyTask, onRows: (rows: number) => void): CopyResult {
  switch (task.do) {
    case 'make':
      return { did: 'make', made: makeBackup(task.order) };
    case 'inspect':
      return { did: 'inspect', inspected: inspectBackup(task.order) };
    case 'recipient':
      return { did: 'recipient', recipient: recipientOf(task.passphrase) };
    case 'list':
      return { did: 'list', backups: listBackups(task.folder).slice(0, mostListed).map(factsOf) };
    case 'export':
      return { did: 'export', exported: exportAll(task.order) };
    case 'check':
      return { did: 'check', checked: checkDatabase(task.order) };
    case 'restore':
      return { did: 'restore', kept: restoreInPlace(task.order) };
    case 'salvage':
      return { did: 'salvage', saved: salvageInPlace(task.order, onRows) };
  }
}

/** Most backups that a list shows. */
const mostListed = 200;

function factsOf({ file, header }: FoundBackup): BackupFacts {
  const { made, mode, body, filings, newestAt, sealedKey } = header;
  const hasPassphrase = sealedKey !== null;
  return { file, made, mode, bytes: body.bytes, filings, newestAt, hasPassphrase };
}
