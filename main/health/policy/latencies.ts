/**
 * Times of answers as counts on a logarithmic scale, three steps to a doubling: any percentile within
 * an eighth of its value, in a few bytes for years.
 */
export type Latencies = ReadonlyMap<number, number>;

const stepsPerDoubling = 3;
/** About nine hours: what takes longer stands in the last one. */
const lastStep = 75;

export function stepOf(ms: number): number {
  return Math.min(lastStep, Math.max(0, Math.floor(Math.log2(Math.max(1, ms)) * stepsPerDoubling)));
}

/** The middle of a step, in milliseconds. */
const middleOf = (step: number): number => 2 ** ((step + 0.5) / stepsPerDoubling);

export function sumOf(all: readonly Latencies[]): Map<number, number> {
  const sum = new Map<number, number>();
  for (const one of all)
    for (const [step, count] of one) sum.set(step, (sum.get(step) ?? 0) + count);
  return sum;
}

/** @param share from 0 to 1; @returns milliseconds, `null` where nothing was timed */
export function percentile(latencies: Latencies, share: number): number | null {
  const sorted = [...latencies].toSorted(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let rest = Math.max(1, Math.ceil(total * share));
  for (const [step, count] of sorted) {
    rest -= count;
    if (rest <= 0) return Math.round(middleOf(step));
  }
  return null;
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

export function percentilesOf(latencies: Latencies): Percentiles | null {
  const p50 = percentile(latencies, 0.5);
  const p95 = percentile(latencies, 0.95);
  const p99 = percentile(latencies, 0.99);
  return p50 === null || p95 === null || p99 === null ? null : { p50, p95, p99 };
}
