import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { officeSchema, type NumberSettings } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import { yearOf } from '../../shared/filing/numbers.ts';
import { epochMs } from '../../shared/time.ts';
import { enqueue, setNumbers, undoBatch, type CheckedFiling } from '../../main/outbox/index.ts';
import { Store, verifyStore } from '../../main/store/index.ts';

const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });
const folder = mkdtempSync(join(tmpdir(), 'naru-numbers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function filing(reference: string): CheckedFiling {
  const empty = { importer: '', goods: '', lines: 1, billOfLading: '', currency: '', amount: '' };
  const summary = { ...empty, tax: null };
  return {
    reference,
    kind: 'import',
    priority: 'normal',
    deadline: null,
    summary,
    declaration: {},
  };
}

const range = fc.record({
  desk: fc.constantFrom('a', 'b'),
  letter: fc.constant('M'),
  first: fc.integer({ min: 1, max: 20 }),
  last: fc.integer({ min: 1, max: 20 }),
});
const operation = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ is: fc.constant('put'), count: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('put and fail'), count: fc.constant(3) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('put again'), count: fc.constant(2) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('undo'), count: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('restart'), count: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('next year'), count: fc.constant(0) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('ranges'),
      count: fc.constant(0),
      numbers: fc.record({
        desk: fc.constantFrom('a', 'b'),
        ranges: fc.array(range, { minLength: 1, maxLength: 3 }),
      }),
    }),
  },
);

test('a number is given once, out of the ranges of its desk, whatever happens', () => {
  let run = 0;
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 40 }), (operations) => {
      run += 1;
      const options = { file: join(folder, `${run}.db`), key: Buffer.alloc(32, 7) };
      let store = new Store(options);
      let at = epochMs(Date.parse('2026-06-01T00:00:00Z'));
      let made = 0;
      let now: NumberSettings = {
        desk: '1',
        ranges: [{ desk: '1', letter: 'M', first: 1, last: 999_999 }],
      };
      const batches: number[] = [];
      const given = new Set<string>();

      function put(count: number, fails: boolean): void {
        const names = Array.from({ length: count }, () => `r${(made += 1)}`);
        const batchId = store.transaction((tables) => tables.batches.open('f', at));
        store.transaction(() => {
          enqueue(store, names.map(filing), { office, at, batchId });
          if (fails) throw new RangeError('rolled back');
        });
        batches.push(batchId);
        for (const name of names) {
          const no = store.tables.filings.byReference(name)?.declarationNo;
          if (no === undefined) return expect.unreachable(`${name} is not there`);
          expect(given.has(no), `${no} given twice`).toBe(false);
          given.add(no);
          const serial = Number(no.slice(7, 13));
          const fits = now.ranges.some(
            ({ desk, first, last }) => desk === now.desk && first <= serial && serial <= last,
          );
          expect(fits, no).toBe(true);
          expect(yearOf(no)).toBe(new Date(at).getUTCFullYear());
        }
      }
      function doOne(each: (typeof operations)[number]): void {
        if ('numbers' in each) {
          setNumbers(store, each.numbers, at);
          now = each.numbers;
          return;
        }
        const { is, count } = each;
        if (is === 'put' || is === 'put and fail') put(count, is !== 'put');
        else if (is === 'put again') {
          const known = [filing(`r${made}`), filing(`r${made}`)];
          // One that is known takes no number.
          if (store.tables.filings.hasReference(`r${made}`))
            expect(enqueue(store, known, { office, at, batchId: null }).added).toEqual([]);
        } else if (is === 'undo') {
          const batchId = batches[count % Math.max(1, batches.length)];
          if (batchId !== undefined) undoBatch(store, batchId, at);
        } else if (is === 'next year') at = epochMs(at + 365 * 86_400_000);
        else {
          store.close();
          store = new Store(options);
        }
      }

      try {
        for (const each of operations)
          try {
            doOne(each);
          } catch (error) {
            const isOrdinary =
              error instanceof NaruError ||
              (error instanceof Error && error.message === 'rolled back');
            if (!isOrdinary) throw error;
          }
        expect(verifyStore(store).findings).toEqual([]);
        // Every number is with its filing, or told why not.
        const { connection, retired } = store.tables;
        const filings = connection
          .prepare<[], string>('SELECT declaration_no FROM filing')
          .pluck()
          .all();
        const gaps = retired.gaps(null, 1000).rows.map(({ declarationNo }) => declarationNo);
        expect(new Set([...filings, ...gaps])).toEqual(given);
      } finally {
        store.close();
      }
    }),
    { numRuns: 150 },
  );
}, 120_000);
