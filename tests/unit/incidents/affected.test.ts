import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  pageAffected,
  readIncident,
  takeGradeChange,
} from '../../../main/health/incidents/index.ts';
import type { Store } from '../../../main/store/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { place, put, sample, tempStore } from '../store/store-samples.ts';
import { at, ill, well } from './changes.ts';

/** The filings that an incident affected: just those that are counted, each once, page by page. */

const states = [
  'queued',
  'unconfirmed',
  'processing',
  'acknowledged',
  'held',
  'refused',
  'cancelled',
] as const;
const minute = 60_000;

/** A filing in any state, taken or not, that met the trouble or did not. */
const someFilings = fc.array(
  fc.record({
    transport: fc.constantFrom(...states),
    due: fc.constantFrom('2026-11-25', '2026-12-01', '2026-12-09'),
    urgent: fc.boolean(),
    takenAfter: fc.integer({ min: -20, max: 90 }),
    failedAfter: fc.option(fc.integer({ min: -20, max: 60 })),
  }),
  { minLength: 1, maxLength: 25 },
);

function fail(store: Store, filing: number, settledAt: number, answer: string | null = null): void {
  store.tables.connection
    .prepare(
      `INSERT INTO attempt (filing_id, n, kind, submission_id, started_at, settled_at, outcome, cause, answer)
       VALUES (?, 1, 'send', 1, ?, ?, 'busy', 'unavailable', ?)`,
    )
    .run(filing, settledAt - 100, settledAt, answer);
}

function pages(store: Store, limit: number): number[] {
  const ids: number[] = [];
  for (let after: string | null = null; ;) {
    const page = pageAffected(store.tables, 1, at(120), { after, limit });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    ids.push(...page.rows.map(({ id }) => id));
    if (page.next === null) return ids;
    expect(page.rows).toHaveLength(limit);
    after = page.next;
  }
}

test('error texts of an incident name nobody whom a declaration names', () => {
  const store = tempStore();
  const declaration = { consigneeName: '홍길동', payerName: '한결무역(주)' };
  const [id = 0] = put(store, [{ ...sample('a'), declaration }]);
  fail(store, id, at(5), '503 홍길동 (한결무역(주)) 처리 중');
  takeGradeChange(store, ill('declarations', 0), 0);
  const { errors } = readIncident(store.tables, 1, at(10));
  expect(errors.map(({ text }) => text)).toEqual(['503 홍** (한결무역(주)) 처리 중']);
});

describe('filings that an incident affected', () => {
  test('are those that are counted, each once, whatever the page holds', () => {
    fc.assert(
      fc.property(someFilings, fc.integer({ min: 1, max: 7 }), (filings, limit) => {
        const store = tempStore();
        for (const [
          index,
          { transport, due, urgent, takenAfter, failedAfter },
        ] of filings.entries()) {
          const receiptAt = epochMs(at(0) + takenAfter * minute);
          const taken = transport === 'acknowledged' ? { receiptAt } : {};
          place(store, index + 10, { transport, customs: 'none' }, { due, urgent, ...taken });
          if (failedAfter !== null) fail(store, index + 10, at(0) + failedAfter * minute);
        }
        takeGradeChange(store, ill('declarations', 0), 0);
        takeGradeChange(store, well('declarations', 30), 0);
        const ids = pages(store, limit);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toHaveLength(readIncident(store.tables, 1, at(120)).filings);
        expect(pages(store, 200)).toEqual(ids);
        const met = filings.flatMap(({ failedAfter }, index) =>
          failedAfter !== null && failedAfter >= 0 && failedAfter <= 30 ? [index + 10] : [],
        );
        expect(ids).toEqual(expect.arrayContaining(met));
        store.close();
      }),
      { numRuns: 40 },
    );
  });

  test('are in the order of the queue, then by receipt, then the others', () => {
    const store = tempStore();
    const queued = { transport: 'queued', customs: 'none' } as const;
    const taken = { transport: 'acknowledged', customs: 'none' } as const;
    place(store, 11, queued, { due: '2026-12-05' });
    place(store, 12, queued, { due: '2026-11-24' });
    place(store, 13, queued, { due: '2026-12-05', urgent: true });
    place(store, 14, taken, { receiptAt: at(40) });
    place(store, 15, taken, { receiptAt: at(50) });
    place(store, 16, { transport: 'held', customs: 'none' });
    place(store, 17, { transport: 'held', customs: 'none' });
    fail(store, 17, at(5));
    takeGradeChange(store, ill('declarations', 0), 0);
    expect(pages(store, 2)).toEqual([12, 13, 11, 15, 14, 17]);
  });

  test('of an incident that nobody knows are none, and it is said', () => {
    const store = tempStore();
    expect(() => pageAffected(store.tables, 9, at(0), { after: null, limit: 10 })).toThrow(
      'not-found',
    );
  });
});
