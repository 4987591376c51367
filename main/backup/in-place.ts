import { join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import type { EpochMs } from '../../shared/time.ts';
import { databaseFile } from '../store/index.ts';
import { inspectBackup } from './inspect.ts';
import { freshFolder, workFolder } from './make.ts';
import { putInPlace } from './restore.ts';
import { salvage, type Salvaged } from './salvage.ts';
import { summaryOfStored } from './stored-summary.ts';

/** The database of a data folder that is held, and that nobody has open. */
export interface PlaceOrder {
  dataFolder: string;
  mode: Mode;
  key: Uint8Array;
  at: EpochMs;
}
export interface BackupOrder extends PlaceOrder {
  file: string;
  passphrase: string | null;
}
/** Where what was there is kept; `null` where nothing was. */
export interface Kept {
  kept: string | null;
}

/**
 * Puts a backup in the place of what cannot be read; that is kept.
 * @throws {NaruError} as `inspectBackup`, `backup-other-mode`
 */
export function restoreInPlace({ file, passphrase, ...place }: BackupOrder): Kept {
  const { dataFolder, mode, at } = place;
  const key = Buffer.from(place.key);
  const database = join(workFolder(dataFolder), 'restore.db');
  // What is there is damaged: nothing can be compared with it.
  const { header, carried } = inspectBackup({
    file,
    passphrase,
    key,
    into: database,
    present: null,
  });
  if (header.mode !== mode) throw new NaruError('backup-other-mode', { mode: header.mode });
  const why = header.is === 'move' ? 'moved' : 'restored';
  return { kept: putInPlace({ dataFolder, mode, key, database, why, at, carried }) };
}

/**
 * Saves what can be read of a damaged database and puts it in its place; the damaged one is kept.
 * @param onRows is told now and then how many rows are saved so far
 * @throws {NaruError} `data-damaged` where not even its beginning can be read: a backup has to serve
 */
export function salvageInPlace(
  { dataFolder, mode, at, ...place }: PlaceOrder,
  onRows: (rows: number) => void = () => {},
): Salvaged & Kept {
  const key = Buffer.from(place.key);
  const work = workFolder(dataFolder);
  freshFolder(work);
  const database = join(work, 'salvaged.db');
  const damaged = databaseFile(dataFolder, mode);
  const saved = salvage(damaged, key, database, summaryOfStored, at, onRows);
  const why = 'salvaged';
  const kept = putInPlace({ dataFolder, mode, key, database, why, at, carried: null });
  return { ...saved, kept };
}
