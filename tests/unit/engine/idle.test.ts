import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startUpkeep } from '../../../main/engine/upkeep.ts';
import { sample, put, tempStore } from '../store/store-samples.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('upkeep looks a few times a minute while nothing is written, and soon again once it is', () => {
  const store = tempStore();
  const looked = vi.spyOn(store.tables.search, 'catchUp');
  const upkeep = startUpkeep(() => store, virtualClock());
  const looksWithin = (ms: number): number => {
    looked.mockClear();
    vi.advanceTimersByTime(ms);
    return looked.mock.calls.length;
  };
  looksWithin(10_000);
  expect(looksWithin(60_000)).toBe(3);
  put(store, [sample('a')]);
  while (looksWithin(1000) === 0) expect(vi.getTimerCount()).toBe(1);
  put(store, [sample('b')]);
  expect(looksWithin(3000)).toBe(1);
  put(store, [sample('c')]);
  expect(looksWithin(3000)).toBe(1);
  upkeep.stop();
  expect(looksWithin(60_000)).toBe(0);
});
