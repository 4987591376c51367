import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrations, type Migration } from '../../../main/store/migrations/index.ts';
import { dataVersion } from '../../../main/store/migrate.ts';
import { Store, verifyStore } from '../../../main/store/index.ts';
import { key, problemOf, put, refusalOf, sample, tempFolder } from './store-samples.ts';

const [first] = migrations;
if (first === undefined) throw new Error('no migration');
const versionOne: readonly Migration[] = [first];
const second: Migration = { version: 2, sql: 'CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT' };
const third: Migration = { version: 3, sql: 'ALTER TABLE extra ADD COLUMN note TEXT' };
const broken: Migration = {
  version: 2,
  sql: "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES ('x')",
};

function open(folder: string, list: readonly Migration[], readonly = false): Store {
  return new Store({ file: join(folder, 'naru.db'), key, migrations: list, readonly });
}
/** A folder with a database of version 1 and one filing in it. */
function withOneFiling(): string {
  const folder = tempFolder();
  const store = open(folder, versionOne);
  put(store, [sample('before')]);
  store.close();
  return folder;
}
function bytesOf(folder: string): Buffer {
  return readFileSync(join(folder, 'naru.db'));
}

describe('migrations', () => {
  test('count up from 1 without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1));
  });

  test('bring a new database to the newest version without a copy of nothing', () => {
    const folder = tempFolder();
    const store = open(folder, [first, second, third]);
    expect(dataVersion(store.tables.connection)).toBe(3);
    store.close();
    expect(existsSync(join(folder, 'backups'))).toBe(false);
  });

  test('copy what is there before each step; the copy can be read with the same key', () => {
    const folder = withOneFiling();
    const store = open(folder, [first, second, third]);
    expect(dataVersion(store.tables.connection)).toBe(3);
    put(store, [sample('after')]);
    store.close();
    expect(readdirSync(join(folder, 'backups')).toSorted()).toEqual([
      'naru-before-2.db',
      'naru-before-3.db',
    ]);
    const copyFile = join(folder, 'backups', 'naru-before-2.db');
    expect(readFileSync(copyFile).includes('before')).toBe(false);
    const copy = new Store({ file: copyFile, key, migrations: [first], readonly: true });
    expect(dataVersion(copy.tables.connection)).toBe(1);
    expect(copy.tables.filings.hasReference('before')).toBe(true);
    expect(copy.tables.filings.hasReference('after')).toBe(false);
    expect(verifyStore(copy).findings).toEqual([]);
    copy.close();
  });

  test('leave the old version where a step fails, and go on once it is mended', () => {
    const folder = withOneFiling();
    expect(refusalOf(() => open(folder, [first, broken]))).toMatch(/nowhere/);
    const old = open(folder, [first]);
    expect(dataVersion(old.tables.connection)).toBe(1);
    expect(old.tables.filings.hasReference('before')).toBe(true);
    expect(() => old.tables.connection.prepare('SELECT * FROM extra')).toThrow(/no such table/);
    old.close();
    const mended = open(folder, [first, second]);
    expect(dataVersion(mended.tables.connection)).toBe(2);
    expect(verifyStore(mended).findings).toEqual([]);
    mended.close();
  });

  test.each([
    { readonly: false, who: 'a writer' },
    { readonly: true, who: 'a reader' },
  ])('refuse a newer version to $who and leave the file as it is', ({ readonly }) => {
    const folder = withOneFiling();
    open(folder, [first, second]).close();
    const before = bytesOf(folder);
    const problem = problemOf(() => open(folder, [first], readonly));
    expect(problem).toEqual({ code: 'data-from-newer-version', params: { found: 2, known: 1 } });
    expect(bytesOf(folder).equals(before)).toBe(true);
    const newer = open(folder, [first, second]);
    expect(newer.tables.filings.hasReference('before')).toBe(true);
    newer.close();
  });
});
