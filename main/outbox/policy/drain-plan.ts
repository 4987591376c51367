import { addDays, epochMs, type CivilDate, type EpochMs } from '../../../shared/time.ts';
import { byLimits, type ByLimits } from './drain-limits.ts';
import { drainRate, type DrainRate, type Lately, type NoRate } from './drain-rate.ts';
import { isCalm } from './lane-state.ts';
import { mayGo } from './pacer.ts';
import type { PacerState } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

/*
 * When what waits will probably be gone. Nobody can know it: a span is told, never one moment, and
 * nothing at all while nothing gets through. Its early edge is never before what KCS's limits
 * allow; its late edge is what the slowest of the last minutes would take.
 */

/** A span in which something will probably happen. */
export interface Span {
  from: EpochMs;
  to: EpochMs;
}

export type Outlook =
  /** Things stay as they are: each position has its span. */
  | { kind: 'moving'; rate: DrainRate; spanOf(position: number): Span; best: ByLimits }
  /** Nothing gets through, or hardly anything: only how soon at best, were all well from the next try on. */
  | { kind: 'unknown'; why: NoRate; nextTryAt: EpochMs; best: ByLimits }
  | { kind: 'not-allowed' };

/** How long so many take at a rate, in milliseconds. */
function takes(count: number, perMinute: number): number {
  return (count / perMinute) * 60_000;
}

/** What is to be expected of the waiting, by position in drain order (from 1). Pure. */
export function outlook(
  state: PacerState,
  lately: Lately,
  now: EpochMs,
  settings: PacingSettings,
): Outlook {
  const may = mayGo(state, 'declarations', now, settings);
  if (!may.go && may.why === 'not-allowed') return { kind: 'not-allowed' };
  const startAt = epochMs(Math.max(now, may.go ? now : (may.at ?? now)));
  const best = byLimits(state, now, startAt, settings);
  const lane = state.declarations;
  const rate = drainRate(lane, lately, now, settings);
  if (typeof rate === 'string') return { kind: 'unknown', why: rate, nextTryAt: startAt, best };
  const answer = lane.latencyMs ?? settings.mostUsualMs;
  // The last visit may begin one interval late, and its answer has to come.
  const visit = isCalm(lane, settings) ? settings.troubleIntervalMs : lane.intervalMs * 1.25;
  const slack = visit + 2 * answer + settings.minGapMs;
  return {
    kind: 'moving',
    rate,
    best,
    spanOf(position) {
      // A first minute may go as fast as the limits: what they still allow of it is not spread out.
      const afterBurst = Math.max(0, position - 1 - rate.high);
      const from = Math.max(best(position), startAt + takes(afterBurst, rate.high));
      const to = startAt + takes(position, rate.low) + slack;
      return { from: epochMs(Math.floor(from)), to: epochMs(Math.ceil(Math.max(from, to))) };
    },
  };
}

/** The first moment at which a legal date is missed: midnight in Korea at its end. */
export function missedFrom(due: CivilDate): EpochMs {
  return epochMs(Date.parse(`${addDays(due, 1)}T00:00:00+09:00`));
}

/** Waiting filings of one legal date: they lie together in drain order. */
export interface Day {
  due: CivilDate;
  /** Position of the first of them, from 1. */
  first: number;
  count: number;
}

/** From which position on a day's filings may, and will, miss its date; past the last: none does. */
export interface Missing {
  mayFrom: number;
  willFrom: number;
}

/** Later positions go later, so that what is missed lies at a day's end. */
export function missingOf(day: Day, seen: Exclude<Outlook, { kind: 'not-allowed' }>): Missing {
  const until = missedFrom(day.due);
  if (seen.kind === 'unknown') {
    const willFrom = firstWhere(day, (position) => seen.best(position) >= until);
    return { mayFrom: willFrom, willFrom };
  }
  return {
    mayFrom: firstWhere(day, (position) => seen.spanOf(position).to >= until),
    willFrom: firstWhere(day, (position) => seen.spanOf(position).from >= until),
  };
}

/** First position of a day where something holds that holds for all behind it too. */
function firstWhere({ first, count }: Day, holds: (position: number) => boolean): number {
  let [low, high] = [first, first + count];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
