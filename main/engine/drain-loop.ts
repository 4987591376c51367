import type { Clock } from '../../shared/time.ts';
import type { Following, Outbox, Step } from '../outbox/index.ts';

/** Longest sleep without a look, in milliseconds: a clock that was set must be noticed. */
const longestSleepMs = 15_000;

/** Drives an outbox: visit after visit, asleep where there is nothing to do. */
export interface DrainLoop {
  /** Looks for work at once. */
  wake(): void;
  /** Begins nothing new for so long, in milliseconds; 0: goes on. What is on its way stays on its way. */
  hold(ms: number): void;
  /**
   * Stops after the visits on their way; where they take longer than `graceMs` the requests are given
   * up and their filings are in doubt, to be inquired about on the next start.
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

  /** Until when nothing new is begun, by the monotonic clock. */
  let heldUntil = 0;

  /** Visits on their way. */
  const visits = new Set<Promise<void>>();
  const fault = Promise.withResolvers<never>();

  /** Follows a visit to its end, and looks for more work then. */
  function follow(step: Exclude<Step, { did: null }>, ended: Promise<void>): void {
    const visit = ended.then(
      () => onStep(step),
      (error: unknown) => fault.reject(error),
    );
    visits.add(visit);
    void visit.finally(() => {
      visits.delete(visit);
      sleep.abort();
    });
  }

  const following: Following = {
    mayFollow: () => !stopping.signal.aborted && heldUntil <= clock.monotonic(),
    follows: (ended) => follow({ did: 'send' }, ended),
  };

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      // The signal is fresh before the step, so that a wake during it is not lost.
      sleep = new AbortController();
      const heldMs = heldUntil - clock.monotonic();
      if (heldMs > 0) {
        await clock.sleep(heldMs, sleep.signal);
        continue;
      }
      const begun = await outbox.begin(request.signal, following);
      if (begun.did !== null) {
        if (begun.did === 'set-aside') onStep(begun);
        else follow({ did: begun.did }, begun.ended);
        // What has come meanwhile is heard before the next one: it may ask to wait.
        await clock.sleep(0);
        continue;
      }
      onStep(begun);
      if (stopping.signal.aborted) break;
      const wait = begun.until === null ? longestSleepMs : begun.until - clock.now();
      await clock.sleep(Math.min(Math.max(wait, 1), longestSleepMs), sleep.signal);
    }
    await Promise.all(visits);
  }
  const ended = Promise.race([run(), fault.promise]);

  return {
    ended,
    wake: () => sleep.abort(),
    hold(ms) {
      heldUntil = ms === 0 ? 0 : clock.monotonic() + ms;
      sleep.abort();
    },
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
