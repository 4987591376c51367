import { z } from 'zod';
import { epochMs, epochMsSchema, type Clock, type Random } from '../../../shared/time.ts';

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

/** No pause is drawn longer than so many times what it is meant to be. */
const mostJitter = 1.25;

/** Times are of a clock that never jumps. */
export interface Pace {
  /** No request before this. */
  nextAt: number;
  failuresInRow: number;
}

/** A request that has ended. */
interface EndedAt {
  startedAt: number;
  now: number;
  random: Random;
  /** How long the answer asked to be left alone, in milliseconds. */
  retryAfterMs?: number | null;
}

/** Jitter lies on top of what was asked for, never below; their clock ticks apart by some ms. */
const [askedJitter, askedMarginMs] = [0.1, 50];

/**
 * The pace after a request that began at `startedAt` and has now ended. Trouble doubles twice and
 * has jitter, so that many offices do not come back together; one success ends it. What asks to be
 * left alone (Retry-After) is, up to the longest pause.
 */
export function paceAfter(
  pace: Pace,
  went: 'well' | 'ill',
  { startedAt, now, random, retryAfterMs = null }: EndedAt,
  settings: PaceSettings,
): Pace {
  const spaced = Math.max(now, startedAt + settings.spacingMs);
  if (went === 'well') return { nextAt: spaced, failuresInRow: 0 };
  const { failuresInRow } = pace;
  const pause = Math.min(
    settings.longestPauseMs,
    settings.firstPauseMs * 4 ** Math.min(failuresInRow, 20),
  );
  const jittered = pause * (mostJitter - 0.5 * random());
  const asked = Math.min(retryAfterMs ?? 0, settings.longestPauseMs);
  const left = asked === 0 ? 0 : asked * (1 + askedJitter * random()) + askedMarginMs;
  return {
    nextAt: Math.max(spaced, now + Math.max(jittered, left)),
    failuresInRow: failuresInRow + 1,
  };
}

/** Where a pause outlives the process. One that cannot be written is forgotten at a restart. */
export interface PaceMemory {
  read(): unknown;
  write(kept: KeptPace): void;
}

/** A pace on disk: by the wall clock, for no other goes on over a restart. */
const keptPaceSchema = z.object({
  nextAt: epochMsSchema,
  failuresInRow: z.number().int().nonnegative(),
  savedAt: epochMsSchema,
});
export type KeptPace = z.output<typeof keptPaceSchema>;

type Times = Pick<Clock, 'now' | 'monotonic'>;

export function keptOf({ nextAt, failuresInRow }: Pace, clock: Times): KeptPace {
  const savedAt = clock.now();
  const restMs = Math.max(0, nextAt - clock.monotonic());
  return { nextAt: epochMs(Math.ceil(savedAt + restMs)), failuresInRow, savedAt };
}

/**
 * The pace that was kept, or that of one who has asked nothing yet. A clock that was set back since
 * moves the pause with it, and no pause is longer than the longest.
 */
export function paceFrom(kept: unknown, clock: Times, settings: PaceSettings): Pace {
  const parsed = keptPaceSchema.safeParse(kept);
  if (!parsed.success) return { nextAt: clock.monotonic(), failuresInRow: 0 };
  const { nextAt, failuresInRow, savedAt } = parsed.data;
  const leftMs = nextAt - Math.max(clock.now(), savedAt);
  const restMs = Math.min(Math.max(0, leftMs), settings.longestPauseMs * mostJitter);
  return { nextAt: clock.monotonic() + restMs, failuresInRow };
}
