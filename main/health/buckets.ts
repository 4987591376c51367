import { z } from 'zod';
import { channels, type Channel } from '../../shared/sync/channels.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { BucketMinutes, HealthBucket, Store, Tables } from '../store/index.ts';
import {
  countsWith,
  noCounts,
  readCauses,
  readLatencies,
  sumOfCounts,
  textOf,
  type Counts,
  type Measurement,
} from './policy/index.ts';

const minuteMs = 60_000;
const day = 24 * 60;
/** How long buckets are kept, in minutes: fine ones for two days, coarse ones for six years. */
const kept: Readonly<Record<BucketMinutes, number>> = {
  1: 2 * day,
  15: 60 * day,
  360: 6 * 366 * day,
};
const finer: Readonly<Record<15 | 360, BucketMinutes>> = { 15: 1, 360: 15 };
const upToSchema = z.object({
  /** Up to which minute finer buckets have been summed up into these. */
  15: z.number().int(),
  360: z.number().int(),
  /** Up to which minute fine ones have been forgotten. */
  forgotten: z.number().int(),
});
type UpTo = z.output<typeof upToSchema>;
/** Measurements may come this late, in minutes; a bucket is summed up once it is that old. */
const latenessMinutes = 2;

/** Counts of a minute, on their way to the disk. */
export interface Buckets {
  add(measurement: Measurement): void;
  /** The last hour, what is not on disk included. */
  lastHour(channel: Channel, now: EpochMs): Counts;
  /** Writes within the caller's transaction; to be told once it is on disk. */
  write(tables: Tables): () => void;
  hasUnwritten(): boolean;
  /** Sums fine buckets up into coarse ones and forgets old ones, within the caller's transaction. */
  rollUp(tables: Tables, now: EpochMs): void;
}

export const minuteOf = (at: number): number => Math.floor(at / minuteMs);

export function openBuckets(store: Store, openedAt: EpochMs): Buckets {
  /** Every minute of the last hour in which anything was measured. */
  const minutes = new Map<Channel, Map<number, Counts>>(
    channels.map((channel) => [channel, readHour(store, channel, openedAt)]),
  );
  let unwritten = new Set<string>();

  function ofChannel(channel: Channel): Map<number, Counts> {
    const found = minutes.get(channel);
    if (found === undefined) throw new RangeError(channel);
    return found;
  }
  /** After the clock was set back a minute may be on disk that is no longer known. */
  function known(channel: Channel, minute: number): Counts {
    const found = ofChannel(channel).get(minute);
    if (found !== undefined) return found;
    const row = store.read(({ health }) => health.bucket(1, channel, minute));
    return row === null ? noCounts : countsOf(row);
  }
  function prune(channel: Channel, now: EpochMs): void {
    const oldest = minuteOf(now) - 60;
    const ofIt = ofChannel(channel);
    for (const minute of ofIt.keys())
      if (minute < oldest && !unwritten.has(`${minute} ${channel}`)) ofIt.delete(minute);
  }

  return {
    add(measurement) {
      const { channel, at } = measurement;
      const minute = minuteOf(at);
      const counts = countsWith(known(channel, minute), measurement);
      ofChannel(channel).set(minute, counts);
      unwritten.add(`${minute} ${channel}`);
    },
    lastHour(channel, now) {
      const from = minuteOf(now) - 60;
      const within = [...ofChannel(channel)].filter(([minute]) => minute > from);
      return sumOfCounts(within.map(([, counts]) => counts));
    },
    hasUnwritten: () => unwritten.size > 0,
    write(tables) {
      const written = unwritten;
      let earliest = Number.POSITIVE_INFINITY;
      for (const channel of channels)
        for (const [minute, counts] of ofChannel(channel))
          if (written.has(`${minute} ${channel}`)) {
            tables.health.put(1, channel, bucketOf(minute, counts));
            earliest = Math.min(earliest, minute);
          }
      rollAgainFrom(tables, earliest);
      return () => {
        unwritten = new Set([...unwritten].filter((name) => !written.has(name)));
      };
    },
    rollUp(tables, now) {
      for (const channel of channels) prune(channel, now);
      const rolled = readRolled(tables);
      const upTo = minuteOf(now) - latenessMinutes;
      const summed = {
        15: rollInto(15, tables, rolled[15], upTo),
        360: rollInto(360, tables, rolled[360], upTo),
      };
      if (summed[15] === rolled[15] && summed[360] === rolled[360]) return;
      const forgotten = Math.min(summed[15], floorTo(360, upTo - kept[1]));
      tables.settings.set('health-rolled', { ...summed, forgotten } satisfies UpTo);
      tables.health.purge(1, forgotten);
      tables.health.purge(15, Math.min(summed[360], floorTo(360, upTo - kept[15])));
      tables.health.purge(360, upTo - kept[360]);
    },
  };
}

function readHour(store: Store, channel: Channel, now: EpochMs): Map<number, Counts> {
  const minute = minuteOf(now);
  const rows = store.read(({ health }) => health.between(1, channel, minute - 60, minute + 1));
  return new Map(rows.map((row) => [row.start, countsOf(row)]));
}

export function readRolled(tables: Tables): UpTo {
  const saved = upToSchema.safeParse(tables.settings.get('health-rolled'));
  return saved.success ? saved.data : { 15: 0, 360: 0, forgotten: 0 };
}

/** What comes late into a bucket that was summed up has it summed up again, while that can be done. */
function rollAgainFrom(tables: Tables, minute: number): void {
  const rolled = readRolled(tables);
  const from = Math.max(minute, rolled.forgotten);
  if (from >= rolled[15] && from >= rolled[360]) return;
  tables.settings.set('health-rolled', {
    15: Math.min(rolled[15], floorTo(15, from)),
    360: Math.min(rolled[360], floorTo(360, from)),
    forgotten: rolled.forgotten,
  } satisfies UpTo);
}

/** @returns up to which minute it is summed up now */
function rollInto(width: 15 | 360, tables: Tables, from: number, now: number): number {
  const upTo = floorTo(width, now);
  if (upTo <= from) return from;
  for (const channel of channels) {
    const rows = tables.health.between(finer[width], channel, from, upTo);
    for (const [start, group] of Map.groupBy(rows, (row) => floorTo(width, row.start)))
      tables.health.put(width, channel, bucketOf(start, sumOfCounts(group.map(countsOf))));
  }
  return upTo;
}

export const floorTo = (width: number, minute: number): number =>
  Math.floor(minute / width) * width;

export function countsOf({ well, reached, causes, latencies }: HealthBucket): Counts {
  return { well, reached, causes: readCauses(causes), latencies: readLatencies(latencies) };
}

function bucketOf(start: number, { well, reached, causes, latencies }: Counts): HealthBucket {
  return { start, well, reached, causes: textOf(causes), latencies: textOf(latencies) };
}
