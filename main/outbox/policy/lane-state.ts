import { z } from 'zod';
import { causeSchema, type Cause } from '../../../shared/filing/attempts.ts';
import { centralGradeSchema } from '../../../shared/sync/sync-state.ts';
import { epochMs, epochMsSchema } from '../../../shared/time.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { PacingSettings } from './settings.ts';

/** The ways to one central system that may fail each on its own. */
export const lanes = ['declarations', 'inquiries', 'notices'] as const;
export type Lane = (typeof lanes)[number];

const count = z.number().int().nonnegative();
/** Outcomes that are remembered, to tell a system that turns many away from one that is gone. */
export const remembered = 8;

/** What is remembered of one lane. */
export const laneStateSchema = z.strictObject({
  /** T: mean time between visits, in milliseconds; what a visit that was cut short waits. */
  intervalMs: z.number().nonnegative(),
  /** No request before this. */
  nextAt: epochMsSchema,
  /** Good answers in a row in the present visit; 0 where the next request is a probe. */
  run: count,
  /** How many requests may be on their way at once; parts of one are growth. */
  window: z.number().min(1),
  /** Requests on their way; none after a start. */
  open: count,
  failuresInRow: count,
  /** When the present row of failures began. */
  firstFailureAt: epochMsSchema.nullable(),
  lastFailure: z.strictObject({ at: epochMsSchema, cause: causeSchema }).nullable(),
  lastSuccessAt: epochMsSchema.nullable(),
  /** Whether the last few requests failed, oldest first. */
  recentFailures: z.array(z.boolean()).max(remembered),
  /** Smoothed time to answer. */
  latencyMs: z.number().nonnegative().nullable(),
  /** What an answer takes while the system is well: falls soon, rises slowly. */
  usualMs: z.number().nonnegative().nullable(),
  grade: z.strictObject({ grade: centralGradeSchema, since: epochMsSchema.nullable() }),
});
export type LaneState = z.output<typeof laneStateSchema>;

/** A lane that was never tried. */
export function newLaneState(now: EpochMs, settings: PacingSettings): LaneState {
  return {
    intervalMs: settings.minIntervalMs,
    nextAt: now,
    run: 0,
    window: 1,
    open: 0,
    failuresInRow: 0,
    firstFailureAt: null,
    lastFailure: null,
    lastSuccessAt: null,
    recentFailures: [],
    latencyMs: null,
    usualMs: null,
    grade: { grade: 'unknown', since: null },
  };
}

/** Whether visits follow each other without a pause that anybody would notice. */
export function isCalm(lane: LaneState, settings: PacingSettings): boolean {
  return lane.failuresInRow === 0 && lane.intervalMs <= settings.troubleIntervalMs;
}

const busy: ReadonlySet<Cause> = new Set<Cause>(['unavailable', 'too-many-requests']);

/** Whether the last failure was the central system's own word that it has too much to do. */
export function saysBusy({ lastFailure }: LaneState): boolean {
  return lastFailure !== null && busy.has(lastFailure.cause);
}

/**
 * Whether some of the last requests got through: then the system is alive and turns many away, and
 * only fewer requests help it. One that says nothing at all is taken for gone the sooner.
 */
export function isAlive(lane: LaneState): boolean {
  return lane.recentFailures.includes(false, saysBusy(lane) ? -remembered : -2);
}

/** Moves every time of the lane, because the clock was moved and not because time has passed. */
export function shiftLane(lane: LaneState, by: number): LaneState {
  const shifted = (at: EpochMs | null): EpochMs | null => (at === null ? null : epochMs(at + by));
  return {
    ...lane,
    nextAt: epochMs(lane.nextAt + by),
    firstFailureAt: shifted(lane.firstFailureAt),
    lastFailure:
      lane.lastFailure === null
        ? null
        : { ...lane.lastFailure, at: epochMs(lane.lastFailure.at + by) },
    lastSuccessAt: shifted(lane.lastSuccessAt),
    grade: { ...lane.grade, since: shifted(lane.grade.since) },
  };
}
