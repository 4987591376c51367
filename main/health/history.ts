import type { Cause } from '../../shared/filing/attempts.ts';
import type { Channel } from '../../shared/sync/channels.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import type { BucketMinutes, Store } from '../store/index.ts';
import { countsOf, floorTo, minuteOf, readRolled } from './buckets.ts';
import { illOf, percentilesOf, sumOfCounts, type Counts } from './policy/index.ts';

/** What was measured within a step of a history. */
export interface HealthPoint {
  at: EpochMs;
  well: number;
  ill: number;
  causes: { cause: Cause; count: number }[];
  /** Milliseconds of good answers; `null` where nothing was timed. */
  latency: { p50: number; p95: number; p99: number } | null;
}

/** A channel's measurements over time; steps in which nothing was measured are left out. */
export interface History {
  /** Milliseconds from one step to the next. */
  stepMs: number;
  points: HealthPoint[];
}

/** So many steps at most: a plot shows no more. */
const mostPoints = 600;
const minuteMs = 60_000;
const widths: readonly BucketMinutes[] = [1, 15, 360];

/** How far back each width reaches safely, in minutes. */
const reaches: Readonly<Record<BucketMinutes, number>> = {
  1: 2 * 24 * 60,
  15: 60 * 24 * 60,
  360: Number.POSITIVE_INFINITY,
};

/** The history from what is on disk, in the finest steps that there are and that a plot can show. */
export function readHistory(
  store: Store,
  channel: Channel,
  span: { from: EpochMs; to: EpochMs },
  now: EpochMs,
): History {
  const from = minuteOf(span.from);
  const to = Math.max(from + 1, Math.ceil(span.to / minuteMs));
  const ageOf = minuteOf(now) - from;
  const width =
    widths.find((each) => (to - from) / each <= mostPoints && ageOf <= reaches[each]) ?? 360;
  const step = width * Math.max(1, Math.ceil((to - from) / width / mostPoints));
  const rows = readCounts(store, channel, width, floorTo(step, from), to);
  const points = [...Map.groupBy(rows, ([start]) => floorTo(step, start))]
    .toSorted(([a], [b]) => a - b)
    .map(([start, group]) => pointOf(start, sumOfCounts(group.map(([, counts]) => counts))));
  return { stepMs: step * minuteMs, points };
}

/** Buckets of a width, and finer ones where those have not been summed up yet. */
function readCounts(
  store: Store,
  channel: Channel,
  width: BucketMinutes,
  from: number,
  to: number,
): [start: number, counts: Counts][] {
  return store.read((tables) => {
    const rolled = readRolled(tables);
    const read = (minutes: BucketMinutes, first: number, last: number) =>
      first >= last ? [] : tables.health.between(minutes, channel, first, last);
    const coarse = width === 360 ? read(360, from, Math.min(to, rolled[360])) : [];
    const middleFrom = width === 360 ? Math.max(from, rolled[360]) : from;
    const middle = width === 1 ? [] : read(15, middleFrom, Math.min(to, rolled[15]));
    const fineFrom = width === 1 ? from : Math.max(middleFrom, rolled[15]);
    const fine = read(1, fineFrom, to);
    return [...coarse, ...middle, ...fine].map((row) => [row.start, countsOf(row)]);
  });
}

function pointOf(start: number, counts: Counts): HealthPoint {
  const causes = [...counts.causes]
    .map(([cause, count]) => ({ cause, count }))
    .toSorted((a, b) => b.count - a.count);
  return {
    at: epochMs(start * minuteMs),
    well: counts.well,
    ill: illOf(counts),
    causes,
    latency: percentilesOf(counts.latencies),
  };
}
