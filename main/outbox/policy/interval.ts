import type { EpochMs } from '../../../shared/time.ts';
import { isAlive, saysBusy, type LaneState } from './lane-state.ts';
import { clamp } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

/*
 * T, the mean time between two visits, says how many others there seem to be: none of them can be
 * seen, but what one meets tells. Visit after visit that gets nothing through makes T longer; good
 * answers, and the time that goes well, make it shorter; and the slowness of an answer betrays the
 * queue, which T steers to a short one that never runs empty. In the simulation of 30,000 offices
 * and more this is what fills the system without overloading it; see `npm run simulate`.
 */

/** The lanes that are in trouble together with one: behind all of them stands one system. */
export interface Together {
  /** The longest interval of them; 0 where there is none. */
  intervalMs: number;
  areAlive: boolean;
}

/** T after a good answer: all the shorter, the longer all has gone well. */
export function intervalAfterGood(lane: LaneState, now: EpochMs, settings: PacingSettings): number {
  const isGoingWell = lane.run > 0 && lane.lastSuccessAt !== null;
  const well = isGoingWell ? now - (lane.lastSuccessAt ?? now) : 0;
  const shorter = evened(lane.intervalMs * settings.decay, settings) - well * Math.LN2;
  return clamp(shorter, settings.minIntervalMs, settings.maxBusyIntervalMs);
}

/** From this interval on, in milliseconds, slowness is taken for the load of many. */
const manyFromMs = 60_000;
/** What one such probe that is turned away does to T. */
const tooMany = 1.5;
/** What a queue that is hardly there, and one that is far too long, do to T. */
const [shortest, longest] = [0.7, 1.15];

/** T after a slow answer: more visits may come while the queue is short, fewer where it is long. */
export function intervalAfterSlow(
  lane: LaneState,
  latencyMs: number,
  settings: PacingSettings,
): number {
  const { slowMarginMs, queueMs, maxIntervalMs, maxBusyIntervalMs, minIntervalMs } = settings;
  const queue = latencyMs - (lane.usualMs ?? latencyMs);
  const place = (queue - slowMarginMs) / (queueMs - slowMarginMs);
  const factor = clamp(shortest + (1 - shortest) * place, shortest, longest);
  // Slowness alone is no reason to stay away for hours: it takes somebody who was turned away.
  const most = lane.recentFailures.includes(true) ? maxBusyIntervalMs : maxIntervalMs;
  const mayGrow = lane.intervalMs >= manyFromMs && lane.intervalMs < most;
  const next = lane.intervalMs * (factor > 1 && !mayGrow ? 1 : factor);
  return clamp(evened(next, settings), minIntervalMs, maxBusyIntervalMs);
}

/**
 * T after trouble: longer only where the visit got nothing through, and the one before neither. A
 * system that is alive and turns many away needs fewer visits, however few that be; one that is
 * gone is to be found again soon after it has come back.
 */
export function intervalAfterTrouble(
  before: LaneState,
  lane: LaneState,
  together: Together,
  settings: PacingSettings,
): number {
  const { maxIntervalMs, maxBusyIntervalMs, troubleIntervalMs, minIntervalMs } = settings;
  const isBusy = saysBusy(lane);
  const mayExceed = isAlive(lane) || (together.areAlive && isBusy);
  const intervalMs = Math.max(before.intervalMs, together.intervalMs);
  const gotNothing = before.failuresInRow > 0 && before.run === 0;
  if (intervalMs > maxIntervalMs && !mayExceed) return isBusy ? intervalMs : maxIntervalMs;
  // A probe that is turned away though others get through: one of many, and one too many.
  const isOneOfMany = isBusy && mayExceed && before.run === 0 && intervalMs >= manyFromMs;
  const first = isOneOfMany ? tooMany : 1;
  const growth = isBusy ? settings.busyGrowth : settings.growth;
  const least = Math.max(troubleIntervalMs, minIntervalMs);
  const most = mayExceed ? maxBusyIntervalMs : maxIntervalMs;
  return clamp(intervalMs * (gotNothing ? growth : first), least, most);
}

/** The longer T, the more it shrinks: those who have waited longest catch up with the others. */
function evened(intervalMs: number, { evenOutMs }: PacingSettings): number {
  return intervalMs / (1 + (intervalMs / evenOutMs) ** 2);
}
