import type { CallName } from '../../../shared/contract/index.ts';

/** How long calls of one name took, in milliseconds. */
export interface CallTiming {
  call: CallName;
  count: number;
  meanMs: number;
  maxMs: number;
}

export interface Timings {
  note(call: CallName, ms: number): void;
  /** Those with the longest single answer first. */
  slowest(limit: number): CallTiming[];
}

/** Keeps three numbers for each call: noting one costs well below a microsecond. */
export function createTimings(): Timings {
  const kept = new Map<CallName, { count: number; sumMs: number; maxMs: number }>();
  return {
    note(call, ms) {
      const known = kept.get(call);
      if (known === undefined) {
        kept.set(call, { count: 1, sumMs: ms, maxMs: ms });
        return;
      }
      known.count += 1;
      known.sumMs += ms;
      if (ms > known.maxMs) known.maxMs = ms;
    },
    slowest: (limit) =>
      [...kept]
        .map(([call, { count, sumMs, maxMs }]) => ({
          call,
          count,
          meanMs: Math.round((sumMs / count) * 100) / 100,
          maxMs: Math.round(maxMs * 100) / 100,
        }))
        .toSorted((a, b) => b.maxMs - a.maxMs)
        .slice(0, limit),
  };
}
