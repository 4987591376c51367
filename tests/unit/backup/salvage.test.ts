import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { salvage, type Describe } from '../../../main/backup/index.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { openDataFolder, Store } from '../../../main/store/index.ts';
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
