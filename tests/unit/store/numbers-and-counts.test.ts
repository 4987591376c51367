import Database from 'better-sqlite3';
import { describe, expect, test, vi } from 'vitest';
import { act, undoBatch } from '../../../main/outbox/index.ts';
import { countFilings } from '../../../main/store/counts.ts';
import { verifyStore } from '../../../main/store/index.ts';
import { filingActions } from '../../../shared/contract/index.ts';
import { declarantCodeSchema, filingIdSchema } from '../../../shared/filing/numbers.ts';
import { epochMs } from '../../../shared/time.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { now, numberOf, problemOf, put, refusalOf, sample, tempStore } from './store-samples.ts';

const declarant = declarantCodeSchema.parse('12345');

describe('declaration numbers', () => {
  test('count up by declarant, year and letter', () => {
    const { serials } = tempStore().tables;
    const other = declarantCodeSchema.parse('ABCDE');
    expect(serials.next(declarant, 2026, 'M')).toBe('1234526000001M');
    expect(serials.next(declarant, 2026, 'M')).toBe('1234526000002M');
    expect(serials.next(declarant, 2026, 'X')).toBe('1234526000001X');
    expect(serials.next(declarant, 2027, 'M')).toBe('1234527000001M');
    expect(serials.next(other, 2026, 'M')).toBe('ABCDE26000001M');
    expect(serials.next(declarant, 2026, 'M')).toBe('1234526000003M');
  });

  test('take the year of Korea, which begins nine hours earlier', () => {
    const store = tempStore();
    put(store, [sample('old')], { at: epochMs(Date.parse('2026-12-31T14:59:59Z')) });
    put(store, [sample('new')], { at: epochMs(Date.parse('2026-12-31T15:00:00Z')) });
    expect(numberOf(store, 'old')).toBe('1234526000001M');
    expect(numberOf(store, 'new')).toBe('1234527000001M');
  });

  test('do not come back after a filing was taken back, nor after a new start', () => {
    const store = tempStore();
    const batchId = store.transaction(({ batches }) => batches.open('file', now));
    put(store, [sample('a'), sample('b')], { batchId });
    const given = ['a', 'b'].map((reference) => numberOf(store, reference));
    const ids = ['a', 'b'].map((reference) => store.tables.filings.byReference(reference)?.id);
    expect(undoBatch(store, batchId, now).removed).toEqual(ids);
    store.reopen();
    const again = put(store, [sample('a'), sample('b')]);
    for (const reference of ['a', 'b']) expect(given).not.toContain(numberOf(store, reference));
    for (const id of again) expect(ids).not.toContain(id);
  });

  test('come back after a transaction that never was: nobody has seen them', () => {
    const store = tempStore();
    const failing = () =>
      store.transaction(() => {
        put(store, [sample('a')]);
        throw new RangeError('stop');
      });
    expect(refusalOf(failing)).toBe('stop');
    put(store, [sample('a')]);
    expect(numberOf(store, 'a')).toBe('1234526000001M');
  });

  test('end at 999,999 with a clear word, and nothing half done', () => {
    const store = tempStore();
    store.tables.connection.exec("INSERT INTO serial VALUES ('12345', 2026, 'M', 1, 999998)");
    put(store, [sample('last but one')]);
    expect(problemOf(() => put(store, [sample('last'), sample('one too many')]))).toEqual({
      code: 'serials-used-up',
      params: { desk: '1', letter: 'M', first: 1, last: 999_999 },
    });
    expect(store.tables.filings.hasReference('last')).toBe(false);
    put(store, [sample('last')]);
    expect(numberOf(store, 'last')).toBe('1234526999999M');
    expect(problemOf(() => put(store, [sample('x')])).code).toBe('serials-used-up');
    // The next year has its own.
    put(store, [sample('x')], { at: epochMs(Date.parse('2027-06-01T00:00:00Z')) });
    expect(numberOf(store, 'x')).toBe('1234527000001M');
    expect(verifyStore(store)).toMatchObject({ findings: [], filings: 3 });
  });
});

function unreadable(): never {
  throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_READ');
}

describe('counts', () => {
  test.each([1, 2, 3])('are what SQL counts, whatever happens (seed %i)', (seed) => {
    const store = tempStore();
    const random = seededRandom(seed);
    const below = (most: number): number => Math.floor(random() * most);
    let made = 0;
    const batches: number[] = [];
    for (let round = 0; round < 120; round += 1) {
      const what = below(10);
      const fails = random() < 0.2;
      const work = (): void => {
        if (what < 3) {
          const batchId = store.transaction((tables) => tables.batches.open('f', now));
          batches.push(batchId);
          const filings = Array.from({ length: 1 + below(5) }, () => sample(`r${(made += 1)}`));
          put(store, filings, { batchId });
        } else if (what < 9) {
          const ids = Array.from({ length: 4 }, () => filingIdSchema.parse(1 + below(made + 3)));
          act(store, ids, filingActions[below(filingActions.length)] ?? 'hold', now);
        } else if (batches.length > 0) undoBatch(store, batches[below(batches.length)] ?? 1, now);
        if (fails) throw new RangeError('undone');
      };
      if (fails) expect(refusalOf(() => store.transaction(work))).toMatch(/undone|not-found/);
      else refusalOf(work);
      expect(store.counts).toEqual(countFilings(store.tables.connection));
    }
    expect(made).toBeGreaterThan(50);
    const { counts } = store;
    store.reopen();
    expect(store.counts).toEqual(counts);
    expect(verifyStore(store).findings).toEqual([]);
  });

  test('are right after a rollback even where the disk cannot be read', () => {
    const store = tempStore();
    put(store, [sample('kept')]);
    const { connection } = store.tables;
    const prepare = vi.spyOn(connection, 'prepare').mockImplementation(unreadable);
    const work = (): void => {
      put(store, [sample('lost')]);
      unreadable();
    };
    expect(problemOf(() => store.transaction(work)).code).toBe('disk-error');
    expect(store.counts.transport.queued).toBe(1);
    prepare.mockRestore();
    expect(store.counts).toEqual(countFilings(connection));
  });
});
