import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import type { RestorePreview } from '../../shared/contract/backup.ts';
import {
  keyFingerprint,
  rekeyDatabase,
  Store,
  verifySinceSalvage,
  type Tables,
} from '../store/index.ts';
import { extract, readContainer, uncarry, type Header } from './container.ts';
import { freshFolder } from './make.ts';
import { openKey } from './passphrase.ts';

export interface InspectOrder {
  file: string;
  passphrase: string | null;
  /** The key of this computer's data. */
  key: Uint8Array;
  /** Where the database of the backup is put, under this computer's key. */
  into: string;
  /** What is there now; `null` where nothing is, or it cannot be read. */
  present: string | null;
}

export interface Inspected {
  header: Header;
  preview: RestorePreview;
  /** What came along, decrypted. */
  carried: string | null;
}

/** Most filings that a preview names. */
const mostNamed = 200;

/**
 * Takes a backup's database out, under this computer's key, checks it whole, and tells what would
 * change if it took the place of what is there.
 * @throws {NaruError} `backup-not-one`, `backup-newer`, `backup-damaged`, `backup-key-missing`,
 *   `backup-passphrase-wrong`, `backup-unsound`, `data-from-newer-version`, `disk-full`
 */
export function inspectBackup(order: InspectOrder): Inspected {
  const { file, into } = order;
  if (!existsSync(file)) throw new NaruError('not-found', { what: file });
  const container = readContainer(file);
  const { header } = container;
  const own = Buffer.from(order.key);
  const key = keyOf(header, order.passphrase, own, file);
  container.authenticate(key);
  freshFolder(dirname(into));
  extract(file, container, into);
  if (!key.equals(own)) rekeyDatabase(into, key, own);
  // For writing: a backup of an older program is brought to this version, in its own file.
  const copy = new Store({ file: into, key: own });
  try {
    const { findings } = verifySinceSalvage(copy);
    const [first] = findings;
    if (first !== undefined) throw new NaruError('backup-unsound', { detail: first.code });
    const carried = header.carried === null ? null : uncarry(header.carried, key, file);
    return { header, preview: compare(header, copy, order, own), carried };
  } finally {
    copy.close();
  }
}

function keyOf(header: Header, passphrase: string | null, own: Buffer, file: string): Buffer {
  if (header.keyFingerprint === keyFingerprint(own)) return own;
  if (header.sealedKey === null) throw new NaruError('backup-key-missing', { file });
  if (passphrase === null) throw new NaruError('backup-passphrase-needed', { file });
  return openKey(header.sealedKey, passphrase);
}

function compare(header: Header, copy: Store, order: InspectOrder, key: Buffer): RestorePreview {
  const told = copy.read((tables) => sideOf(copy, tables));
  const base = { made: header.made, mode: header.mode, is: header.is, copy: told };
  return { ...base, ...held(copy, header.line, order.present, key) };
}

type Held = Pick<RestorePreview, 'present' | 'isSameLine' | 'unknown'>;

/** Holds a copy against what is there; what cannot be read has nothing to compare, and is kept all the same. */
function held(copy: Store, line: string, file: string | null, key: Buffer): Held {
  const nothing: Held = { present: null, isSameLine: true, unknown: { count: 0, filings: [] } };
  if (file === null || !existsSync(file)) return nothing;
  try {
    const present = new Store({ file, key, readonly: true });
    try {
      return present.read((tables) => ({
        present: sideOf(present, tables),
        isSameLine: tables.journal.entry(1)?.hash === line,
        unknown: unknownTo(copy, present),
      }));
    } finally {
      present.close();
    }
  } catch (error) {
    if (error instanceof NaruError) return nothing;
    throw error;
  }
}

function sideOf(store: Store, { journal, connection }: Tables): RestorePreview['copy'] {
  const { seq } = journal.head();
  const numbers = connection
    .prepare<[], { year: number; letter: string; next: number }>(
      'SELECT year, letter, max(next) AS next FROM serial GROUP BY year, letter ORDER BY year, letter',
    )
    .all();
  return {
    filings: Object.values(store.counts.transport).reduce((a, b) => a + b, 0),
    waiting: store.counts.transport.queued,
    newestAt: journal.entry(seq)?.at ?? null,
    numbers: numbers.map(({ year, letter, next }) => ({ year, letter, last: next - 1 })),
  };
}

/** Filings of today's database that the copy does not know, by number. */
function unknownTo(copy: Store, present: Store): RestorePreview['unknown'] {
  const filings: RestorePreview['unknown']['filings'] = [];
  let count = 0;
  const rows = present.tables.connection
    .prepare<[], { id: number; declaration_no: string; reference: string; transport: string }>(
      "SELECT id, declaration_no, reference, transport FROM filing WHERE part = 'declaration' ORDER BY id DESC",
    )
    .iterate();
  const knows = copy.tables.connection
    .prepare<[string], number>('SELECT 1 FROM filing WHERE declaration_no = ?')
    .pluck();
  for (const row of rows) {
    if (knows.get(row.declaration_no) !== undefined) continue;
    count += 1;
    if (filings.length < mostNamed)
      filings.push({
        declarationNo: row.declaration_no,
        reference: row.reference,
        transport: row.transport,
      });
  }
  return { count, filings };
}
