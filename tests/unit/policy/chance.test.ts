import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayGo, newPacerState, step, type PacerState } from '../../../main/outbox/policy/index.ts';
import type { Cause } from '../../../shared/filing/attempts.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import {
  after,
  fresh,
  request,
  seeded,
  settings,
  start,
  success,
  trouble,
} from './policy-samples.ts';

/*
 * Not all that fails is overload: a line drops connections, one of several servers is broken. What
 * fails by chance must not be taken for the load of many, for then a small office waits for hours.
 */

const hour = 3_600_000;
const mixed: readonly Cause[] = [
  'connection-reset',
  'bad-gateway',
  'unavailable',
  'timeout',
  'too-many-requests',
  'server-error',
];

/** How long filings waited, in milliseconds and in order: ten an hour in each of many small offices. */
function waitsOf(share: number, causes: readonly Cause[]): number[] {
  return Array.from({ length: 300 }, (_, i) => waitsOfOffice(share, causes, i + 1))
    .flat()
    .toSorted((a, b) => a - b);
}

function waitsOfOffice(share: number, causes: readonly Cause[], seed: number): number[] {
  const random = seeded(seed * 7919);
  const end = start + 9 * hour;
  const waits: number[] = [];
  const waiting: number[] = [];
  let state = newPacerState(start, settings);
  let now: EpochMs = start;
  let next: number = start;
  while (now < end) {
    for (; next <= now; next += -Math.log(1 - random()) * (hour / 10)) waiting.push(next);
    const [oldest] = waiting;
    const go = mayGo(state, 'declarations', now, settings);
    if (oldest === undefined) now = epochMs(Math.ceil(next));
    else if (!go.go) now = epochMs(Math.max(now + 1, go.at ?? now));
    else {
      const context = { random, settings, urgentPending: false };
      state = step(state, request(), { ...context, now });
      const tookMs = 100 + Math.floor(random() * 200);
      now = epochMs(now + tookMs);
      const fails = random() < share;
      const cause = causes[Math.floor(random() * causes.length)] ?? 'timeout';
      state = step(state, fails ? trouble(null, cause) : success(tookMs), { ...context, now });
      if (!fails) {
        waits.push(now - oldest);
        waiting.shift();
      }
    }
  }
  return [...waits, ...waiting.map((since) => Math.max(0, end - since))];
}

const within = (waits: readonly number[], share: number): number =>
  waits[Math.floor(waits.length * share)] ?? 0;

describe('an office whose requests fail by chance', () => {
  test.each([
    ['one in ten', 0.1, 10_000],
    ['one in five', 0.2, 20_000],
    ['one in four', 0.25, 30_000],
  ])('%s, of any kind: 99 of 100 filings are in within seconds', (_, share, mostMs) => {
    const waits = waitsOf(share, mixed);
    expect(waits.length).toBeGreaterThan(20_000);
    expect(within(waits, 0.99)).toBeLessThan(mostMs);
  });

  test('a third of the connections lost', () => {
    expect(within(waitsOf(0.33, ['connection-reset']), 0.99)).toBeLessThan(60_000);
  });

  test('pairs of failures among good answers make no wait longer than seconds', () => {
    const rhythm = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(rhythm, fc.constantFrom(...mixed), (failing, cause) => {
        let state: PacerState = fresh();
        let longest = 0;
        let inRow = 0;
        for (let i = 0; i < 400; i += 1) {
          const now = epochMs(Math.max(state.savedAt, state.declarations.nextAt));
          const fails = failing.includes(i % 8) && inRow < 2;
          inRow = fails ? inRow + 1 : 0;
          state = after(
            after(state, request(), now),
            fails ? trouble(null, cause) : success(),
            now,
          );
          longest = Math.max(longest, state.declarations.intervalMs);
        }
        expect(longest).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});
