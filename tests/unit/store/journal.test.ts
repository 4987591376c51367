import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { freeze } from '../../../main/outbox/freeze.ts';
import { act, undoBatch } from '../../../main/outbox/index.ts';
import { entryHash } from '../../../main/store/journal.ts';
import { moveTransport, Store, verifyStore, type Finding } from '../../../main/store/index.ts';
import { epochMs } from '../../../shared/time.ts';
import {
  key,
  now,
  numberOf,
  problemOf,
  put,
  refusalOf,
  sample,
  tempStore,
} from './store-samples.ts';

/** Six entries: three filings queued, one held, released and made urgent. */
function storeWithEntries(): Store {
  const store = tempStore();
  const [id] = put(store, [sample('a'), sample('b'), sample('c')]);
  if (id === undefined) throw new Error('nothing put');
  for (const [i, action] of (['hold', 'release', 'make-urgent'] as const).entries())
    act(store, [id], action, epochMs(now + i + 1));
  expect(verifyStore(store)).toMatchObject({ findings: [], filings: 3, entries: 6 });
  return store;
}

/** The same with a document frozen for the first, as entry seven. */
function storeWithDocument(): Store {
  const store = storeWithEntries();
  store.transaction((tables) => {
    const filing = tables.filings.byReference('a');
    if (filing === null) throw new Error('no filing');
    const frozen = freeze(tables, filing, render, now);
    if (!frozen.ok) throw new Error('not frozen');
    moveTransport(tables, frozen.filing, 'hold', { kind: 'held' }, now);
  });
  expect(findings(store)).toEqual([]);
  return store;
}

const render = () => ({ ok: true, xml: '<a/>' }) as const;

function findings(store: Store): Finding[] {
  return verifyStore(store).findings;
}

/** Changes the journal as somebody with the key and without scruples could. */
function tamper(store: Store, sql: string): void {
  const { connection } = store.tables;
  for (const n of [1, 2, 3]) connection.exec(`DROP TRIGGER journal_is_append_only_${n}`);
  connection.exec(sql);
}

/** A reader whose check is interrupted: in the middle of it another filing is put in. */
function readerInterrupted(writer: Store): Store {
  let isPut = false;
  const reader = new Store({
    file: writer.file,
    key,
    readonly: true,
    openDatabase(file, options) {
      const database = new Database(file, options);
      const prepare = database.prepare.bind(database);
      return Object.assign(database, {
        prepare(sql: string) {
          if (sql === 'PRAGMA foreign_key_check' && !isPut) {
            isPut = true;
            put(writer, [sample('late')]);
          }
          return prepare(sql);
        },
      });
    },
  });
  afterAll(() => reader.close());
  return reader;
}

describe('a check beside a writer', () => {
  test('sees one moment: what is written meanwhile contradicts nothing', () => {
    const store = storeWithEntries();
    const reader = readerInterrupted(store);
    expect(verifyStore(reader)).toMatchObject({ findings: [], filings: 3, entries: 6 });
    expect(verifyStore(reader)).toMatchObject({ findings: [], filings: 4, entries: 7 });
  });

  test('keeps nobody waiting who gives the log back', () => {
    const store = storeWithEntries();
    const reader = new Store({ file: store.file, key, readonly: true });
    afterAll(() => reader.close());
    const log = `${store.file}-wal`;
    const waits: unknown[] = [];
    reader.tables.connection.transaction(() => {
      reader.tables.journal.entry(1);
      put(store, [sample('d')]);
      const pragma = store.tables.connection.pragma.bind(store.tables.connection);
      Object.assign(store.tables.connection, {
        pragma(source: string, options?: { simple?: boolean }) {
          if (source.startsWith('wal_checkpoint'))
            waits.push(pragma('busy_timeout', { simple: true }));
          return pragma(source, options);
        },
      });
      store.checkpoint();
      expect(waits).toEqual([0]);
      expect(statSync(log).size, 'the reader still needs it').toBeGreaterThan(0);
      expect(pragma('busy_timeout', { simple: true })).toBe(5000);
    })();
    store.checkpoint();
    expect(statSync(log).size).toBe(0);
  });
});

describe('the journal', () => {
  test('can only be appended to', () => {
    const { connection } = storeWithEntries().tables;
    for (const sql of [
      'UPDATE journal SET at = 0',
      "UPDATE journal SET body = x'00'",
      'DELETE FROM journal WHERE seq = 2',
      'INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 2',
    ])
      expect(refusalOf(() => connection.exec(sql))).toBe('the journal is append-only');
  });

  test("tells a filing's story oldest first, without the others'", () => {
    const store = storeWithEntries();
    const { journal, filings } = store.tables;
    const filing = filings.byReference('a');
    const story = journal.timeline(filing?.journalSeq ?? 0);
    expect(story.map(({ kind }) => kind)).toEqual([
      'queued',
      'held',
      'released',
      'priority-changed',
    ]);
    expect(story.map(({ seq }) => seq)).toEqual([1, 4, 5, 6]);
    expect(story.map(({ transport }) => transport)).toEqual([
      'queued',
      'held',
      'queued',
      undefined,
    ]);
    expect(story[0]?.data['reference']).toBe('a');
  });

  test('has a head that names all before it', () => {
    const store = storeWithEntries();
    const { head } = verifyStore(store);
    expect(head).toMatch(/^[0-9a-f]{64}$/);
    put(store, [sample('d')]);
    expect(verifyStore(store).head).not.toBe(head);
  });
});

describe('verifying finds', () => {
  test.each([
    ['at = at + 1', 3],
    ["data = replace(data, '3', '4')", 3],
    ["kind = 'released'", 4],
    ["transport = 'cancelled'", 4],
    ['filing_id = 2', 5],
    ['before = 1', 6],
    ['hash = hex(zeroblob(32))', 2],
  ])('that somebody set %s in entry %i', (change, seq) => {
    const store = storeWithEntries();
    tamper(store, `UPDATE journal SET ${change} WHERE seq = ${seq}`);
    expect(findings(store)).toContainEqual({
      code: 'entry-changed',
      params: { seq, after: seq - 1 },
    });
  });

  test.each([1, 3])('that entry %i was removed', (seq) => {
    const store = storeWithEntries();
    tamper(store, `DELETE FROM journal WHERE seq = ${seq}`);
    expect(findings(store)).toContainEqual({ code: 'entry-missing', params: { before: seq + 1 } });
  });

  test('that the end was cut off', () => {
    const store = storeWithEntries();
    tamper(store, 'DELETE FROM journal WHERE seq = 6');
    const declarationNo = numberOf(store, 'a');
    expect(findings(store)).toEqual([{ code: 'journal-cut', params: { declarationNo, seq: 6 } }]);
  });

  test('that two entries changed places', () => {
    const store = storeWithEntries();
    tamper(
      store,
      `UPDATE journal SET seq = 99 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 3;
       UPDATE journal SET seq = 3 WHERE seq = 99`,
    );
    for (const seq of [2, 3])
      expect(findings(store)).toContainEqual({
        code: 'entry-changed',
        params: { seq, after: seq - 1 },
      });
  });

  test('an entry that was put in, even with a hash that fits the one before', () => {
    const store = storeWithEntries();
    const { connection, journal } = store.tables;
    const [, second] = [...journal.walk()];
    if (second === undefined) throw new Error('no entry');
    tamper(
      store,
      `UPDATE journal SET seq = seq + 100 WHERE seq > 2;
       UPDATE journal SET seq = seq - 99 WHERE seq > 100`,
    );
    const entry = { seq: 3, at: now, filing_id: null, before: null, kind: 'office-set' } as const;
    const hash = entryHash(second.hash, { ...entry, transport: null, customs: null, data: '{}' });
    connection
      .prepare(
        "INSERT INTO journal VALUES (3, ?, NULL, NULL, 'office-set', NULL, NULL, '{}', ?, NULL)",
      )
      .run(now, hash);
    expect(findings(store)[0]).toEqual({ code: 'entry-changed', params: { seq: 4, after: 3 } });
  });

  test('a filing that is not as the journal tells', () => {
    const store = storeWithEntries();
    const { connection } = store.tables;
    connection.exec("UPDATE filing SET transport = 'held' WHERE reference = 'b'");
    connection.exec("UPDATE filing SET customs = 'released' WHERE reference = 'c'");
    expect(findings(store)).toEqual([
      {
        code: 'transport-differs',
        params: { declarationNo: numberOf(store, 'b'), state: 'held', told: 'queued' },
      },
      {
        code: 'customs-differ',
        params: { declarationNo: numberOf(store, 'c'), state: 'released', told: 'none' },
      },
    ]);
  });

  test('a filing that was removed or put in beside the journal', () => {
    const store = storeWithEntries();
    const { connection } = store.tables;
    connection.exec("DELETE FROM filing WHERE reference = 'b'");
    expect(findings(store)).toEqual([{ code: 'filing-gone', params: { id: 2, seq: 2 } }]);
    connection.exec(
      `INSERT INTO filing (id, reference, declaration_no, part, part_seq, declaration_seq, kind, priority, due, transport, customs,
         journal_seq, created_at, updated_at, summary)
       SELECT 77, 'smuggled', '1234526999999M', part, part_seq, 77, kind, priority, due, transport, customs,
         journal_seq, created_at, updated_at, summary FROM filing WHERE reference = 'c'`,
    );
    expect(findings(store)).toContainEqual({
      code: 'filing-untold',
      params: { declarationNo: '1234526999999M' },
    });
  });

  test('a number or a declaration that is not what the journal tells', () => {
    const store = storeWithEntries();
    const { connection } = store.tables;
    connection.exec(
      "UPDATE filing SET declaration_no = '1234526000077M' WHERE reference = 'b'; " +
        "UPDATE filing SET declaration_seq = 1 WHERE reference = 'b'",
    );
    expect(findings(store)).toEqual([
      {
        code: 'number-differs',
        params: { declarationNo: '1234526000077M', told: '1234526000002M' },
      },
      { code: 'declaration-differs', params: { declarationNo: '1234526000077M', seq: 1 } },
    ]);
  });

  test('a declaration or document that was changed', () => {
    const store = storeWithDocument();
    tamper(store, "UPDATE journal SET body = x'00' WHERE seq IN (1, 7)");
    expect(findings(store)).toEqual([
      { code: 'body-changed', params: { seq: 1 } },
      { code: 'body-changed', params: { seq: 7 } },
    ]);
  });

  test('a declaration or document that was removed before its time', () => {
    const store = storeWithDocument();
    const { connection } = store.tables;
    connection.exec('UPDATE journal SET body = NULL WHERE seq IN (2, 7)');
    expect(findings(store)).toEqual([
      { code: 'body-gone', params: { declarationNo: numberOf(store, 'a') } },
      { code: 'body-gone', params: { declarationNo: numberOf(store, 'b') } },
    ]);
  });

  test('what has not even the shape of an entry', () => {
    const store = storeWithEntries();
    tamper(store, "UPDATE journal SET kind = 'invented' WHERE seq = 2");
    expect(problemOf(() => verifyStore(store)).code).toBe('data-damaged');
  });

  test('nothing wrong with filings that were taken back', () => {
    const store = tempStore();
    const batchId = store.transaction(({ batches }) => batches.open('file', now));
    put(store, [sample('x'), sample('y')], { batchId });
    undoBatch(store, batchId, now);
    expect(verifyStore(store)).toMatchObject({ findings: [], filings: 0, entries: 4 });
  });
});
