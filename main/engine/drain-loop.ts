import type { Clock } from '../../shared/time.ts';
import type { Outbox, Step } from '../outbox/index.ts';

/** Longest sleep without a look, in milliseconds: a clock that was set must be noticed. */
const longestSleepMs = 15_000;

/** Drives an outbox: visit after visit, asleep where there is nothing to do. */
export interface DrainLoop {
  /** Looks for work at once. */
  wake(): void;
  /**
   * Stops after the visit on its way; where that takes longer than `graceMs` the request is given
   * up and its filing is in doubt, to be inquired about on the next start.
   */
  stop(graceMs: number): Promise<void>;
  /** Rejects where a step failed by a fault of the program. */
  readonly ended: Promise<void>;
}

export function startDrainLoop(
  outbox: Outbox,
  clock: Clock,
  onStep: (step: Step) => void,
): DrainLoop {
  const request = new AbortController();
  const stopping = new AbortController();
  let sleep = new AbortController();

  async function run(): Promise<void> {
    for (;;) {
      if (stopping.signal.aborted) return;
      // The signal is fresh before the step, so that a wake during it is not lost.
      sleep = new AbortController();
      const step = await outbox.step(request.signal);
      onStep(step);
      if (step.did !== null) continue;
      if (stopping.signal.aborted) return;
      const wait = step.until === null ? longestSleepMs : step.until - clock.now();
      await clock.sleep(Math.min(Math.max(wait, 1), longestSleepMs), sleep.signal);
    }
  }
  const ended = run();

  return {
    ended,
    wake: () => sleep.abort(),
    async stop(graceMs) {
      stopping.abort();
      sleep.abort();
      const grace = new AbortController();
      await Promise.race([
        ended.finally(() => grace.abort()),
        clock.sleep(graceMs, grace.signal).then(() => request.abort()),
      ]);
      await ended;
    },
  };
}
