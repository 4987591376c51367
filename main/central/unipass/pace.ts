import type { Random } from '../../../shared/time.ts';

/** How the requests to the open API follow each other. Nobody documents a limit (throttling). */
export interface PaceSettings {
  /** Least time between the beginnings of two requests, in milliseconds. */
  spacingMs: number;
  timeoutMs: number;
  /** Pause after the first failure; each further one in a row makes it four times as long. */
  firstPauseMs: number;
  longestPauseMs: number;
  /** A request that would have to wait longer than this is not made: `busy`. */
  patienceMs: number;
}

export const defaultPace: PaceSettings = {
  spacingMs: 500,
  timeoutMs: 10_000,
  firstPauseMs: 2000,
  longestPauseMs: 300_000,
  patienceMs: 2500,
};

/** Times are of a clock that never jumps. */
export interface Pace {
  /** No request before this. */
  nextAt: number;
  failuresInRow: number;
}

/**
 * The pace after a request that began at `startedAt` and has now ended. Trouble doubles twice and
 * has jitter, so that many offices do not come back together; one success ends it.
 */
export function paceAfter(
  pace: Pace,
  went: 'well' | 'ill',
  { startedAt, now, random }: { startedAt: number; now: number; random: Random },
  settings: PaceSettings,
): Pace {
  const spaced = Math.max(now, startedAt + settings.spacingMs);
  if (went === 'well') return { nextAt: spaced, failuresInRow: 0 };
  const { failuresInRow } = pace;
  const pause = Math.min(
    settings.longestPauseMs,
    settings.firstPauseMs * 4 ** Math.min(failuresInRow, 20),
  );
  const jittered = pause * (0.75 + 0.5 * random());
  return { nextAt: Math.max(spaced, now + jittered), failuresInRow: failuresInRow + 1 };
}
