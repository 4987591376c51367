import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { floorTo, minuteOf, openBuckets } from '../../../main/health/buckets.ts';
import { readHistory } from '../../../main/health/history.ts';
import type { Measurement } from '../../../main/health/policy/measurement.ts';
import { Store } from '../../../main/store/index.ts';
import type { Cause } from '../../../shared/filing/attempts.ts';
import { channels, type Channel } from '../../../shared/sync/channels.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { key, tempFolder, tempStore } from '../store/store-samples.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = epochMs(Date.parse('2026-11-23T00:00:00Z'));

function measurement(channel: Channel, at: number, more: Partial<Measurement> = {}): Measurement {
  return {
    channel,
    says: 'well',
    cause: null,
    at: epochMs(at),
    tookMs: 80,
    from: 'own',
    ...more,
  };
}

/** Writes and sums up as the engine does, every minute or so. */
function feed(
  store: Store,
  forMs: number,
  everyMs: number,
  each: (at: EpochMs) => Measurement[],
  from = start,
): void {
  const buckets = openBuckets(store, from);
  for (let at: number = from; at < from + forMs; at += everyMs) {
    for (const one of each(epochMs(at))) buckets.add(one);
    store.transaction((tables) => {
      buckets.write(tables)();
      buckets.rollUp(tables, epochMs(at));
    });
  }
}

describe('buckets', () => {
  test('coarse ones are the sum of the fine ones, counted in whatever way', () => {
    const store = tempStore();
    const random = seededRandom(3);
    let well = 0;
    let ill = 0;
    feed(store, 4 * day, 10 * minute, (at) => {
      const isIll = random() < 0.2;
      if (isIll) ill += 1;
      else well += 1;
      return [
        isIll
          ? measurement('declarations', at, { says: 'ill', cause: 'timeout', tookMs: null })
          : measurement('declarations', at),
      ];
    });
    const end = epochMs(start + 4 * day);
    for (const from of [start, epochMs(end - 5 * day), epochMs(end - 80 * day)]) {
      const { points } = readHistory(store, 'declarations', { from, to: end }, end);
      expect(points.length).toBeLessThanOrEqual(600);
      expect(points.reduce((sum, point) => sum + point.well, 0)).toBe(well);
      expect(points.reduce((sum, point) => sum + point.ill, 0)).toBe(ill);
    }
    const { health } = store.tables;
    const fine = health.between(1, 'declarations', 0, minuteOf(end));
    expect(fine[0]?.start).toBeGreaterThanOrEqual(minuteOf(end - 2 * day) - 6 * 60);
    expect(fine[0]?.start).toBeLessThanOrEqual(minuteOf(end - 2 * day) + 15);
  });

  test('what was not summed up before a pause of weeks is not lost', () => {
    const store = tempStore();
    feed(store, 40 * minute, minute, (at) => [measurement('notices', at)]);
    const later = epochMs(start + 30 * day);
    feed(store, hour, minute, (at) => [measurement('notices', at)], later);
    const span = { from: start, to: epochMs(start + hour) };
    const { points } = readHistory(store, 'notices', span, epochMs(later + hour));
    expect(points.reduce((sum, { well }) => sum + well, 0)).toBe(40);
  });

  test('what comes late has its bucket summed up again', () => {
    const store = tempStore();
    const buckets = openBuckets(store, start);
    const write = (at: number): void =>
      store.transaction((tables) => {
        buckets.write(tables)();
        buckets.rollUp(tables, epochMs(at));
      });
    buckets.add(measurement('notices', start + minute));
    write(start + hour);
    // The clock was set back.
    buckets.add(measurement('notices', start + 2 * minute));
    write(start + 2 * hour);
    const rows = store.tables.health.between(15, 'notices', 0, minuteOf(start + hour));
    expect(rows.map(({ start: at, well }) => [at, well])).toEqual([
      [floorTo(15, minuteOf(start)), 2],
    ]);
  });

  test('a restart loses nothing that was written, and goes on in the same minute', () => {
    const store = tempStore();
    for (let i = 0; i < 3; i += 1) {
      const buckets = openBuckets(store, start);
      buckets.add(measurement('inquiries', start + i));
      store.transaction((tables) => buckets.write(tables)());
      expect(buckets.lastHour('inquiries', start).well).toBe(i + 1);
    }
  });

  test('percentiles are within an eighth of what was measured', () => {
    const store = tempStore();
    feed(store, 100 * minute, minute, (at) => [
      measurement('names', at, { tookMs: ((at - start) / minute + 1) * 10 }),
    ]);
    const end = epochMs(start + 100 * minute);
    const { points } = readHistory(
      store,
      'names',
      { from: start, to: end },
      epochMs(end + 90 * day),
    );
    expect(points).toHaveLength(1);
    const { p50 = 0, p95 = 0, p99 = 0 } = points[0]?.latency ?? {};
    for (const [told, true_] of [
      [p50, 500],
      [p95, 950],
      [p99, 990],
    ] as const)
      expect(Math.abs(told - true_) / true_).toBeLessThan(0.125);
  });
});

test('five years of every channel take less than 50 MB', { timeout: 240_000 }, () => {
  const folder = tempFolder();
  const file = join(folder, 'naru.db');
  const store = new Store({ file, key });
  // Every channel, every minute, with all causes of a bad year: more than any office measures. The
  // coarse ones are laid down as they are summed up.
  const random = seededRandom(5);
  const causes: Cause[] = ['timeout', 'gateway-timeout', 'bad-gateway', 'connection-reset'];
  const end = minuteOf(start + 5 * 365 * day);
  const texts = (): { causes: string | null; latencies: string } => ({
    causes:
      random() < 0.3
        ? causes.map((cause) => `${cause}:${Math.ceil(random() * 200)}`).join(' ')
        : null,
    latencies: Array.from({ length: 12 }, (_, i) => `${18 + i}:${Math.ceil(random() * 900)}`).join(
      ' ',
    ),
  });
  const lay = (minutes: 1 | 15 | 360, keptDays: number): void =>
    store.transaction(({ health }) => {
      for (let at = end - keptDays * 1440; at < end; at += minutes)
        for (const channel of channels)
          health.put(minutes, channel, {
            start: floorTo(minutes, at),
            well: 900,
            reached: 3,
            ...texts(),
          });
    });
  lay(360, 5 * 365);
  lay(15, 60);
  lay(1, 2);
  store.checkpoint();
  store.close();
  const megabytes = statSync(file).size / 1024 / 1024;
  expect(megabytes).toBeLessThan(50);
  // It is no empty file either.
  expect(megabytes).toBeGreaterThan(5);
});
