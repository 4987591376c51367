import { epochMs, type EpochMs } from '../../shared/time.ts';

/** Something that waits by the wall clock: until when, and when that was said. */
export interface KeptWait {
  until: EpochMs;
  setAt: EpochMs;
}

/** What is left of a wait where the clock was set back since: as much as was left when it was set. */
export function keepWait(wait: KeptWait, now: EpochMs): KeptWait {
  const { until, setAt } = wait;
  if (setAt <= now) return wait;
  return { until: epochMs(now + Math.max(0, until - setAt)), setAt: now };
}
