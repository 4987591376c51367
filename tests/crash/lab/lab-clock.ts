import { epochMs, type Clock } from '../../../shared/time.ts';

interface Sleeper {
  due: number;
  wake(): void;
}

/** When every story of the lab begins. */
export const labStart = Date.parse('2026-11-23T00:00:00Z');

/**
 * A clock whose time passes only while everybody sleeps: it then jumps to the first that is to
 * wake. What several do at once keeps its order, and a day passes in no time.
 */
export function labClock(start: number): Clock {
  let now = start;
  let isTurning = false;
  const sleepers = new Set<Sleeper>();

  function turn(): void {
    isTurning = false;
    let first: Sleeper | null = null;
    for (const sleeper of sleepers) if (first === null || sleeper.due < first.due) first = sleeper;
    if (first === null) return;
    now = Math.max(now, first.due);
    first.wake();
    wind();
  }
  function wind(): void {
    if (isTurning || sleepers.size === 0) return;
    isTurning = true;
    setImmediate(turn);
  }

  return {
    now: () => epochMs(now),
    monotonic: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve();
          return;
        }
        const sleeper: Sleeper = {
          due: now + Math.max(1, Math.ceil(ms)),
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
        wind();
      }),
  };
}
