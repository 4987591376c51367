import type { Cause } from '../../../shared/filing/attempts.ts';
import { epochMs } from '../../../shared/time.ts';
import type { EpochMs, Random } from '../../../shared/time.ts';
import { judgeGrade } from './central-grade.ts';
import {
  intervalAfterGood,
  intervalAfterSlow,
  intervalAfterTrouble,
  type Together,
} from './interval.ts';
import { isAlive, isCalm, remembered, type LaneState } from './lane-state.ts';
import type { PacingSettings } from './settings.ts';
import { smoothLatency, usualLatency } from './timeout.ts';

/*
 * A visit is a train of requests: it begins with a single probe, and goes on for as long as the
 * answers are good and quick. It ends at the first trouble, or, sooner and at no cost to anybody,
 * at the first answer that took noticeably longer than usual. So a system that has come back is
 * used to the full from its first minute, by however few have noticed, and a full one is left
 * before it has to turn anybody away. How long the lane then stays away is T (`interval.ts`).
 */

export interface LaneContext {
  now: EpochMs;
  random: Random;
  settings: PacingSettings;
  /** Whether something with a near legal deadline waits. */
  urgentPending: boolean;
}

/** A request leaves. */
export function left(lane: LaneState, { now, settings }: LaneContext): LaneState {
  const gap = isCalm(lane, settings) ? 0 : settings.minGapMs;
  return waitLonger({ ...lane, open: lane.open + 1 }, now + gap);
}

/** An answer that shows the system at work. */
export function answered(before: LaneState, latencyMs: number, context: LaneContext): LaneState {
  const { now, settings } = context;
  const wasCalm = isCalm(before, settings);
  const isSlow = latencyMs > slowFromMs(before, context);
  const usualMs = Math.min(settings.mostUsualMs, usualLatency(before.usualMs, latencyMs));
  const lane: LaneState = {
    ...before,
    open: Math.max(0, before.open - 1),
    failuresInRow: 0,
    firstFailureAt: null,
    lastSuccessAt: now,
    recentFailures: remember(before, false),
    latencyMs: smoothLatency(before.latencyMs, latencyMs, settings),
    usualMs,
  };
  if (isSlow) {
    const intervalMs = intervalAfterSlow(before, latencyMs, settings);
    const window = wasCalm ? Math.max(1, before.window - slowCosts) : 1;
    return leave({ ...lane, intervalMs, window }, context);
  }
  const intervalMs = intervalAfterGood(before, now, settings);
  const growth = wasCalm ? 1 : 1 / settings.answersPerOpen;
  const window = Math.min(settings.maxOpen, before.window + growth);
  const breath = wasCalm ? 0 : (lane.latencyMs ?? 0) * settings.gapLatencyShare;
  const goesOn = { ...lane, intervalMs, window, run: lane.run + 1 };
  return judged(waitLonger(goesOn, now + breath), context);
}

/** What of the window a slow answer takes: half a request, for those behind it will be slow too. */
const slowCosts = 0.5;

export interface Trouble {
  cause: Cause;
  /** From the request to the outcome; where it ran out of time the latency learns of it. */
  tookMs: number | null;
}

/** Busy, an error of the server, no answer, no connection. */
export function troubled(
  before: LaneState,
  trouble: Trouble,
  together: Together,
  context: LaneContext,
): LaneState {
  const { now, settings } = context;
  const lane: LaneState = {
    ...before,
    open: Math.max(0, before.open - 1),
    run: 0,
    window: 1,
    failuresInRow: before.failuresInRow + 1,
    firstFailureAt: before.firstFailureAt ?? now,
    lastFailure: { at: now, cause: trouble.cause },
    // What went well before the trouble began says nothing of it.
    recentFailures: isCalm(before, settings) ? [true] : remember(before, true),
    latencyMs:
      trouble.tookMs !== null && outOfTime.has(trouble.cause)
        ? smoothLatency(before.latencyMs, trouble.tookMs, settings)
        : before.latencyMs,
  };
  // What left before the last trouble was known belongs to it: one trouble, however many it met.
  const leftAt = now - (trouble.tookMs ?? 0);
  const isSame = before.lastFailure !== null && leftAt <= before.lastFailure.at;
  if (isSame && before.failuresInRow > 0) return judged(lane, context);
  return leave(
    { ...lane, intervalMs: intervalAfterTrouble(before, lane, together, settings) },
    context,
  );
}

/** From when on an answer is slow, in milliseconds. */
function slowFromMs(lane: LaneState, { settings, urgentPending }: LaneContext): number {
  if (lane.usualMs === null) return Number.POSITIVE_INFINITY;
  const patience = urgentPending ? settings.urgentSlowMs : 0;
  return lane.usualMs * settings.slowFactor + settings.slowMarginMs + patience;
}

/** Below this interval, in milliseconds, what is urgent comes sooner even where nobody gets through. */
const briefMs = 900_000;

/** The visit is over: the next one comes after T. */
function leave(lane: LaneState, context: LaneContext): LaneState {
  const { now, random, settings, urgentPending } = context;
  // To come sooner helps where some get through; where nobody does it is only one request more.
  const helps = isAlive(lane) || lane.intervalMs < briefMs;
  const wait = lane.intervalMs * jitter(random);
  const sooner = urgentPending && helps ? settings.urgentScale : 1;
  return judged(waitLonger({ ...lane, run: 0 }, now + wait * sooner), context);
}

function judged(lane: LaneState, { now, settings }: LaneContext): LaneState {
  const grade = judgeGrade(lane, now, settings);
  return grade === lane.grade ? lane : { ...lane, grade };
}

/** An answer that comes late shortens no wait. */
function waitLonger(lane: LaneState, at: number): LaneState {
  return at <= lane.nextAt ? lane : { ...lane, nextAt: epochMs(Math.ceil(at)) };
}

function remember({ recentFailures }: LaneState, failed: boolean): boolean[] {
  const isFull = recentFailures.length >= remembered;
  return [...(isFull ? recentFailures.slice(1) : recentFailures), failed];
}

/** Enough for those whom one outage has brought into step to fall out of it again. */
export function jitter(random: Random): number {
  return 0.75 + 0.5 * random();
}

/** Causes that are themselves a measurement of slowness. */
const outOfTime: ReadonlySet<Cause> = new Set<Cause>([
  'timeout',
  'connect-timeout',
  'gateway-timeout',
]);
