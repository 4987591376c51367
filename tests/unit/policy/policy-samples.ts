import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import type {
  Lane,
  PacerEvent,
  PacerState,
  PacingSettings,
} from '../../../main/outbox/policy/index.ts';
import { newPacerState, step } from '../../../main/outbox/policy/index.ts';
import type { Cause } from '../../../shared/filing/attempts.ts';
import { epochMs } from '../../../shared/time.ts';
import type { EpochMs, Random } from '../../../shared/time.ts';

export const settings: PacingSettings = defaultPacing;
/** At the beginning of a second: the limits are counted by seconds. */
export const start: EpochMs = epochMs(1_800_000_000_000);
export const later = (ms: number): EpochMs => epochMs(start + ms);
/** The middle of every jitter: the factor is 1. */
const middle: Random = () => 0.5;

export const request = (lane: Lane = 'declarations'): PacerEvent => ({ type: 'request', lane });
export const success = (latencyMs = 20, lane: Lane = 'declarations'): PacerEvent => ({
  type: 'success',
  lane,
  latencyMs,
});
export const trouble = (
  retryAfterMs: number | null = null,
  cause: Cause = 'bad-gateway',
  lane: Lane = 'declarations',
): PacerEvent => ({ type: 'congestion', lane, cause, retryAfterMs, tookMs: 0 });
export const gone = (lane: Lane): PacerEvent => trouble(null, 'connection-refused', lane);
export const started = (inFlight = 0, since: EpochMs | null = null): PacerEvent => ({
  type: 'started',
  inFlight,
  since,
  unwritten: 0,
});
export const notAllowed: PacerEvent = {
  type: 'not-allowed',
  lane: 'declarations',
  cause: 'unauthorized',
};

export function fresh(): PacerState {
  return newPacerState(start, settings);
}

export function after(
  state: PacerState,
  event: PacerEvent,
  now: EpochMs,
  more: { random?: Random; urgentPending?: boolean } = {},
): PacerState {
  return step(state, event, { now, random: middle, settings, urgentPending: false, ...more });
}

/** A visit of one request that meets this, as soon as its lane is due. */
export function visit(state: PacerState, event: PacerEvent, from: EpochMs): [PacerState, EpochMs] {
  const lane = 'lane' in event && event.lane !== null ? event.lane : 'declarations';
  const now = epochMs(Math.max(from, state[lane].nextAt) + 1);
  return [after(after(state, request(lane), now), event, now), now];
}

/** A random that repeats with its seed (mulberry32). */
export function seeded(seed: number): Random {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
