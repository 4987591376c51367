import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrations, type Migration } from '../../../main/store/migrations/index.ts';
import { dataVersion } from '../../../main/store/migrate.ts';
import { Store, verifyStore } from '../../../main/store/index.ts';
import { key, problemOf, put, refusalOf, sample, tempFolder } from './store-samples.ts';

const now = migrations.length;
const next: Migration = {
  version: now + 1,
  sql: 'CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT',
};
const afterNext: Migration = { version: now + 2, sql: 'ALTER TABLE extra ADD COLUMN note TEXT' };
const broken: Migration = {
  version: now + 1,
  sql: "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES ('x')",
};

function open(folder: string, list: readonly Migration[], readonly = false): Store {
  return new Store({ file: join(folder, 'naru.db'), key, migrations: list, readonly });
}
/** A folder with a database of this version and one filing in it. */
function withOneFiling(): string {
  const folder = tempFolder();
  const store = open(folder, migrations);
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
    const store = open(folder, [...migrations, next, afterNext]);
    expect(dataVersion(store.tables.connection)).toBe(now + 2);
    store.close();
    expect(existsSync(join(folder, 'backups'))).toBe(false);
  });

  test('copy what is there before the first step; the copy can be read with the same key', () => {
    const folder = withOneFiling();
    const store = open(folder, [...migrations, next, afterNext]);
    expect(dataVersion(store.tables.connection)).toBe(now + 2);
    put(store, [sample('after')]);
    store.close();
    expect(readdirSync(join(folder, 'backups'))).toEqual([`naru-before-${now + 1}.db`]);
    const copyFile = join(folder, 'backups', `naru-before-${now + 1}.db`);
    expect(readFileSync(copyFile).includes('before')).toBe(false);
    const copy = new Store({ file: copyFile, key, migrations, readonly: true });
    expect(dataVersion(copy.tables.connection)).toBe(now);
    expect(copy.tables.filings.hasReference('before')).toBe(true);
    expect(copy.tables.filings.hasReference('after')).toBe(false);
    expect(verifyStore(copy).findings).toEqual([]);
    copy.close();
  });

  test('leave the old version where a step fails, and go on once it is mended', () => {
    const folder = withOneFiling();
    expect(refusalOf(() => open(folder, [...migrations, broken]))).toMatch(/nowhere/);
    const old = open(folder, migrations);
    expect(dataVersion(old.tables.connection)).toBe(now);
    expect(old.tables.filings.hasReference('before')).toBe(true);
    expect(() => old.tables.connection.prepare('SELECT * FROM extra')).toThrow(/no such table/);
    old.close();
    const mended = open(folder, [...migrations, next]);
    expect(dataVersion(mended.tables.connection)).toBe(now + 1);
    expect(verifyStore(mended).findings).toEqual([]);
    mended.close();
  });

  test.each([
    { readonly: false, who: 'a writer' },
    { readonly: true, who: 'a reader' },
  ])('refuse a newer version to $who and leave the file as it is', ({ readonly }) => {
    const folder = withOneFiling();
    open(folder, [...migrations, next]).close();
    const before = bytesOf(folder);
    const problem = problemOf(() => open(folder, migrations, readonly));
    const params = { found: now + 1, known: now };
    expect(problem).toEqual({ code: 'data-from-newer-version', params });
    expect(bytesOf(folder).equals(before)).toBe(true);
    const newer = open(folder, [...migrations, next]);
    expect(newer.tables.filings.hasReference('before')).toBe(true);
    newer.close();
  });

  test('refuse an older version to a reader, who cannot bring it along', () => {
    const folder = withOneFiling();
    const before = bytesOf(folder);
    const problem = problemOf(() => open(folder, [...migrations, next], true));
    const params = { found: now, known: now + 1 };
    expect(problem).toEqual({ code: 'data-from-older-version', params });
    expect(bytesOf(folder).equals(before)).toBe(true);
  });
});
