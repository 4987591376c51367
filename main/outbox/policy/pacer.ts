import type { Cause } from '../../../shared/filing/attempts.ts';
import { epochMs } from '../../../shared/time.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { Together } from './interval.ts';
import { isAlive, lanes, type Lane, type LaneState } from './lane-state.ts';
import { countOpen, isCounted, limitsAllowAt, withRequests } from './limits.ts';
import {
  alignState,
  boundState,
  clamp,
  eachLane,
  retryAfterJitter,
  retryAfterMarginMs,
  type PacerState,
} from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';
import { answered, jitter, left, troubled, type LaneContext, type Trouble } from './visit.ts';

/*
 * One pacer per destination instead of one backoff per filing, and remembered, with a lane for each
 * way that may fail on its own. What belongs to the whole office stands above the lanes: KCS's
 * limits, the central system's own word, the credentials.
 */

export type PacerEvent =
  /** A request leaves now; `null`: on no lane, it is only spaced. */
  | { type: 'request'; lane: Lane | null }
  | { type: 'success'; lane: Lane; latencyMs: number }
  /** Busy, an error of the server, no answer, no connection; also where the outcome is not known. */
  | ({ type: 'congestion'; lane: Lane; retryAfterMs: number | null } & Trouble)
  /** An answer whose outcome cannot be written down yet asked to wait; the rest of it comes later. */
  | { type: 'asked-to-wait'; retryAfterMs: number }
  /** A request did not leave after all, for an answer to another asked to wait. */
  | { type: 'withheld'; lane: Lane }
  /** Wrong credentials: nothing goes until `resume`. */
  | { type: 'not-allowed'; lane: Lane; cause: Cause }
  /** A person has mended the credentials. */
  | { type: 'resume' }
  /** A person wants the next try now. */
  | { type: 'send-now' }
  /**
   * The program has started; `inFlight` attempts were found without an outcome, the last of them
   * begun at `since`. `unwritten` requests may have left after this state was written.
   */
  | { type: 'started'; inFlight: number; since: EpochMs | null; unwritten: number }
  /** The clock was found set back since the last step: the waits go with it. */
  | { type: 'clock-set-back' }
  /** The clock was found set forward: what counts for the limits goes with it. */
  | { type: 'clock-set-forward'; byMs: number };

export type StepContext = LaneContext;

/** The state after an event. Pure: nothing but the arguments decides. */
export function step(state: PacerState, event: PacerEvent, context: StepContext): PacerState {
  const after = apply(alignState(state, context.now), event, context);
  return after.savedAt === context.now ? after : { ...after, savedAt: context.now };
}

export type Go =
  | { go: true }
  | {
      go: false;
      /** When to ask again; `null` where only a person or an answer can change it. */
      at: EpochMs | null;
      why: 'pace' | 'retry-after' | 'limits' | 'open' | 'not-allowed';
    };

/** Whether a request may leave on a lane now; `null`: one on no lane, which is only spaced. */
export function mayGo(
  given: PacerState,
  lane: Lane | null,
  now: EpochMs,
  settings: PacingSettings,
): Go {
  if (given.laneStopped !== null) return { go: false, at: null, why: 'not-allowed' };
  const state = alignState(given, now);
  const { notBefore } = state;
  const paceAt = lane === null ? 0 : laneAllowsAt(state, lane);
  const allowed = limitsAllowAt(state, lane, now, settings) ?? 0;
  const at = Math.max(paceAt, notBefore ?? 0, allowed);
  if (now < at) {
    const why =
      notBefore !== null && now < notBefore ? 'retry-after' : now < paceAt ? 'pace' : 'limits';
    return { go: false, at: epochMs(at), why };
  }
  // The window may still be wider than settings that were changed since the last answer.
  const isFull =
    lane !== null && state[lane].open + 1 > Math.min(state[lane].window, settings.maxOpen);
  return isFull ? { go: false, at: null, why: 'open' } : { go: true };
}

/** When the pace allows the lane its next request. */
function laneAllowsAt(state: PacerState, lane: Lane): number {
  let at: number = state[lane].nextAt;
  for (const other of lanes)
    if (holdsBack(state, other, lane)) at = Math.max(at, state[other].nextAt);
  return at;
}

/**
 * A lane in trouble holds back those that have not shown life since its trouble began: behind all
 * of them stands one central system.
 */
function holdsBack(state: PacerState, other: Lane, lane: Lane): boolean {
  const { firstFailureAt } = state[other];
  if (other === lane || firstFailureAt === null) return false;
  const { lastSuccessAt } = state[lane];
  return lastSuccessAt === null || lastSuccessAt <= firstFailureAt;
}

/** What the lanes show whose trouble is this one's too. */
function togetherInTrouble(state: PacerState, lane: Lane): Together {
  const together = { intervalMs: 0, areAlive: false };
  for (const other of lanes) {
    if (!holdsBack(state, other, lane)) continue;
    together.intervalMs = Math.max(together.intervalMs, state[other].intervalMs);
    together.areAlive ||= isAlive(state[other]);
  }
  return together;
}

function apply(state: PacerState, event: PacerEvent, context: StepContext): PacerState {
  const { now, settings } = context;
  switch (event.type) {
    case 'request': {
      const gone = { ...state, lastRequestAt: now };
      if (event.lane !== null) gone[event.lane] = left(state[event.lane], context);
      return gone;
    }
    case 'success': {
      const wasDown = state[event.lane].failuresInRow > 0;
      const next = { ...state, sent: withOne(state, event.lane, now) };
      next[event.lane] = answered(state[event.lane], event.latencyMs, context);
      return wasDown ? othersSooner(next, event.lane, context) : next;
    }
    case 'congestion': {
      const sent = withOne(state, event.lane, now);
      const notBefore = laterWord(state.notBefore, event.retryAfterMs, context);
      const next = { ...state, sent, notBefore };
      const together = togetherInTrouble(state, event.lane);
      next[event.lane] = troubled(state[event.lane], event, together, context);
      return next;
    }
    case 'asked-to-wait':
      return { ...state, notBefore: laterWord(state.notBefore, event.retryAfterMs, context) };
    case 'withheld': {
      const lane = state[event.lane];
      const next = { ...state };
      next[event.lane] = { ...lane, open: Math.max(0, lane.open - 1) };
      return next;
    }
    case 'not-allowed': {
      const lane = state[event.lane];
      const lastFailure = { at: now, cause: event.cause };
      const sent = withOne(state, event.lane, now);
      const next = { ...state, sent, laneStopped: event.cause };
      next[event.lane] = { ...lane, open: Math.max(0, lane.open - 1), lastFailure };
      return next;
    }
    case 'resume':
      return { ...state, laneStopped: null };
    case 'send-now':
      return sentNow(state, context);
    case 'started':
      return started(boundState(state, settings), event, context);
    case 'clock-set-forward':
      return {
        ...state,
        sent: state.sent.map((each) => ({ ...each, from: epochMs(each.from + event.byMs) })),
      };
    default:
      // Nothing but the clock has moved, and the state with it.
      event.type satisfies 'clock-set-back';
      return state;
  }
}

/** What counts for the limits once a request on this lane has ended. */
function withOne({ sent }: PacerState, lane: Lane, now: EpochMs): PacerState['sent'] {
  return isCounted(lane) ? withRequests(sent, now, 1) : sent;
}

/** "Send now" brings the next visit forward; it buys no second one, and overrides nobody's word. */
function sentNow(state: PacerState, { now, settings }: StepContext): PacerState {
  const every = sendNowEveryMs(state, settings);
  if (state.lastSendNowAt !== null && now - state.lastSendNowAt < every) return state;
  const sooner = eachLane(state, (lane) => (lane.nextAt > now ? { ...lane, nextAt: now } : lane));
  return { ...sooner, lastSendNowAt: now };
}

/** "Send now" works once in so long, in milliseconds. */
function sendNowEveryMs({ declarations }: PacerState, settings: PacingSettings): number {
  return Math.max(declarations.intervalMs / 4, settings.sendNowEveryMs);
}

/** How soon a lane is tried again once another has found the system back, in milliseconds. */
const soonMs = 5000;

/** The first good answer after trouble: the other lanes in trouble try again soon as well. */
function othersSooner(state: PacerState, found: Lane, { now, random }: StepContext): PacerState {
  const soon = epochMs(Math.ceil(now + soonMs * jitter(random)));
  const next = { ...state };
  for (const lane of lanes)
    if (lane !== found && state[lane].failuresInRow > 0 && state[lane].nextAt > soon)
      next[lane] = { ...state[lane], nextAt: soon };
  return next;
}

/** The pace survives the restart; the first request is spread out, for others start at the same hour. */
function started(
  state: PacerState,
  { inFlight, since, unwritten }: Extract<PacerEvent, { type: 'started' }>,
  { now, random, settings }: StepContext,
): PacerState {
  const spread = random();
  const waits = jitter(random);
  const open = lanes.reduce((count, lane) => count + state[lane].open, 0);
  // An answer may have come that died with the process, and a Retry-After with it.
  const asked = Math.max(since ?? 0, open > 0 ? (state.lastRequestAt ?? 0) : 0);
  const heard = Math.min(asked, now) + settings.unheardPauseMs;
  const ended = countOpen(state) + unwritten;
  const sent = ended === 0 ? state.sent : withRequests(state.sent, now, ended);
  // What may have gone unheard nobody hurries past: "send now" works again when it is over.
  const hurried = Math.max(state.lastSendNowAt ?? 0, heard - sendNowEveryMs(state, settings));
  const lastSendNowAt = heard > now ? epochMs(Math.ceil(hurried)) : state.lastSendNowAt;
  return eachLane({ ...state, sent, lastSendNowAt }, (lane: LaneState) => {
    const { intervalMs } = lane;
    const begins = now + spread * Math.min(intervalMs, settings.startSpreadMs);
    // What was in flight at a crash may have been trouble: the wait and the single probe of one.
    const unclear =
      inFlight === 0 ? 0 : now + waits * Math.max(intervalMs, settings.troubleIntervalMs);
    const at = Math.max(lane.nextAt, begins, heard, unclear);
    const fresh = { ...lane, open: 0, nextAt: epochMs(Math.ceil(at)) };
    return inFlight === 0 ? fresh : { ...fresh, run: 0, window: 1 };
  });
}

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
