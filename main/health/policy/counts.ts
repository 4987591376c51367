import { causeSchema, type Cause } from '../../../shared/filing/attempts.ts';
import type { Measurement } from './measurement.ts';
import { stepOf, sumOf, type Latencies } from './latencies.ts';

/** What was measured on a channel within a span. */
export interface Counts {
  well: number;
  /** Somebody answered, and no more is known. */
  reached: number;
  /** Failures by their cause. */
  causes: ReadonlyMap<Cause, number>;
  /** Times of the good answers. */
  latencies: Latencies;
}

export const noCounts: Counts = { well: 0, reached: 0, causes: new Map(), latencies: new Map() };

export function countsWith(counts: Counts, { says, cause, tookMs }: Measurement): Counts {
  if (says === 'reached') return { ...counts, reached: counts.reached + 1 };
  if (says === 'ill' && cause !== null)
    return { ...counts, causes: sumByKey([counts.causes, new Map([[cause, 1]])]) };
  const latencies =
    tookMs === null ? counts.latencies : sumOf([counts.latencies, new Map([[stepOf(tookMs), 1]])]);
  return { ...counts, well: counts.well + 1, latencies };
}

export function sumOfCounts(all: readonly Counts[]): Counts {
  return {
    well: all.reduce((sum, { well }) => sum + well, 0),
    reached: all.reduce((sum, { reached }) => sum + reached, 0),
    causes: sumByKey(all.map(({ causes }) => causes)),
    latencies: sumOf(all.map(({ latencies }) => latencies)),
  };
}

export function illOf({ causes }: Counts): number {
  return [...causes.values()].reduce((sum, count) => sum + count, 0);
}

function sumByKey<Key>(all: readonly ReadonlyMap<Key, number>[]): Map<Key, number> {
  const sum = new Map<Key, number>();
  for (const one of all) for (const [key, count] of one) sum.set(key, (sum.get(key) ?? 0) + count);
  return sum;
}

/** As text in the database, e.g. `timeout:3 bad-gateway:1`; `null` where it is empty. */
export function textOf(counts: ReadonlyMap<string | number, number>): string | null {
  return counts.size === 0 ? null : [...counts].map(([key, n]) => `${key}:${n}`).join(' ');
}

export function readCauses(text: string | null): Map<Cause, number> {
  return new Map(pairsOf(text).map(([key, count]) => [causeSchema.parse(key), count]));
}

export function readLatencies(text: string | null): Map<number, number> {
  return new Map(pairsOf(text).map(([key, count]) => [Number(key), count]));
}

function pairsOf(text: string | null): [string, number][] {
  return (text ?? '')
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [key = '', count = '0'] = pair.split(':');
      return [key, Number(count)];
    });
}
