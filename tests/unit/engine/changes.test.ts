import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineEvent } from '../../../shared/contract/index.ts';
import { filingId } from '../../../shared/filing/numbers.ts';
import { gatherChanges } from '../../../main/engine/changes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const practice = (taken: number): EngineEvent => ({
  topic: 'practice',
  state: {
    scenario: 'calm',
    seed: 1,
    url: '',
    taken,
    requests: taken,
    audit: { doubleFilings: 0, blindResends: 0, insideRetryAfter: 0, overlaps: 0, changedBytes: 0 },
  },
});

/** All that a page is told, and how often the sync state was read for it. */
function watched() {
  const told: EngineEvent[] = [];
  let read = 0;
  const changes = gatherChanges(() => {
    read += 1;
    return [];
  });
  const leave = changes.subscribe((event) => void told.push(event));
  const ids = () => told.flatMap((event) => (event.topic === 'filings' ? (event.ids ?? []) : []));
  return { changes, told, ids, leave, reads: () => read };
}

test('a drain of twenty filings a second is told five times a second, each filing once or twice', () => {
  const { changes, told, ids, reads } = watched();
  for (let n = 1; n <= 200; n += 1) {
    // As a visit begins, as its filing changes, and as it ends.
    changes.filings([filingId(n)]);
    changes.sync();
    vi.advanceTimersByTime(25);
    changes.filings([filingId(n)]);
    changes.tell(practice(n));
    changes.sync();
    vi.advanceTimersByTime(25);
  }
  vi.advanceTimersByTime(1000);
  expect(reads()).toBeGreaterThan(40);
  expect(reads()).toBeLessThanOrEqual(52);
  for (const topic of ['filings', 'practice'])
    expect(told.filter((event) => event.topic === topic).length).toBeLessThanOrEqual(reads());
  expect(new Set(ids()).size).toBe(200);
  expect(ids().length).toBeLessThanOrEqual(200 + reads());
  expect(told.findLast(({ topic }) => topic === 'practice')).toEqual(practice(200));
});

test('what changes after a quiet time is told at once, with what comes with it', () => {
  const { changes, told } = watched();
  vi.advanceTimersByTime(10_000);
  changes.filings([filingId(1)]);
  changes.filings([filingId(2)]);
  vi.advanceTimersByTime(30);
  expect(told).toEqual([{ topic: 'filings', ids: [1, 2] }]);
});

test('too many at once are told as one word, and the next few by their ids again', () => {
  const { changes, told } = watched();
  for (let n = 1; n <= 10_000; n += 100)
    changes.filings(Array.from({ length: 100 }, (_, i) => filingId(n + i)));
  vi.advanceTimersByTime(1000);
  changes.filings([filingId(7)]);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([
    { topic: 'filings', ids: null },
    { topic: 'filings', ids: [7] },
  ]);
});

test('of an intake its first and last step and a few between are told, none late', () => {
  const { changes, told } = watched();
  const intakeId = 'i';
  for (const phase of ['checking', 'storing'] as const)
    for (let done = 0; done <= 100; done += 1) {
      changes.tell({ topic: 'intake', progress: { intakeId, phase, done, total: 100 } });
      vi.advanceTimersByTime(20);
    }
  const of = (wanted: string) =>
    told.flatMap((event) =>
      event.topic === 'intake' && event.progress.phase === wanted ? [event.progress.done] : [],
    );
  for (const phase of ['checking', 'storing']) {
    expect(of(phase).length).toBeLessThanOrEqual(12);
    expect([of(phase)[0], of(phase).at(-1)]).toEqual([0, 100]);
  }
  const before = told.length;
  vi.advanceTimersByTime(1000);
  expect(told).toHaveLength(before);
});

test('nothing is read for nobody, and nothing is told after the end', () => {
  const { changes, told, leave, reads } = watched();
  changes.filings([filingId(1)]);
  changes.stop();
  changes.sync();
  vi.advanceTimersByTime(1000);
  expect([told, reads()]).toEqual([[], 0]);
  const alone = watched();
  alone.leave();
  leave();
  alone.changes.filings([filingId(1)]);
  vi.advanceTimersByTime(1000);
  expect(alone.reads()).toBe(0);
});
