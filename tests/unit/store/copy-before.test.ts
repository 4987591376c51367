import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openConnection, type Connection } from '../../../main/store/connection.ts';
import { keptCopies } from '../../../main/store/copy-before.ts';
import { dataVersion } from '../../../main/store/migrate.ts';
import { Store, verifyStore } from '../../../main/store/index.ts';
import { migrations, type Migration } from '../../../main/store/migrations/index.ts';
import { key, problemOf, put, sample, tempFolder } from './store-samples.ts';

const now = migrations.length;
/** Versions of a future, each with a table of its own. */
const future = (count: number): Migration[] => [
  ...migrations,
  ...Array.from({ length: count }, (_, i) => ({
    version: now + 1 + i,
    sql: `CREATE TABLE extra_${i} (id INTEGER PRIMARY KEY) STRICT`,
  })),
];
const open = (folder: string, list: readonly Migration[] = migrations): Store =>
  new Store({ file: join(folder, 'naru.db'), key, migrations: list });
function withFilings(...references: string[]): string {
  const folder = tempFolder();
  const store = open(folder);
  put(
    store,
    references.map((reference) => sample(reference)),
  );
  store.close();
  return folder;
}
const copies = (folder: string): string[] => readdirSync(join(folder, 'backups')).toSorted();
function referencesIn(file: string): string[] {
  const connection = openConnection({ file, key, readonly: true });
  try {
    return connection.prepare<[], string>('SELECT reference FROM filing ORDER BY id').pluck().all();
  } finally {
    connection.close();
  }
}

describe('the copy from before a new version', () => {
  test('is made once for all steps, and nothing of it is left unfinished', () => {
    const folder = withFilings('a');
    open(folder, future(3)).close();
    expect(copies(folder)).toEqual([`naru-before-${now + 1}.db`]);
    expect(referencesIn(join(folder, 'backups', `naru-before-${now + 1}.db`))).toEqual(['a']);
    open(folder, future(3)).close();
    expect(copies(folder)).toHaveLength(1);
  });

  test('takes the place of an earlier state of the same history alone', () => {
    const folder = withFilings('a');
    const before = `${folder}-before`;
    cpSync(folder, before, { recursive: true });
    open(folder, future(1)).close();

    // The same office goes back to its old data and works on: the older copy is an earlier state.
    for (const name of readdirSync(folder).filter((each) => each.startsWith('naru.db')))
      rmSync(join(folder, name));
    cpSync(join(before, 'naru.db'), join(folder, 'naru.db'));
    const old = open(folder);
    put(old, [sample('b')]);
    old.close();
    open(folder, future(1)).close();
    expect(copies(folder)).toEqual([`naru-before-${now + 1}.db`]);
    expect(referencesIn(join(folder, 'backups', `naru-before-${now + 1}.db`))).toEqual(['a', 'b']);

    // Other data under the same name keeps its hands off.
    const other = withFilings('x');
    for (const name of readdirSync(folder).filter((each) => each.startsWith('naru.db')))
      rmSync(join(folder, name));
    cpSync(join(other, 'naru.db'), join(folder, 'naru.db'));
    open(folder, future(1)).close();
    expect(copies(folder)).toEqual([`naru-before-${now + 1}-2.db`, `naru-before-${now + 1}.db`]);
    expect(referencesIn(join(folder, 'backups', `naru-before-${now + 1}.db`))).toEqual(['a', 'b']);
    expect(referencesIn(join(folder, 'backups', `naru-before-${now + 1}-2.db`))).toEqual(['x']);
    rmSync(before, { recursive: true });
  });

  test('leaves what cannot be read where it is', () => {
    const folder = withFilings('a');
    open(folder, future(1)).close();
    const name = join(folder, 'backups', `naru-before-${now + 2}.db`);
    writeFileSync(name, 'no database');
    open(folder, future(2)).close();
    expect(copies(folder)).toContain(`naru-before-${now + 2}-2.db`);
    expect(copies(folder)).toContain(`naru-before-${now + 2}.db`);
  });

  test(`is kept for the newest ${keptCopies} versions, of each database`, () => {
    const folder = withFilings('a');
    writeFileSync(join(folder, 'note.txt'), '');
    for (let count = 1; count <= keptCopies + 2; count += 1) open(folder, future(count)).close();
    writeFileSync(join(folder, 'backups', 'practice-before-1.db'), '');
    open(folder, future(keptCopies + 3)).close();
    expect(copies(folder)).toEqual(
      [
        ...[1, 2, 3].map((i) => `naru-before-${now + keptCopies + i}.db`),
        'practice-before-1.db',
      ].toSorted(),
    );
  });

  test('that does not hold what the database holds keeps it from being changed', () => {
    const folder = withFilings('a', 'b');
    for (const spoil of [flipByte, forgetJournal]) {
      const problem = problemOf(
        () =>
          new Store({
            file: join(folder, 'naru.db'),
            key,
            migrations: future(1),
            openDatabase: (file, options) => spoiling(new Database(file, options), spoil),
          }),
      );
      expect(problem.code).toBe('data-damaged');
      expect(copies(folder)).toEqual([]);
    }
    const still = open(folder);
    expect(dataVersion(still.tables.connection)).toBe(now);
    expect(verifyStore(still).findings).toEqual([]);
    still.close();
  });

  test('that finds no place keeps it from being changed', () => {
    const folder = withFilings('a');
    writeFileSync(join(folder, 'backups'), 'a file where the folder should be');
    expect(problemOf(() => open(folder, future(1))).code).toBe('disk-error');
    rmSync(join(folder, 'backups'));
    const still = open(folder);
    expect(dataVersion(still.tables.connection)).toBe(now);
    still.close();
  });
});

/** A database whose copies come out wrong, as from a disk that gives back other bytes. */
function spoiling(database: Database.Database, spoil: (copy: string) => void): Connection {
  return new Proxy(database, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'prepare') return typeof value === 'function' ? value.bind(target) : value;
      return (sql: string) => {
        const statement = target.prepare(sql);
        if (!sql.startsWith('VACUUM INTO')) return statement;
        return {
          run(copy: string) {
            statement.run(copy);
            spoil(copy);
          },
        };
      };
    },
  });
}

function flipByte(copy: string): void {
  const bytes = readFileSync(copy);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
  writeFileSync(copy, bytes);
}

function forgetJournal(copy: string): void {
  const connection = openConnection({ file: copy, key });
  for (const { name } of connection
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .all())
    connection.exec(`DROP TRIGGER "${name}"`);
  connection.pragma('foreign_keys = OFF');
  connection.exec('DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)');
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
}
