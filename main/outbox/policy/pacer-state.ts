import { z } from 'zod';
import { causeSchema } from '../../../shared/filing/attempts.ts';
import { epochMs, epochMsSchema } from '../../../shared/time.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { lanes, laneStateSchema, newLaneState, shiftLane, type LaneState } from './lane-state.ts';
import { sentSchema, shiftSent } from './limits.ts';
import type { PacingSettings } from './settings.ts';

/** What is remembered of one destination, across restarts too. Plain JSON. */
export const pacerStateSchema = z.strictObject({
  declarations: laneStateSchema,
  inquiries: laneStateSchema,
  notices: laneStateSchema,
  /** The central system's own word (Retry-After): no request before this, whatever happens. */
  notBefore: epochMsSchema.nullable(),
  /** When the last request left, on any lane. */
  lastRequestAt: epochMsSchema.nullable(),
  /** Requests of the last minute, by the half second; the office's limits are counted from them. */
  sent: sentSchema,
  lastSendNowAt: epochMsSchema.nullable(),
  /** Why nothing goes until a person has mended the credentials. */
  laneStopped: causeSchema.nullable(),
  /** The clock when this was written: a clock that has gone back since is noticed by it. */
  savedAt: epochMsSchema,
});
export type PacerState = z.output<typeof pacerStateSchema>;

/** A destination that was never tried. */
export function newPacerState(now: EpochMs, settings: PacingSettings): PacerState {
  return {
    declarations: newLaneState(now, settings),
    inquiries: newLaneState(now, settings),
    notices: newLaneState(now, settings),
    notBefore: null,
    lastRequestAt: null,
    sent: [],
    lastSendNowAt: null,
    laneStopped: null,
    savedAt: now,
  };
}

/**
 * The state as it is to be read at `now`. Where the clock was set back since it was written, its
 * times move back as far, so that what is left of every wait stays as it was.
 */
export function alignState(state: PacerState, now: EpochMs): PacerState {
  return now < state.savedAt ? shiftState(state, now - state.savedAt) : state;
}

/** The state within the bounds of today's settings, which may have changed since it was written. */
export function boundState(state: PacerState, settings: PacingSettings): PacerState {
  const { savedAt } = state;
  const latestWord = savedAt + longestRetryAfter(settings);
  const notBefore =
    state.notBefore === null ? null : epochMs(Math.min(state.notBefore, latestWord));
  const bound = (lane: LaneState): LaneState => {
    const latest = Math.max(savedAt + settings.maxBusyIntervalMs * 1.5, notBefore ?? 0);
    return {
      ...lane,
      intervalMs: clamp(lane.intervalMs, settings.minIntervalMs, settings.maxBusyIntervalMs),
      window: clamp(lane.window, 1, settings.maxOpen),
      nextAt: epochMs(Math.floor(Math.min(lane.nextAt, latest))),
    };
  };
  return eachLane({ ...state, notBefore }, bound);
}

/** The state with every lane changed alike. */
export function eachLane(state: PacerState, change: (lane: LaneState) => LaneState): PacerState {
  const changed = { ...state };
  for (const lane of lanes) changed[lane] = change(state[lane]);
  return changed;
}

/** Moves every time of the state, because the clock was moved and not because time has passed. */
function shiftState(state: PacerState, byMs: number): PacerState {
  const by = Math.round(byMs);
  const shifted = (at: EpochMs | null): EpochMs | null => (at === null ? null : epochMs(at + by));
  return {
    ...eachLane(state, (lane) => shiftLane(lane, by)),
    notBefore: shifted(state.notBefore),
    lastRequestAt: shifted(state.lastRequestAt),
    sent: shiftSent(state.sent, by),
    lastSendNowAt: shifted(state.lastSendNowAt),
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
