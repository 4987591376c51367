import type { Clock, Random } from '../../../shared/time.ts';
import { keptOf, paceAfter, paceFrom, type PaceMemory, type PaceSettings } from './pace.ts';

/** What a request came to, and whether the other side was well. */
export interface Ended<T> {
  value: T;
  went: 'well' | 'ill';
  /** How long the other side asked to be left alone, in milliseconds. */
  retryAfterMs?: number | null;
}

export interface Turn {
  /** Goes after all that somebody waits for. */
  ahead: boolean;
  signal?: AbortSignal | undefined;
}

/** One request at a time, spaced, and none while the other side is in trouble. */
export interface Lane {
  /** `held-back` where its turn is too far away, or the caller gave up before it came. */
  run<T>(request: () => Promise<Ended<T>>, turn: Turn): Promise<T | 'held-back'>;
  /** Whether it waits out a trouble before it tries again. */
  rests(): boolean;
}

interface Waiting {
  turn: Turn;
  go: () => Promise<void>;
  giveUp: () => void;
}

/** @param memory where a pause outlives the process; absent: it does not */
export function createLane(
  clock: Clock,
  random: Random,
  settings: PaceSettings,
  memory?: PaceMemory,
): Lane {
  const waiting: Waiting[] = [];
  let pace = paceFrom(memory?.read(), clock, settings);
  let running = false;

  const opensIn = (): number => Math.max(0, pace.nextAt - clock.monotonic());
  const isShut = (): boolean => pace.failuresInRow > 0 && opensIn() > settings.patienceMs;

  const mayWait = ({ turn }: Waiting): boolean => !isShut() && turn.signal?.aborted !== true;

  async function work(): Promise<void> {
    if (running) return;
    running = true;
    for (let next = take(); next !== null; next = take()) {
      if (mayWait(next)) await clock.sleep(Math.ceil(opensIn()), next.turn.signal);
      if (mayWait(next)) await next.go();
      else next.giveUp();
    }
    running = false;
  }

  /** The first that somebody waits for, else the first that is looked up ahead. */
  function take(): Waiting | null {
    const at = waiting.findIndex(({ turn }) => !turn.ahead);
    return waiting.splice(Math.max(at, 0), 1)[0] ?? null;
  }

  return {
    rests: () => pace.failuresInRow > 0 && opensIn() > 0,
    run<T>(request: () => Promise<Ended<T>>, turn: Turn): Promise<T | 'held-back'> {
      if (isShut() || turn.signal?.aborted === true) return Promise.resolve('held-back');
      return new Promise((resolve, reject) => {
        waiting.push({
          turn,
          giveUp: () => resolve('held-back'),
          async go() {
            const startedAt = clock.monotonic();
            try {
              const { value, went, retryAfterMs = null } = await request();
              const now = clock.monotonic();
              const before = pace;
              const ended = { startedAt, now, random, retryAfterMs };
              pace = paceAfter(pace, went, ended, settings);
              // That all goes well needs no word on disk.
              if (pace.failuresInRow !== before.failuresInRow) memory?.write(keptOf(pace, clock));
              resolve(value);
            } catch (error) {
              reject(error);
            }
          },
        });
        work().catch(reject);
      });
    },
  };
}
