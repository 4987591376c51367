import type { Clock } from '../../shared/time.ts';
import { systemClock } from './system-clock.ts';

/** How long something may take that nobody sits before, in milliseconds. */
export interface Patience {
  ms: number;
  /** Of the computer's own clock: a drill's may run a hundred times as fast. */
  sleep: Clock['sleep'];
}

/** For one file of a watched folder: the largest that is allowed is read in a tenth of it. */
export const readingPatience: Patience = { ms: 180_000, sleep: systemClock.sleep };

/**
 * Waits for work as long as the patience lasts.
 * @param giveUp ends the work; what it comes to afterwards is not looked at
 * @throws what `giveUp` gives, once the time is over; and as the work
 */
export async function withPatience<T>(
  work: Promise<T>,
  { ms, sleep }: Patience,
  giveUp: () => Error,
): Promise<T> {
  const done = new AbortController();
  const over = sleep(ms, done.signal).then((): Promise<never> | null => {
    if (done.signal.aborted) return null;
    work.catch(() => undefined);
    throw giveUp();
  });
  try {
    const first = await Promise.race([work.then((value) => ({ value })), over]);
    // The sleep ends early only once the work has ended.
    return first === null ? await work : first.value;
  } finally {
    done.abort();
  }
}
