import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Running } from '../../../shared/contract/index.ts';

/** How long this process was held up, minute by minute. */
export interface LoopDelay {
  start(): void;
  /** Of the minute before, or of what there is of the first one. */
  last(): Running['loop'];
  /** Ends a minute. */
  turn(): Running['loop'];
  stop(): void;
}

/** Steps of the measurement, in milliseconds: it wakes the process so often. */
const resolution = 100;
const toMs = (nanoseconds: number): number =>
  // What is beyond the step itself is delay.
  Math.max(0, Math.round((nanoseconds / 1e6 - resolution) * 10) / 10);

export function watchLoopDelay(): LoopDelay {
  const histogram = monitorEventLoopDelay({ resolution });
  let before: Running['loop'] | null = null;
  function read(): Running['loop'] {
    // Before the first step there is nothing, and its place is taken by a number out of bounds.
    if (histogram.count === 0) return { p50: 0, p99: 0, max: 0 };
    return {
      p50: toMs(histogram.percentile(50)),
      p99: toMs(histogram.percentile(99)),
      max: toMs(histogram.max),
    };
  }
  return {
    start: () => void histogram.enable(),
    last: () => before ?? read(),
    turn() {
      before = read();
      histogram.reset();
      return before;
    },
    stop: () => void histogram.disable(),
  };
}
