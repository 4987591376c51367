import type { Clock, EpochMs } from '../../shared/time.ts';

/** Smaller differences are the clock being kept right. */
const toleranceMs = 2000;

/**
 * How far the wall clock was set back since it was last looked at, in milliseconds, 0 where it was
 * not. A clock that jumps forward only makes waits come due: that is also what sleep looks like.
 */
export function watchClock(clock: Clock): () => number {
  let offset = clock.now() - clock.monotonic();
  return () => {
    const now = clock.now() - clock.monotonic();
    const setBack = offset - now;
    offset = now;
    return setBack > toleranceMs ? setBack : 0;
  };
}

/** The same between two runs, from the last thing that the journal dates. */
export function setBackSince(last: EpochMs | null, now: EpochMs): number {
  return last !== null && last - now > toleranceMs ? last - now : 0;
}
