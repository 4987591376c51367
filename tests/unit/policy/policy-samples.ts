import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import type { PacerEvent, PacerState, PacingSettings } from '../../../main/outbox/policy/index.ts';
import { newPacerState, step } from '../../../main/outbox/policy/index.ts';
import { epochMs } from '../../../shared/time.ts';
import type { EpochMs, Random } from '../../../shared/time.ts';

export const settings: PacingSettings = defaultPacing;
export const start: EpochMs = epochMs(1_800_000_000_000);
export const later = (ms: number): EpochMs => epochMs(start + ms);
/** The middle of every jitter: the factor is 1. */
const middle: Random = () => 0.5;

export const success = (latencyMs = 20): PacerEvent => ({ type: 'success', latencyMs });
export const trouble = (retryAfterMs: number | null = null): PacerEvent => ({
  type: 'congestion',
  cause: 'unavailable',
  retryAfterMs,
  tookMs: 5,
});

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
