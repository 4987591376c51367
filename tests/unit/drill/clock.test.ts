import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import {
  startDrillClock,
  type DrillClock,
  type OwnTime,
} from '../../../main/engine/drill/clock.ts';
import { watchMotion } from '../../../main/engine/drill/motion.ts';
import { epochMs } from '../../../shared/time.ts';

const start = epochMs(Date.parse('2026-03-10T08:30:00+09:00'));

/** The computer's time, moved by the test. */
function ownTime(): OwnTime & { pass(ms: number): Promise<void> } {
  let now = 0;
  let naps: (() => void)[] = [];
  return {
    monotonic: () => now,
    sleep: (_ms, signal) =>
      new Promise((resolve) => {
        naps.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
    async pass(ms) {
      now += ms;
      await quiet();
      const woken = naps;
      naps = [];
      for (const wake of woken) wake();
      await quiet();
    },
  };
}

async function quiet(): Promise<void> {
  for (let n = 0; n < 60; n += 1) await setImmediate();
}

let clock: DrillClock | null = null;
afterEach(() => clock?.stop());

function started() {
  const own = ownTime();
  const motion = watchMotion();
  clock = startDrillClock(start, motion, own);
  return { own, motion, clock };
}

describe('a drill’s clock', () => {
  test('stands until it is given a speed, and in a pause', async () => {
    const { own, clock } = started();
    await own.pass(5000);
    expect(clock.now()).toBe(start);
    clock.setSpeed(10);
    await own.pass(100);
    expect(clock.monotonic()).toBe(1000);
    clock.setSpeed(0);
    await own.pass(5000);
    expect(clock.monotonic()).toBe(1000);
  });

  test('wakes in the order of time, then of asking, each at its own moment', async () => {
    const { own, clock } = started();
    const woken: [string, number][] = [];
    const sleep = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      woken.push([name, clock.monotonic()]);
    };
    const all = [sleep('late', 5000), sleep('first', 1000), sleep('second', 1000)];
    clock.setSpeed('leaps');
    await own.pass(0);
    await Promise.all(all);
    expect(woken).toEqual([
      ['first', 1000],
      ['second', 1000],
      ['late', 5000],
    ]);
  });

  test('does not go on while anything is in motion, whatever the computer’s clock says', async () => {
    const { own, motion, clock } = started();
    clock.setSpeed(600);
    const work = Promise.withResolvers<void>();
    const done = motion.during(() => work.promise);
    const asleep = clock.sleep(1000);
    await own.pass(3_600_000);
    expect(clock.monotonic()).toBe(0);
    work.resolve();
    await done;
    // The patient wait for a slow computer is in real milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await own.pass(0);
    await asleep;
    // What was lost is not made up for in a rush: 0.2 s of the computer's time at most.
    expect(clock.monotonic()).toBeLessThanOrEqual(200 * 600);
  });

  test('says how fast it really went', async () => {
    const { own, clock } = started();
    clock.setSpeed(60);
    expect(clock.reached()).toBeNull();
    for (let n = 0; n < 40; n += 1) await own.pass(50);
    expect(clock.reached()).toBeCloseTo(60, 0);
  });

  test('lets go of whoever does not want to sleep any more', async () => {
    const { own, clock } = started();
    const leaving = new AbortController();
    const asleep = clock.sleep(1e9, leaving.signal);
    leaving.abort();
    await asleep;
    clock.setSpeed(1);
    await own.pass(10);
    expect(clock.monotonic()).toBe(10);
  });
});

describe('requests on their way', () => {
  test('leave one after the other, and time waits until each has arrived', async () => {
    const { own, motion, clock } = started();
    clock.setSpeed(1);
    const left: number[] = [];
    const arrivals = [0, 1].map((n) => ({ n, answer: Promise.withResolvers<void>() }));
    const sent = arrivals.map(({ n, answer }) =>
      motion.travel(() => {
        left.push(n);
        return answer.promise;
      }),
    );
    await own.pass(100);
    expect(left).toEqual([0]);
    expect(clock.monotonic()).toBe(0);
    const requests = arrivals.map(() => ({}));
    motion.came(requests[0] ?? {});
    await own.pass(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(left).toEqual([0, 1]);
    motion.came(requests[1] ?? {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    await own.pass(100);
    // Both wait at the central system: time goes on.
    expect(clock.monotonic()).toBeGreaterThan(0);
    for (const [n, request] of requests.entries()) {
      motion.went(request);
      arrivals[n]?.answer.resolve();
    }
    await Promise.all(sent);
  });
});
