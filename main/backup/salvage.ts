import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import { declarantCodeSchema, kindLetters } from '../../shared/filing/numbers.ts';
import type { EpochMs } from '../../shared/time.ts';
import { rememberLost, Store, verifyStore, type Tables } from '../store/index.ts';
import { rebuildFilings, type Describe } from './rebuild.ts';
import { readRows, type Gap, type Source } from './salvage-rows.ts';

/** What became of one table. */
export interface SavedTable {
  table: string;
  rows: number;
  /** Places where rows could not be read, or could not be put in. */
  gaps: Gap[];
}
export interface Salvaged {
  tables: SavedTable[];
  rows: number;
  /** Filings that were made anew from their journal entries. */
  rebuilt: number;
  /** Journal entries that are missing, by their numbers, which have no gaps otherwise. */
  entriesLost: number;
  /** Filings of which only journal entries are left, or whose newest entries are lost. */
  filings: string[];
}

/** How often it is told how far it is, in rows. */
const tellEvery = 1000;

/** What is made anew from the rest, or belongs to SQLite. */
const derived = /^(sqlite_|search)/;

/**
 * Saves what can be read of a damaged database into a new one, row by row; the damaged one is only
 * read. What rests on lost rows is left out rather than guessed, and told.
 * @param onRows is told now and then how many rows are saved so far
 * @throws {NaruError} `data-damaged` where not even its beginning can be read: a backup has to serve
 */
export function salvage(
  damaged: string,
  key: Buffer,
  into: string,
  describe: Describe,
  at: EpochMs,
  onRows: (rows: number) => void = () => {},
): Salvaged {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(into + end, { force: true });
  const source = openDamaged(damaged, key);
  const store = new Store({ file: into, key });
  try {
    const tables: SavedTable[] = [];
    const { connection } = store.tables;
    // Rows that point at lost ones are saved all the same.
    connection.pragma('foreign_keys = OFF');
    const names = connection
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
      .pluck()
      .all()
      .filter((name) => !derived.test(name));
    let rows = 0;
    const onRow = (): void => {
      rows += 1;
      if (rows % tellEvery === 0) onRows(rows);
    };
    for (const table of names)
      tables.push(store.transaction((to) => copyTable(source, to, table, onRow)));
    connection.pragma('foreign_keys = ON');
    const told = store.transaction((to) => makeSound(to, tables, at));
    const rebuilt = store.transaction((to) => rebuildFilings(to, describe, at));
    rememberWhatIsLost(store);
    return { tables, rows, rebuilt, ...told };
  } finally {
    store.close();
    source.close();
  }
}

/** So that a check tells what came since, and backups of it can be made. */
function rememberWhatIsLost(store: Store): void {
  try {
    const { about } = verifyStore(store, { most: Number.POSITIVE_INFINITY });
    store.transaction((tables) => rememberLost(tables, about));
  } catch (error) {
    // A row of another shape than ours is saved all the same, and every check tells of it.
    if (!(error instanceof NaruError) || error.problem.code !== 'data-damaged') throw error;
  }
}

function openDamaged(file: string, key: Buffer): Source & { close(): void } {
  const connection = new Database(file, { readonly: true, fileMustExist: true });
  try {
    connection.pragma("cipher = 'aegis'");
    connection.pragma(`key = "x'${key.toString('hex')}'"`);
    // So that tables are read whose names can be, although those of others cannot.
    connection.unsafeMode(true);
    connection.pragma('writable_schema = ON');
    if (columnsOf(connection, 'journal').length === 0) throw new RangeError('no journal');
    return connection;
  } catch (error) {
    connection.close();
    throw new NaruError('data-damaged', { file, detail: String(error) }, error);
  }
}

function copyTable(
  source: Source,
  { connection }: Tables,
  table: string,
  onRow: () => void,
): SavedTable {
  const columns = columnsOf(connection, table);
  const there = columnsOf(source, table);
  const shared = columns.filter(({ name }) => there.some((each) => each.name === name));
  if (shared.length === 0) return { table, rows: 0, gaps: [{ from: null, to: null }] };
  const names = shared.map(({ name }) => `"${name}"`).join(', ');
  const marks = shared.map(() => '?').join(', ');
  const insert = connection.prepare(
    `INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${marks})`,
  );
  const gaps: Gap[] = [];
  let rows = 0;
  const keys = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
  const isByRowid = connection
    .prepare<[string], number>('SELECT wr FROM pragma_table_list WHERE name = ?')
    .pluck()
    .get(table);
  const order = isByRowid === 1 ? keys.map(({ name }) => name) : null;
  for (const found of readRows(source, table, names, order)) {
    if (found.is === 'gap') {
      gaps.push({ from: found.from, to: found.to });
      continue;
    }
    try {
      if (insert.run(...found.values).changes === 0) continue;
      rows += 1;
      onRow();
    } catch {
      // A row that is no longer as the table wants it was not written by us.
      gaps.push({ from: found.at, to: found.at });
    }
  }
  return { table, rows, gaps };
}

const columnSchema = z.object({ name: z.string(), pk: z.number() });

function columnsOf(
  connection: Pick<Source, 'prepare'>,
  table: string,
): z.output<typeof columnSchema>[] {
  return connection
    .prepare('SELECT name, pk FROM pragma_table_info(?)')
    .all(table)
    .map((row) => columnSchema.parse(row));
}

/** Brings what was saved together again: no number twice, no id twice, and the search anew. */
function makeSound(
  tables: Tables,
  saved: readonly SavedTable[],
  at: EpochMs,
): Pick<Salvaged, 'entriesLost' | 'filings'> {
  const { connection, settings } = tables;
  const one = (sql: string): number =>
    z.number().nullable().parse(connection.prepare(sql).pluck().get()) ?? 0;
  const last = Math.max(
    one('SELECT max(seq) FROM journal'),
    one('SELECT max(journal_seq) FROM filing'),
    one('SELECT max(id) FROM filing'),
    one('SELECT max(filing_id) FROM journal'),
  );
  const entriesLost = last - one('SELECT count(*) FROM journal');
  const filings = connection
    .prepare<[], string>(
      `SELECT declaration_no FROM filing WHERE journal_seq NOT IN (SELECT seq FROM journal)
       UNION SELECT json_extract(data, '$.declarationNo') FROM journal WHERE kind = 'queued'
         AND filing_id NOT IN (SELECT id FROM filing)
         AND filing_id NOT IN (SELECT filing_id FROM journal WHERE kind = 'undone')
         AND json_extract(data, '$.declarationNo') IS NOT NULL`,
    )
    .pluck()
    .all();
  passOverGiven(tables);
  // The index of the search is made anew from the filings.
  settings.set('search-upto', 0);
  tables.journal.leap(last, {
    at,
    filingId: null,
    before: null,
    kind: 'data-salvaged',
    data: { entriesLost, filings: filings.length, gaps: saved.flatMap(({ gaps }) => gaps).length },
  });
  return { entriesLost, filings };
}

const givenSchema = z.object({
  declarant: z.string(),
  year: z.number(),
  letter: z.enum(kindLetters),
  last: z.number(),
});

/** Every number that a filing or a journal entry has counts as given, whatever the counters say. */
function passOverGiven({ connection, serials }: Tables): void {
  const rows = connection
    .prepare(
      `SELECT substr(no, 1, 5) AS declarant, 2000 + CAST(substr(no, 6, 2) AS INTEGER) AS year,
         substr(no, 14, 1) AS letter, max(CAST(substr(no, 8, 6) AS INTEGER)) AS last
       FROM (SELECT declaration_no AS no FROM filing
         UNION SELECT json_extract(data, '$.declarationNo') FROM journal WHERE kind = 'queued')
       WHERE length(no) = 14 GROUP BY 1, 2, 3`,
    )
    .all();
  const nextOf = connection
    .prepare<[string, number, string], number | null>(
      'SELECT max(next) FROM serial WHERE declarant = ? AND year = ? AND letter = ?',
    )
    .pluck();
  for (const row of rows) {
    const read = givenSchema.safeParse(row);
    if (!read.success || !declarantCodeSchema.safeParse(read.data.declarant).success) continue;
    const { declarant, year, letter, last } = read.data;
    const next = nextOf.get(declarant, year, letter) ?? 1;
    if (last >= next) serials.passOver({ declarant, year, letter }, next, last);
  }
}
