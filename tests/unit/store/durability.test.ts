import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { schemaText } from '../../../main/store/schema-text.ts';
import { openDataFolder, verifyStore, type Store } from '../../../main/store/index.ts';
import {
  now,
  numberOf,
  office,
  problemOf,
  put,
  refusalOf,
  sample,
  tempFolder,
  tempStore,
} from './store-samples.ts';

function settingsOf({ tables: { connection } }: Store): Record<string, unknown> {
  const names = [
    'synchronous',
    'journal_mode',
    'foreign_keys',
    'fullfsync',
    'checkpoint_fullfsync',
  ];
  return Object.fromEntries(names.map((name) => [name, connection.pragma(name, { simple: true })]));
}

describe('a database on disk', () => {
  const folder = tempFolder();
  const onMac = process.platform === 'darwin' ? 1 : 0;
  const durable = {
    synchronous: 2,
    journal_mode: 'wal',
    foreign_keys: 1,
    fullfsync: onMac,
    checkpoint_fullfsync: onMac,
  };

  test('syncs every commit, after the first write and at every opening', () => {
    const held = openDataFolder({ folder, owner: 'test', now: new Date(now) });
    let store = held.openStore('real');
    put(store, [sample('first')]);
    expect(settingsOf(store)).toEqual(durable);
    store.reopen();
    put(store, [sample('second')]);
    expect(settingsOf(store)).toEqual(durable);
    store.close();
    store = held.openStore('real');
    expect(settingsOf(store)).toEqual(durable);
    put(store, [sample('third')]);
    expect(settingsOf(store)).toEqual(durable);
    store.checkpoint();
    put(store, [sample('fourth')]);
    expect(settingsOf(store)).toEqual(durable);
    store.close();
    held.release();
  });

  test('holds no plain text, neither in the database nor in its log', () => {
    const held = openDataFolder({ folder, owner: 'test', now: new Date(now) });
    const store = held.openStore('real');
    store.transaction(({ settings }) => settings.set('office', office));
    put(store, [sample('SECRET-REFERENCE', { importer: 'GEHEIM IMPORTER', goods: '비밀물품' })]);
    store.tables.search.catchUp();
    const told = ['SECRET-REFERENCE', 'GEHEIM', '비밀물품', '시험 관세사무소', 'CREATE TABLE'];
    told.push(numberOf(store, 'SECRET-REFERENCE'));
    const files = readdirSync(folder).filter((name) => name.startsWith('naru.db'));
    expect(files).toContain('naru.db-wal');
    // Once with the log, once with all of it in the database.
    for (const checkpointed of [false, true]) {
      if (checkpointed) store.checkpoint();
      for (const name of files)
        for (const text of told)
          expect(readFileSync(join(folder, name)).includes(text), `${name}: ${text}`).toBe(false);
    }
    expect(store.tables.filings.byReference('SECRET-REFERENCE')?.summaryText).toContain('비밀물품');
    store.close();
    held.release();
  });

  test('has the schema that is kept beside the program', () => {
    const kept = readFileSync(new URL('../../../main/store/schema.sql', import.meta.url), 'utf8');
    // `npm run schema` writes it anew.
    expect(schemaText(tempStore().tables.connection)).toBe(kept);
  });
});

describe('a transaction', () => {
  const store = tempStore();

  test('leaves nothing where its work fails, neither on disk nor in memory', () => {
    put(store, [sample('kept')]);
    const before = { counts: structuredClone(store.counts), head: store.tables.journal.head() };
    const failing = () =>
      store.transaction((tables) => {
        put(store, [sample('lost')]);
        tables.settings.set('office', office);
        throw new RangeError('in the middle');
      });
    expect(refusalOf(failing)).toBe('in the middle');
    expect(store.counts).toEqual(before.counts);
    expect(store.tables.journal.head()).toEqual(before.head);
    expect(store.tables.filings.byReference('lost')).toBeNull();
    expect(store.tables.settings.get('office')).toBeNull();
    // And the next one goes on where the last good one ended.
    put(store, [sample('next')]);
    expect(store.tables.filings.byReference('next')?.id).toBe(before.head.seq + 1);
  });

  test.each([
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_READONLY_DBMOVED', 'data-read-only'],
    ['SQLITE_IOERR_FSYNC', 'disk-error'],
    ['SQLITE_CANTOPEN', 'disk-error'],
    ['SQLITE_CORRUPT_VTAB', 'data-damaged'],
    ['SQLITE_NOTADB', 'data-damaged'],
    ['SQLITE_BUSY', 'disk-error'],
  ])('that ends in %s is a %s, and nothing of it stays', (code, expected) => {
    const before = { counts: structuredClone(store.counts), head: store.tables.journal.head() };
    const failing = () =>
      store.transaction(() => {
        put(store, [sample('lost')]);
        throw new Database.SqliteError('no', code);
      });
    expect(problemOf(failing).code).toBe(expected);
    expect(store.counts).toEqual(before.counts);
    expect(store.tables.journal.head()).toEqual(before.head);
    expect(store.tables.filings.hasReference('lost')).toBe(false);
    expect(verifyStore(store).findings).toEqual([]);
  });

  test('refuses a document that is not there, and a reference or number that is known', () => {
    const { connection } = store.tables;
    const set = 'UPDATE filing SET submission_id = 999';
    expect(refusalOf(() => connection.exec(set))).toMatch(/FOREIGN KEY/);
    const copy = `INSERT INTO filing (id, reference, declaration_no, part, part_seq, declaration_seq, kind, priority, due, transport,
        customs, journal_seq, created_at, updated_at, summary)
      SELECT 99, reference || ?, substr(declaration_no, 1, 13) || ?, part, part_seq, id, kind, priority, due, transport,
        customs, journal_seq, created_at, updated_at, summary FROM filing LIMIT 1`;
    const insert = connection.prepare(copy);
    expect(refusalOf(() => insert.run('', 'X'))).toMatch(/UNIQUE.*reference/);
    expect(refusalOf(() => insert.run('-2', 'M'))).toMatch(/UNIQUE.*declaration_no/);
    expect(refusalOf(() => insert.run('-2', ''))).toMatch(/CHECK/);
  });
});
