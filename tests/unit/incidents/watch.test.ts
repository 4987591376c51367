import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchIncidents } from '../../../main/engine/incident-watch.ts';
import { readOpenIncidents, readWaiting } from '../../../main/health/incidents/index.ts';
import { act } from '../../../main/outbox/index.ts';
import type { EngineEvent } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { put, sample, tempStore } from '../store/store-samples.ts';
import { at, ill, start, well } from './changes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(store = tempStore()) {
  const clock = virtualClock(start);
  const told: EngineEvent[] = [];
  const session = { mode: 'practice', store, outbox: null } as const;
  const watch = watchIncidents({
    session: () => session,
    clock,
    changes: { tell: (event) => void told.push(event) },
  });
  const pass = (minutes: number): void => {
    for (let i = 0; i < minutes; i += 1) {
      clock.advance(60_000);
      vi.advanceTimersByTime(60_000);
    }
  };
  const lines = (): string[] =>
    told.flatMap((event) => (event.topic === 'attention' ? [event.attention.en] : []));
  return { store, clock, watch, pass, told, lines };
}

describe('the watch over incidents', () => {
  test('tells the page of each change, and a person in one line', () => {
    const { watch, pass, told, lines, store } = watched();
    watch.take(ill('declarations', 0));
    expect(told.map(({ topic }) => topic)).toEqual(['incidents', 'attention']);
    pass(30);
    watch.take(well('declarations', 30));
    pass(15);
    expect(lines()).toEqual([
      'The customs side is in trouble (taking of declarations): stopped. Declarations are stored and wait.',
      'The incident is over (it lasted 30 min).',
    ]);
    expect(readOpenIncidents(store.tables)).toEqual([]);
    watch.stop();
  });

  test('tells nothing twice for a restart', () => {
    const { watch, store, lines } = watched();
    watch.take(ill('declarations', 0));
    watch.stop();
    const again = watched(store);
    again.pass(60);
    expect([...lines(), ...again.lines()]).toHaveLength(1);
    again.watch.stop();
  });

  test('loses no change of grade to a disk that refuses for a while', () => {
    const { watch, pass, store } = watched();
    const refuse = vi.spyOn(store, 'transaction').mockImplementation(() => {
      throw new NaruError('disk-full');
    });
    watch.take(ill('declarations', 0));
    watch.take(ill('inquiries', 1));
    refuse.mockRestore();
    expect(readOpenIncidents(store.tables)).toEqual([]);
    pass(1);
    expect(readOpenIncidents(store.tables)).toMatchObject([
      { channels: ['declarations', 'inquiries'] },
    ]);
    watch.stop();
  });

  test('notes when Naru ran, so that a time off is never put down to the central system', () => {
    const first = watched();
    const [id] = put(first.store, [sample('a')], { at: at(0) });
    if (id === undefined) return expect.unreachable('it was put in');
    first.watch.take(ill('declarations', 0));
    first.pass(20);
    first.watch.stop();
    // A run that begins 50 minutes in, as it notes itself.
    first.store.transaction(({ workTimes }) => workTimes.note(at(50), at(60)));
    const { spans } = readWaiting(first.store.tables, id, at(60));
    expect(
      spans.map(({ from, to, why }) => [(from - start) / 60_000, (to - start) / 60_000, why]),
    ).toEqual([
      [0, 21, 'incident'],
      [21, 50, 'off'],
      [50, 60, 'incident'],
    ]);
  });

  test('writes nothing while nothing waits and nothing lasts', () => {
    const { pass, watch, store } = watched();
    const [id] = put(store, [sample('a')], { at: at(0) });
    if (id === undefined) return expect.unreachable('it was put in');
    act(store, [id], 'cancel', at(0));
    const wrote = vi.spyOn(store, 'transaction');
    pass(60);
    expect(wrote).not.toHaveBeenCalled();
    watch.stop();
  });
});
