import type { EpochMs } from '../../../shared/time.ts';
import { countOpen, limitSpacingMs } from './limits.ts';
import type { PacerState } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

const minute = 60_000;

/** When KCS's limits alone would let the n-th request leave (n from 1), in epoch milliseconds. */
export type ByLimits = (n: number) => number;

/** Requests that the minute's limit lets go together, from `first` on, spaced by the second's. */
interface Batch {
  first: number;
  at: number;
}

/**
 * How soon the waiting could leave if nothing but the limits held them back: the lower edge of
 * every estimate. What has left within the last minute is counted.
 */
export function byLimits(
  state: PacerState,
  now: EpochMs,
  startAt: number,
  settings: PacingSettings,
): ByLimits {
  const spacing = limitSpacingMs(settings);
  const limit = settings.limitPerMinute;
  const batches = firstMinute(state, now, startAt, settings);
  const inFirst = (place: number): number => {
    const batch = batches.findLast(({ first }) => first <= place);
    return batch === undefined ? startAt : batch.at + (place - batch.first) * spacing;
  };
  // Each request makes room for the one that is a minute's limit behind it.
  const period = Math.max(minute, limit * spacing);
  const lastOfFirst = inFirst(limit);
  return (n) => {
    const round = Math.floor((n - 1) / limit);
    const place = n - round * limit;
    const byMinute = inFirst(place) + round * period;
    if (round === 0) return byMinute;
    return Math.max(byMinute, lastOfFirst + (round - 1) * period + place * spacing);
  };
}

function firstMinute(
  state: PacerState,
  now: EpochMs,
  startAt: number,
  settings: PacingSettings,
): Batch[] {
  const spacing = limitSpacingMs(settings);
  const limit = settings.limitPerMinute;
  const open = countOpen(state);
  const ends = state.sent.map(({ from, count }) => ({ at: from + minute, count }));
  const counted = [...ends, { at: now + minute, count: open }].filter(
    ({ at, count }) => at > startAt && count > 0,
  );
  let free = limit - counted.reduce((sum, { count }) => sum + count, 0);
  let batches: Batch[] = [];
  let next = 1;
  let at = startAt;
  const add = (from: number, count: number): void => {
    // More than the limit may be on their way: the first to end make no room yet.
    const room = Math.min(count, free + count);
    free += count;
    if (room <= 0) return;
    const begins = Math.max(from, at);
    batches = [...batches, { first: next, at: begins }];
    next += room;
    at = begins + room * spacing;
  };
  if (free > 0) {
    batches = [{ first: 1, at: startAt }];
    next += free;
    at = startAt + free * spacing;
  }
  for (const { at: endsAt, count } of counted) add(endsAt, count);
  return batches;
}

/** Requests a minute that the limits allow in the long run. */
export function limitRate(settings: PacingSettings): number {
  const spacing = limitSpacingMs(settings);
  const bySecond = spacing === 0 ? Number.POSITIVE_INFINITY : minute / spacing;
  return Math.min(settings.limitPerMinute, bySecond);
}
