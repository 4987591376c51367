import { describe, expect, test } from 'vitest';
import { followCustoms, type DeadlineItem } from '../../../main/store/index.ts';
import { customsStates, transportStates } from '../../../shared/filing/states.ts';
import { filingId } from '../../../shared/filing/numbers.ts';
import { addDays, civilDate, epochMs } from '../../../shared/time.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { filingOf, now, place, tempStore } from './store-samples.ts';

const store = tempStore();
const random = seededRandom(17);
function among<T>(values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
}
const first = civilDate('2026-12-01');
const someDay = () => addDays(first, among([0, 1, 2]));
store.transaction((tables) => {
  for (let id = 1; id <= 600; id += 1) {
    const standing = { transport: among(transportStates), customs: among(customsStates) };
    const due = random() < 0.2 ? '9999-12-31' : someDay();
    place(store, id, standing, { due, urgent: random() < 0.3 });
    if (random() < 0.3)
      tables.customsDeadlines.put(filingId(id), {
        rule: 'supplement',
        from: first,
        due: someDay(),
        isNamed: true,
      });
    if (random() < 0.3)
      tables.customsDeadlines.put(filingId(id), {
        rule: 'export-loading',
        from: first,
        due: someDay(),
        isNamed: false,
      });
    if (random() < 0.2) tables.customsDeadlines.end(filingId(id), 'supplement', now);
  }
});

const open: ReadonlySet<string> = new Set([
  'invalid',
  'queued',
  'recheck',
  'held',
  'sending',
  'unconfirmed',
  'processing',
  'refused',
]);
/** The same list, said once more in other words. */
const expected = store
  .read((tables) =>
    Array.from({ length: 600 }, (_, i) => filingOf(store, filingId(i + 1))).flatMap((filing) => [
      ...(filing.deadline !== null && open.has(filing.transport)
        ? [`${filing.deadline} ${filing.priority === 'urgent' ? 0 : 1} ${pad(filing.id)}`]
        : []),
      ...tables.customsDeadlines
        .of(filing.id)
        .filter(({ endedAt }) => endedAt === null)
        .map(({ due, rule }) => `${due} ${rule === 'supplement' ? 2 : 3} ${pad(filing.id)}`),
    ]),
  )
  .toSorted();
const pad2 = (item: DeadlineItem): string => {
  const { due, filing } = item;
  if (item.is === 'to-file')
    return `${due} ${filing.priority === 'urgent' ? 0 : 1} ${pad(filing.id)}`;
  return `${due} ${item.deadline.rule === 'supplement' ? 2 : 3} ${pad(filing.id)}`;
};
const count = (day: string): number => expected.filter((key) => key.startsWith(day)).length;
function pad(id: number): string {
  return String(id).padStart(6, '0');
}

function allPages(limit: number, on: typeof first | null): string[] {
  const keys: string[] = [];
  for (let after: string | null = null; ;) {
    const page = store.read(({ deadlines }) => deadlines.page(after, limit, on));
    expect(page.items.length).toBeLessThanOrEqual(limit);
    keys.push(...page.items.map(pad2));
    if (page.next === null) return keys;
    after = page.next;
  }
}

describe('what is to be done by which day', () => {
  test.each([1, 7, 100, 1000])('comes in pages of %i, each once, in order', (limit) => {
    expect(allPages(limit, null)).toEqual(expected);
  });

  test('of one day alone', () => {
    const day = addDays(first, 1);
    expect(allPages(13, day)).toEqual(expected.filter((key) => key.startsWith(day)));
    expect(allPages(13, addDays(first, 9))).toEqual([]);
  });

  test('is counted by the day, and before and on one', () => {
    const { days, before, on } = store.read(({ deadlines }) => ({
      days: deadlines.days(civilDate('2026-11-01'), civilDate('2026-12-31')),
      before: deadlines.countBefore(addDays(first, 1)),
      on: deadlines.countOn(addDays(first, 1)),
    }));
    expect(days.map(({ date }) => date)).toEqual([0, 1, 2].map((n) => addDays(first, n)));
    for (const { date, toFile, supplement, loading } of days) {
      const own = expected.filter((key) => key.startsWith(date)).map((key) => key.charAt(11));
      expect([toFile, supplement, loading]).toEqual([
        own.filter((rank) => rank < '2').length,
        own.filter((rank) => rank === '2').length,
        own.filter((rank) => rank === '3').length,
      ]);
    }
    expect(before).toBe(count(first));
    expect(on).toBe(count(addDays(first, 1)));
  });
});

const said = (at: string, named: string | null) => ({
  at: epochMs(Date.parse(at)),
  named: named === null ? null : civilDate(named),
});

describe('a word of customs', () => {
  const fresh = tempStore();
  let next = 0;
  /** An export that customs moves from one state to another, and what that leaves open. */
  function follow(
    ...words: [
      from: 'none' | 'released' | 'documents-required',
      to: 'released' | 'documents-required' | 'under-review' | 'withdrawn',
      at: string,
      named: string | null,
    ][]
  ) {
    next += 1;
    const id = filingId(next + 1000);
    return fresh.transaction((tables) => {
      place(fresh, id, { transport: 'acknowledged', customs: 'none' });
      for (const [from, customs, at, named] of words) {
        const filing = { ...filingOf(fresh, id), kind: 'export' as const, customs };
        followCustoms(tables, filing, from, said(at, named), now);
      }
      return tables.customsDeadlines
        .of(id)
        .map(({ rule, from, due, isNamed, endedAt }) =>
          [
            rule,
            from,
            due,
            isNamed ? 'named' : 'counted',
            endedAt === null ? 'open' : 'ended',
          ].join(' '),
        );
    });
  }

  test('begins the thirty days to load, by the Korean day, over holidays', () => {
    // 5 September in Korea; 30 days on it is 추석.
    expect(follow(['none', 'released', '2025-09-04T16:00:00Z', null])).toEqual([
      'export-loading 2025-09-05 2025-10-10 counted open',
    ]);
  });

  test('names the day itself, which then nothing moves', () => {
    expect(follow(['none', 'released', '2025-09-04T16:00:00Z', '2025-10-05'])).toEqual([
      'export-loading 2025-09-05 2025-10-05 named open',
    ]);
    expect(follow(['none', 'documents-required', '2026-11-23T01:00:00Z', '2026-11-29'])).toEqual([
      'supplement 2026-11-23 2026-11-29 named open',
    ]);
    expect(follow(['none', 'documents-required', '2026-11-23T01:00:00Z', null])).toEqual([]);
  });

  test('asks again with another day, and is satisfied once it says something else', () => {
    const ask = ['none', 'documents-required', '2026-11-23T01:00:00Z', '2026-11-29'] as const;
    const again = [
      'documents-required',
      'documents-required',
      '2026-11-25T01:00:00Z',
      '2026-12-04',
    ] as const;
    expect(follow([...ask], [...again])).toEqual(['supplement 2026-11-25 2026-12-04 named open']);
    expect(
      follow([...ask], ['documents-required', 'under-review', '2026-11-26T01:00:00Z', null]),
    ).toEqual(['supplement 2026-11-23 2026-11-29 named ended']);
  });

  test('ends all with a withdrawal', () => {
    expect(
      follow(
        ['none', 'released', '2026-11-23T01:00:00Z', null],
        ['released', 'withdrawn', '2026-11-24T01:00:00Z', null],
      ),
    ).toEqual(['export-loading 2026-11-23 2026-12-23 counted ended']);
  });
});
