import type { Cause } from '../../../shared/filing/attempts.ts';
import { epochMs } from '../../../shared/time.ts';
import type { EpochMs, Random } from '../../../shared/time.ts';
import { judgeGrade } from './central-grade.ts';
import { limitsAllowAt } from './limits.ts';
import { alignState, clamp, retryAfterJitter, retryAfterMarginMs } from './pacer-state.ts';
import type { PacerState } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';
import { smoothLatency } from './timeout.ts';

/*
 * PACER+Q: one pacer per destination instead of one backoff per filing, and remembered. In the
 * simulation of 30,000 clients and a central system to which a rejection costs work, it is the only
 * tested policy that drained the backlog within a tenth of the optimum; backoffs that forget at a
 * restart or at the first success never drained it. Where it differs from the simulated one:
 *  - the shortest interval is 200 ms, not 1 s: an office alone with a healthy system goes at KCS's limit;
 *  - the gap inside a visit follows the latency: a closed loop slows down together with the system;
 *  - after trouble the interval starts again at 1 s, not 4 s: one stray failure costs a second;
 *  - only trouble upon trouble lengthens the interval: doubling at every failure, a system that
 *    loses one request in three whatever the load is soon asked once an hour;
 *  - after trouble a visit is one request and doubles, instead of halving: the probe is a single one.
 */

export type PacerEvent =
  /** A request leaves now. */
  | { type: 'request' }
  | { type: 'success'; latencyMs: number }
  /** Busy, an error of the server, no answer, no connection; also where the outcome is not known. */
  | {
      type: 'congestion';
      cause: Cause;
      retryAfterMs: number | null;
      /** From the request to the outcome; where it ran out of time the latency learns of it. */
      tookMs: number | null;
    }
  /** A refusal for good: the central system is there, and the pace stays as it is. */
  | { type: 'reached'; latencyMs: number }
  /** Wrong credentials: nothing goes until `resume`. */
  | { type: 'not-allowed'; cause: Cause }
  /** A person has mended the credentials. */
  | { type: 'resume' }
  /** A person wants the next try now. */
  | { type: 'send-now' }
  /**
   * The program has started; `inFlight` attempts were found without an outcome, the last of them
   * begun at `since`.
   */
  | { type: 'started'; inFlight: number; since: EpochMs | null }
  /** The clock was found set back since the last step: the waits go with it. */
  | { type: 'clock-set-back' };

export interface StepContext {
  now: EpochMs;
  random: Random;
  settings: PacingSettings;
  /** Whether something with a near legal deadline waits. */
  urgentPending: boolean;
}

/** The state after an event. Pure: nothing but the arguments decides. */
export function step(state: PacerState, event: PacerEvent, context: StepContext): PacerState {
  const { now, settings } = context;
  const before = alignState(state, now, settings);
  const after = { ...apply(before, event, context), savedAt: now };
  return { ...after, grade: judgeGrade(after, now, settings) };
}

export type Go =
  | { go: true }
  | {
      go: false;
      /** When to ask again; `null` where only a person can change it. */
      at: EpochMs | null;
      why: 'pace' | 'retry-after' | 'limits' | 'not-allowed';
    };

/** Whether a request may leave now. */
export function mayGo(state: PacerState, now: EpochMs, settings: PacingSettings): Go {
  if (state.laneStopped !== null) return { go: false, at: null, why: 'not-allowed' };
  const { nextAt, notBefore, lastRequestAt } = alignState(state, now, settings);
  const allowed = limitsAllowAt({ lastRequestAt }, settings);
  const at = Math.max(nextAt, notBefore ?? 0, allowed ?? 0);
  if (now >= at) return { go: true };
  const why =
    notBefore !== null && now < notBefore ? 'retry-after' : now < nextAt ? 'pace' : 'limits';
  return { go: false, at: epochMs(at), why };
}

function apply(state: PacerState, event: PacerEvent, context: StepContext): PacerState {
  const { now } = context;
  switch (event.type) {
    case 'request':
      return { ...state, lastRequestAt: now, awaiting: true };
    case 'success':
      return visitAnswered(answered(state, event.latencyMs, context), context);
    case 'reached': {
      const reached = answered(state, event.latencyMs, context);
      return waitLonger(reached, gapEnd(reached, context));
    }
    case 'congestion':
      return congested(state, event, context);
    case 'not-allowed':
      return {
        ...state,
        awaiting: false,
        laneStopped: event.cause,
        lastFailure: { at: now, cause: event.cause },
      };
    case 'resume':
      return { ...state, laneStopped: null };
    case 'send-now':
      return sentNow(state, context);
    case 'started':
      return started(state, event, context);
    default:
      // Nothing but the clock has moved, and the state with it.
      event.type satisfies 'clock-set-back';
      return state;
  }
}

/** "Send now" brings the next visit forward; it buys no second one, and overrides nobody's word. */
function sentNow(state: PacerState, { now, settings }: StepContext): PacerState {
  const every = Math.max(state.intervalMs / 4, settings.sendNowEveryMs);
  if (state.lastSendNowAt !== null && now - state.lastSendNowAt < every) return state;
  return waitUntil({ ...state, lastSendNowAt: now }, now);
}

/** The pace survives the restart; the first request is spread out, for others start at the same hour. */
function started(
  state: PacerState,
  { inFlight, since }: Extract<PacerEvent, { type: 'started' }>,
  context: StepContext,
): PacerState {
  const { now, random, settings } = context;
  const spread = now + random() * Math.min(state.intervalMs, settings.startSpreadMs);
  const heard = Math.max(spread, unheardUntil(state, since, context));
  const ready = { ...state, awaiting: false };
  if (inFlight === 0) return waitUntil(ready, Math.max(state.nextAt, heard));
  // What was in flight at a crash may have been trouble: the wait and the single probe of one.
  const unclear = now + jitter(random) * Math.max(state.intervalMs, settings.troubleIntervalMs);
  const probing = { ...ready, quantum: 1, visited: 0 };
  return waitUntil(probing, Math.max(state.nextAt, heard, unclear));
}

/**
 * An answer may have come that died with the process, and a Retry-After with it: until this long
 * after the request one is taken to stand.
 */
function unheardUntil(
  state: PacerState,
  since: EpochMs | null,
  { now, settings }: StepContext,
): number {
  const asked = Math.max(since ?? 0, state.awaiting ? (state.lastRequestAt ?? 0) : 0);
  return Math.min(asked, now) + settings.unheardPauseMs;
}

/** The central system has answered: it is there. */
function answered(state: PacerState, latencyMs: number, context: StepContext): PacerState {
  return {
    ...state,
    awaiting: false,
    failuresInRow: 0,
    firstFailureAt: null,
    lastSuccessAt: context.now,
    recentFailures: [...state.recentFailures, false].slice(-5),
    latencyMs: smoothLatency(state.latencyMs, latencyMs, context.settings),
  };
}

function visitAnswered(state: PacerState, context: StepContext): PacerState {
  const { now, random, settings } = context;
  const visited = state.visited + 1;
  if (visited < state.quantum) return waitLonger({ ...state, visited }, gapEnd(state, context));
  const intervalMs = clamp(
    settings.decay * state.intervalMs,
    settings.minIntervalMs,
    settings.maxIntervalMs,
  );
  const quantum = Math.min(settings.maxQuantum, 2 * state.quantum);
  const next = { ...state, visited: 0, quantum, intervalMs };
  return waitLonger(next, Math.max(now + intervalMs * jitter(random), gapEnd(next, context)));
}

function congested(
  state: PacerState,
  event: Extract<PacerEvent, { type: 'congestion' }>,
  context: StepContext,
): PacerState {
  const { now, random, settings, urgentPending } = context;
  const growth = state.failuresInRow === 0 ? 1 : settings.growth;
  const intervalMs = clamp(
    Math.max(settings.troubleIntervalMs, state.intervalMs * growth),
    settings.minIntervalMs,
    settings.maxIntervalMs,
  );
  const wait = intervalMs * jitter(random) * (urgentPending ? settings.urgentScale : 1);
  const next: PacerState = {
    ...state,
    awaiting: false,
    visited: 0,
    quantum: 1,
    intervalMs,
    notBefore: laterWord(state.notBefore, event.retryAfterMs, context),
    failuresInRow: state.failuresInRow + 1,
    firstFailureAt: state.firstFailureAt ?? now,
    lastFailure: { at: now, cause: event.cause },
    recentFailures: [...state.recentFailures, true].slice(-5),
    latencyMs:
      event.tookMs !== null && outOfTime.has(event.cause)
        ? smoothLatency(state.latencyMs, event.tookMs, settings)
        : state.latencyMs,
  };
  return waitLonger(next, now + wait);
}

/** Causes that are themselves a measurement of slowness. */
const outOfTime: ReadonlySet<Cause> = new Set<Cause>([
  'timeout',
  'connect-timeout',
  'gateway-timeout',
]);

/** Retry-After with some jitter on top; an earlier word that reaches further stands. */
function laterWord(
  notBefore: EpochMs | null,
  retryAfterMs: number | null,
  { now, random, settings }: StepContext,
): EpochMs | null {
  const standing = notBefore !== null && notBefore > now ? notBefore : null;
  if (retryAfterMs === null) return standing;
  const asked = clamp(retryAfterMs, 0, settings.retryAfterCapMs);
  const until = Math.ceil(now + asked * (1 + retryAfterJitter * random()) + retryAfterMarginMs);
  return epochMs(Math.max(until, standing ?? 0));
}

/** End of the gap inside a visit: at least the shortest gap from start to start, and a share of the latency to breathe. */
function gapEnd(state: PacerState, { now, settings }: StepContext): number {
  const breath = now + (state.latencyMs ?? 0) * settings.gapLatencyShare;
  return Math.max((state.lastRequestAt ?? now) + settings.minGapMs, breath);
}

/** Sets the next request's time, which never lies before what the central system asked for. */
function waitUntil(state: PacerState, at: number): PacerState {
  return { ...state, nextAt: epochMs(Math.ceil(Math.max(at, state.notBefore ?? 0))) };
}

/** The same where a wait may stand already: an answer that comes late shortens none. */
function waitLonger(state: PacerState, at: number): PacerState {
  return waitUntil(state, Math.max(at, state.nextAt));
}

function jitter(random: Random): number {
  return 0.5 + random();
}
