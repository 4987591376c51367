import { z } from 'zod';
import { causeSchema } from '../../../shared/filing/attempts.ts';
import { centralGradeSchema } from '../../../shared/sync/sync-state.ts';
import { epochMs, epochMsSchema } from '../../../shared/time.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { PacingSettings } from './settings.ts';

const count = z.number().int().nonnegative();

/** What is remembered of one destination, across restarts too. Plain JSON. */
export const pacerStateSchema = z.strictObject({
  /** T: mean time between visits, in milliseconds. */
  intervalMs: z.number().nonnegative(),
  /** Q: how many requests a visit may make. */
  quantum: z.number().int().positive(),
  /** q: how many of them were answered. */
  visited: count,
  /** No request before this. */
  nextAt: epochMsSchema,
  /** The central system's own word (Retry-After): no request before this, whatever happens. */
  notBefore: epochMsSchema.nullable(),
  /** When the last request left; the office's limits are counted from here. */
  lastRequestAt: epochMsSchema.nullable(),
  /** Whether that request's answer is still to come. */
  awaiting: z.boolean(),
  lastSendNowAt: epochMsSchema.nullable(),
  /** Why nothing goes until a person has mended the credentials. */
  laneStopped: causeSchema.nullable(),
  failuresInRow: count,
  /** When the present row of failures began. */
  firstFailureAt: epochMsSchema.nullable(),
  lastFailure: z.strictObject({ at: epochMsSchema, cause: causeSchema }).nullable(),
  lastSuccessAt: epochMsSchema.nullable(),
  /** Whether the last few requests failed, oldest first. */
  recentFailures: z.array(z.boolean()).max(5),
  /** Smoothed time to answer. */
  latencyMs: z.number().nonnegative().nullable(),
  grade: z.strictObject({ grade: centralGradeSchema, since: epochMsSchema.nullable() }),
  /** The clock when this was written: a clock that has gone back since is noticed by it. */
  savedAt: epochMsSchema,
});
export type PacerState = z.output<typeof pacerStateSchema>;

/** A destination that was never tried. */
export function newPacerState(now: EpochMs, settings: PacingSettings): PacerState {
  return {
    intervalMs: settings.minIntervalMs,
    quantum: 1,
    visited: 0,
    nextAt: now,
    notBefore: null,
    lastRequestAt: null,
    awaiting: false,
    lastSendNowAt: null,
    laneStopped: null,
    failuresInRow: 0,
    firstFailureAt: null,
    lastFailure: null,
    lastSuccessAt: null,
    recentFailures: [],
    latencyMs: null,
    grade: { grade: 'unknown', since: null },
    savedAt: now,
  };
}

/**
 * The state as it is to be read at `now`. Where the clock was set back since it was written, its
 * times move back as far, so that what is left of every wait stays as it was; and no wait is longer
 * than the settings of today allow.
 */
export function alignState(state: PacerState, now: EpochMs, settings: PacingSettings): PacerState {
  const aligned = now < state.savedAt ? shiftState(state, now - state.savedAt) : state;
  const latestVisit = aligned.savedAt + settings.maxIntervalMs * 1.5;
  const latestWord = aligned.savedAt + longestRetryAfter(settings);
  const notBefore =
    aligned.notBefore === null ? null : epochMs(Math.min(aligned.notBefore, latestWord));
  const nextAt = Math.min(aligned.nextAt, Math.max(latestVisit, notBefore ?? 0));
  return {
    ...aligned,
    intervalMs: clamp(aligned.intervalMs, settings.minIntervalMs, settings.maxIntervalMs),
    quantum: clamp(aligned.quantum, 1, settings.maxQuantum),
    nextAt: epochMs(Math.floor(nextAt)),
    notBefore,
  };
}

/** Moves every time of the state, because the clock was moved and not because time has passed. */
function shiftState(state: PacerState, byMs: number): PacerState {
  const by = Math.round(byMs);
  const shifted = (at: EpochMs | null): EpochMs | null => (at === null ? null : epochMs(at + by));
  return {
    ...state,
    nextAt: epochMs(state.nextAt + by),
    notBefore: shifted(state.notBefore),
    lastRequestAt: shifted(state.lastRequestAt),
    lastSendNowAt: shifted(state.lastSendNowAt),
    firstFailureAt: shifted(state.firstFailureAt),
    lastFailure:
      state.lastFailure === null
        ? null
        : { ...state.lastFailure, at: epochMs(state.lastFailure.at + by) },
    lastSuccessAt: shifted(state.lastSuccessAt),
    grade: { ...state.grade, since: shifted(state.grade.since) },
    savedAt: epochMs(state.savedAt + by),
  };
}

/** Jitter lies on top of what was asked for, never below. */
export const retryAfterJitter = 0.1;
/** Our clock and theirs tick apart by a little. */
export const retryAfterMarginMs = 50;

function longestRetryAfter(settings: PacingSettings): number {
  const cap = settings.retryAfterCapMs;
  return cap + Math.ceil(cap * retryAfterJitter) + retryAfterMarginMs;
}

export function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
