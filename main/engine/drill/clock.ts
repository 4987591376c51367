import type { DrillSpeed } from '../../../shared/drill/scenarios.ts';
import { epochMs, type Cancellation, type Clock, type EpochMs } from '../../../shared/time.ts';
import type { Motion } from './motion.ts';

/** The computer's own time, for a drill that a person takes part in. */
export interface OwnTime {
  /** Milliseconds that never jump. */
  monotonic(): number;
  sleep(ms: number, signal: Cancellation): Promise<void>;
}

/**
 * The one clock of a drill (훈련), for engine and practice central system together. It goes from one
 * awaited moment to the next, wakes one sleeper at a time, and stands while anything is in motion.
 */
export interface DrillClock extends Clock {
  speed(): DrillSpeed | 'leaps';
  /** `leaps`: from moment to moment, as fast as the computer can. */
  setSpeed(speed: DrillSpeed | 'leaps'): void;
  /** How many times as fast as the computer's clock it really went of late; `null`: not yet known. */
  reached(): number | null;
  stop(): void;
}

/** A pause between two looks at the computer's clock, in milliseconds. */
const tickMs = 40;
/** What a busy moment may fall behind and catch up, in milliseconds of the computer's time. */
const debtMs = 200;
/** Over how long the reached speed is taken, in milliseconds of the computer's time. */
const reachedOverMs = 1500;

interface Sleeper {
  at: number;
  order: number;
  wake(): void;
}

export function startDrillClock(startAt: EpochMs, motion: Motion, own: OwnTime): DrillClock {
  let passed = 0;
  let speed: DrillSpeed | 'leaps' = 0;
  let orders = 0;
  /** By time, then by order. */
  const sleepers: Sleeper[] = [];
  const stopping = new AbortController();
  let nap = new AbortController();
  /** Where the computer's time and the drill's stood together. */
  let anchor = { own: own.monotonic(), passed: 0 };
  let sample = { own: own.monotonic(), passed: 0 };
  let reached: number | null = null;

  function put(sleeper: Sleeper): void {
    let at = sleepers.length;
    while (at > 0 && isAfter(sleepers[at - 1], sleeper)) at -= 1;
    sleepers.splice(at, 0, sleeper);
  }

  /** How far the drill's time may go by now. */
  function allowed(): number {
    if (speed === 'leaps') return Number.POSITIVE_INFINITY;
    const now = own.monotonic();
    const due = anchor.passed + (now - anchor.own) * speed;
    const behind = due - passed;
    if (behind <= debtMs * speed) return due;
    // It could not keep up: what is lost is not made up for in a rush.
    anchor = { own: now - debtMs, passed };
    return passed + debtMs * speed;
  }

  function measure(): void {
    const now = own.monotonic();
    if (now - sample.own < reachedOverMs) return;
    reached = (passed - sample.passed) / (now - sample.own);
    sample = { own: now, passed };
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await motion.settled();
      const [first] = sleepers;
      const limit = allowed();
      if (first !== undefined && first.at <= limit) {
        passed = Math.max(passed, first.at);
        measure();
        sleepers.shift();
        motion.stir();
        first.wake();
        continue;
      }
      if (Number.isFinite(limit)) passed = Math.max(passed, Math.floor(limit));
      measure();
      nap = new AbortController();
      await own.sleep(tickMs, nap.signal);
    }
  }
  const running = run();
  // Nothing in it throws; a fault would be the program's own, and must be seen.
  running.catch((error: unknown) => {
    throw error;
  });

  return {
    now: () => epochMs(startAt + passed),
    monotonic: () => passed,
    speed: () => speed,
    reached: () => reached,
    setSpeed(next) {
      speed = next;
      anchor = { own: own.monotonic(), passed };
      sample = anchor;
      reached = null;
      nap.abort();
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true || stopping.signal.aborted) {
          resolve();
          return;
        }
        const sleeper: Sleeper = {
          // A wall clock knows whole milliseconds.
          at: passed + Math.max(0, Math.ceil(ms)),
          order: (orders += 1),
          wake: end,
        };
        function end(): void {
          signal?.removeEventListener('abort', leave);
          resolve();
        }
        function leave(): void {
          const at = sleepers.indexOf(sleeper);
          if (at >= 0) sleepers.splice(at, 1);
          motion.stir();
          end();
        }
        put(sleeper);
        motion.stir();
        signal?.addEventListener('abort', leave, { once: true });
        nap.abort();
      }),
    stop() {
      stopping.abort();
      nap.abort();
      for (const sleeper of sleepers.splice(0)) sleeper.wake();
    },
  };
}

function isAfter(one: Sleeper | undefined, other: Sleeper): boolean {
  if (one === undefined) return false;
  return one.at === other.at ? one.order > other.order : one.at > other.at;
}
