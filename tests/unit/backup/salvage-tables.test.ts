import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { salvage } from '../../../main/backup/salvage.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { Store, type Tables } from '../../../main/store/index.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { key, now, office, sample, tempFolder } from '../store/store-samples.ts';

type Value = string | number | Buffer | null;
const columnSchema = z.object({ name: z.string(), type: z.string() });

/** What the index of the search is made of, and what belongs to SQLite, is made anew. */
const derived = /^(sqlite_|search)/;

const tableNames = ({ connection }: Tables): string[] =>
  connection
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
    .filter((name) => !derived.test(name));

/** Puts a row in that the table takes, whatever its columns are: tried until one is. */
function fill({ connection }: Tables, table: string, random: () => number): void {
  const columns = connection
    .prepare('SELECT name, type FROM pragma_table_info(?)')
    .all(table)
    .map((row) => columnSchema.parse(row));
  const sql = z
    .string()
    .parse(connection.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table));
  // Words that its checks name are worth a try.
  const words = [...sql.matchAll(/'([^']*)'/g)].map(([, word = '']) => word);
  const candidates = (type: string): Value[] => {
    if (type === 'INTEGER') return [1, 0, 2, 100, 2026, null];
    if (type === 'REAL') return [0.5];
    if (type === 'BLOB') return [Buffer.from('body'), null];
    return ['x', '{}', '[]', '2026-11-27', '1234526000001M', '12345', 'M', ...words, null];
  };
  const insert = connection.prepare(
    `INSERT INTO "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')})
     VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (let n = 0; n < 20_000; n += 1) {
    const values = columns.map(({ type }) => {
      const all = candidates(type);
      return all[Math.floor(random() * all.length)] ?? null;
    });
    try {
      insert.run(...values);
      return;
    } catch {
      // Another one, then.
    }
  }
  throw new Error(`no row was found that ${table} takes: widen the candidates`);
}

const rowsOf = ({ connection }: Tables, table: string): string[] =>
  connection
    .prepare(`SELECT * FROM "${table}"`)
    .raw()
    .all()
    .map((row) => JSON.stringify(row));

/** Kept of this database alone, and set anew by a salvage. */
const setAnew = /^\["(search-upto|salvaged)",/;

test('a salvage saves the rows of every table that there is', () => {
  const root = tempFolder();
  const random = seededRandom(26);
  const store = new Store({ file: join(root, 'naru.db'), key });
  store.transaction(({ settings }) => settings.set('office', office));
  enqueue(store, [sample('a'), sample('b')], { office, at: now, batchId: null });
  const { tables } = store;
  tables.connection.pragma('foreign_keys = OFF');
  const names = tableNames(tables);
  for (const name of names) if (rowsOf(tables, name).length === 0) fill(tables, name, random);
  const before = new Map(names.map((name) => [name, rowsOf(tables, name)]));
  store.close();

  const into = join(root, 'saved.db');
  const saved = salvage(join(root, 'naru.db'), key, into, () => sample('any').summary, now);
  expect(saved.tables.flatMap(({ table, gaps }) => gaps.map(() => table))).toEqual([]);
  const after = new Store({ file: into, key });
  for (const name of names) {
    const there = new Set(rowsOf(after.tables, name));
    const lost = (before.get(name) ?? []).filter((row) => !there.has(row) && !setAnew.test(row));
    expect(before.get(name)?.length, name).toBeGreaterThan(0);
    expect(lost, name).toEqual([]);
  }
  after.close();
});
