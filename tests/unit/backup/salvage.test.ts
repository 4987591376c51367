import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Describe } from '../../../main/backup/rebuild.ts';
import { salvage } from '../../../main/backup/salvage.ts';
import { readRows } from '../../../main/backup/salvage-rows.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import {
  openDataFolder,
  Store,
  verifySinceSalvage,
  verifyStore,
} from '../../../main/store/index.ts';
import { declarationNoSchema, filingId } from '../../../shared/filing/numbers.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { now, office, problemOf, sample, tempFolder } from '../store/store-samples.ts';

const pageBytes = 2048;
const { summary } = sample('any');
const summed: Describe = () => summary;

function damagedPlace(count: number) {
  const root = tempFolder();
  const data = join(root, 'data');
  mkdirSync(data);
  const folder = openDataFolder({ folder: data, owner: 'test', now: new Date(now) });
  const store = folder.openStore('real');
  store.transaction(({ settings }) => settings.set('office', office));
  for (let n = 0; n < count; n += 50)
    enqueue(
      store,
      Array.from({ length: 50 }, (_, i) => sample(`ref-${n + i}`)),
      { office, at: now, batchId: null },
    );
  const { key, file } = store;
  store.close();
  return { root, folder, file, key };
}

function spoil(file: string, pages: readonly number[]): void {
  const descriptor = openSync(file, 'r+');
  for (const page of pages)
    writeSync(descriptor, Buffer.alloc(64, 0xa5), 0, 64, page * pageBytes + 512);
  closeSync(descriptor);
}

describe('a damaged database', () => {
  for (const seed of [1, 2, 3, 4, 5, 6])
    test(`gives what can be read, and says what is lost (seed ${seed})`, () => {
      const { root, folder, file, key } = damagedPlace(400);
      const random = seededRandom(seed);
      const pages = statSync(file).size / pageBytes;
      // Not among the first: they hold the tables' names.
      const bad = Array.from({ length: 3 }, () => 60 + Math.floor(random() * (pages - 60)));
      spoil(file, bad);
      const before = readFileSync(file);
      const saved = salvage(file, key, join(root, 'saved.db'), summed, now);
      expect(readFileSync(file).equals(before)).toBe(true);
      const told = new Map(saved.tables.map((each) => [each.table, each]));
      const filings = told.get('filing')?.rows ?? 0;
      expect(filings + saved.rebuilt).toBeGreaterThan(300);
      const gaps = saved.tables.flatMap((each) => each.gaps);
      if (filings < 400) expect(gaps.length).toBeGreaterThan(0);
      const store = new Store({ file: join(root, 'saved.db'), key });
      const { connection } = store.tables;
      expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
      // What is lost was told; from here on a check tells what comes.
      expect(verifyStore(store).findings.length > 0).toBe(saved.entriesLost > 0);
      expect(verifySinceSalvage(store).findings).toEqual([]);
      for (const no of saved.filings) {
        const filing = store.tables.filings.byNumber(declarationNoSchema.parse(no));
        if (filing !== null) store.tables.journal.timeline(filing.journalSeq);
      }
      const rows = connection.prepare('SELECT count(*) FROM journal').pluck().get();
      const last = Number(connection.prepare('SELECT max(seq) FROM journal').pluck().get());
      expect(Number(rows) + saved.entriesLost).toBe(last);
      // No number and no id comes again.
      const numbers = new Set(
        connection.prepare('SELECT declaration_no FROM filing').pluck().all(),
      );
      const again = enqueue(store, [sample('new')], { office, at: now, batchId: null });
      const added = store.tables.filings.byReference('new');
      expect(again.added).toHaveLength(1);
      expect(numbers.has(added?.declarationNo)).toBe(false);
      expect(Number(added?.id)).toBeGreaterThan(400);
      expect(verifySinceSalvage(store).findings).toEqual([]);
      connection.exec("UPDATE filing SET customs = 'received' WHERE reference = 'new'");
      expect(verifySinceSalvage(store).findings.map(({ code }) => code)).toEqual([
        'customs-differ',
      ]);
      store.close();
      folder.release();
    });

  test('gives no number again, although the counters of those given are lost', () => {
    const { root, folder, file, key } = damagedPlace(100);
    const whole = new Store({ file, key });
    const given = whole.tables.connection
      .prepare<[], string>('SELECT declaration_no FROM filing')
      .pluck()
      .all();
    whole.tables.connection.exec('DELETE FROM serial');
    whole.close();
    salvage(file, key, join(root, 'saved.db'), summed, now);
    const store = new Store({ file: join(root, 'saved.db'), key });
    enqueue(store, [sample('new')], { office, at: now, batchId: null });
    expect(given).not.toContain(store.tables.filings.byReference('new')?.declarationNo);
    store.close();
    folder.release();
  });

  test('makes a filing anew whose row is lost: never to be sent by itself', () => {
    const { root, folder, file, key } = damagedPlace(50);
    const whole = new Store({ file, key });
    const { connection } = whole.tables;
    const last = connection.prepare<[], number>('SELECT max(id) FROM filing').pluck().get() ?? 0;
    const [kept, doubtful] = [last - 1, last];
    whole.transaction(({ journal, filings }) => {
      const filing = filings.byId(filingId(doubtful));
      if (filing === null) throw new Error('no filing');
      const data = { digest: 'd', declaredOn: '2026-11-23', previous: null, bytes: 1 };
      const entry = { at: now, filingId: filing.id, before: filing.journalSeq } as const;
      journal.append({ ...entry, kind: 'frozen', data, body: Buffer.from('x') });
    });
    connection.pragma('foreign_keys = OFF');
    for (const trigger of connection
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .pluck()
      .all())
      connection.exec(`DROP TRIGGER "${trigger}"`);
    connection.exec(`DELETE FROM filing WHERE id >= ${kept}`);
    whole.close();
    const saved = salvage(file, key, join(root, 'saved.db'), summed, now);
    expect(saved.rebuilt).toBe(2);
    const store = new Store({ file: join(root, 'saved.db'), key });
    // What may have left is in doubt; of the other nobody knows what was ordered for it.
    expect(store.tables.filings.byId(filingId(doubtful))?.transport).toBe('unconfirmed');
    expect(store.tables.filings.byId(filingId(kept))?.transport).toBe('held');
    store.close();
    folder.release();
  });

  test('whose beginning is gone says that a backup has to serve', () => {
    const { root, folder, file, key } = damagedPlace(50);
    spoil(file, [0]);
    expect(problemOf(() => salvage(file, key, join(root, 'saved.db'), summed, now)).code).toBe(
      'data-damaged',
    );
    folder.release();
  });
});

test('rows beyond what cannot be read are found, each once', () => {
  const stretch = fc.record({
    from: fc.integer({ min: 1, max: 900 }),
    rows: fc.integer({ min: 1, max: 300 }),
  });
  fc.assert(
    fc.property(
      fc.array(stretch, { maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      (bad, step) => {
        const database = new Database(':memory:');
        const isBad = (id: number): boolean =>
          bad.some(({ from, rows }) => id >= from && id < from + rows);
        database.exec('CREATE TABLE kept (id INTEGER PRIMARY KEY)');
        const insert = database.prepare('INSERT INTO kept VALUES (?)');
        const ids = Array.from({ length: 400 }, (_, n) => 1 + n * step);
        database.transaction(() => ids.forEach((id) => insert.run(id)))();
        // Stands for a page that does not open.
        database.function('readable', (id) => {
          if (isBad(Number(id))) throw new Error('malformed');
          return id;
        });
        const found = [...readRows(database, 'kept', 'readable(id)', null)];
        database.close();
        const rows = found.flatMap((each) => (each.is === 'row' ? [Number(each.at)] : []));
        expect(rows).toEqual([...new Set(rows)].toSorted((a, b) => a - b));
        const gaps = found.filter((each) => each.is === 'gap');
        const isTold = (id: number): boolean =>
          gaps.some(({ from, to }) => id > (from ?? 0) && id < (to ?? Number.POSITIVE_INFINITY));
        for (const id of ids) expect(rows.includes(id) || isTold(id)).toBe(true);
        for (const id of ids.filter(isBad)) expect(rows).not.toContain(id);
        // Between two bad stretches that lie close together something may be passed over, and is told.
        const lost = ids.filter((id) => !isBad(id) && !rows.includes(id));
        if (bad.length <= 1) expect(lost).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});
