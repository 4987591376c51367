import { epochMs, type Clock, type EpochMs } from '../../shared/time.ts';

/** A clock that stands still until it is told to go on. */
export interface VirtualClock extends Clock {
  advance(ms: number): void;
  /** Sets the wall clock alone, as a person does. */
  setWall(at: EpochMs): void;
}

export function virtualClock(start = Date.parse('2026-11-23T00:00:00Z')): VirtualClock {
  let wall = start;
  let monotonic = 0;
  return {
    now: () => epochMs(wall),
    monotonic: () => monotonic,
    sleep(ms) {
      // A wall clock knows whole milliseconds.
      wall += Math.ceil(ms);
      monotonic += Math.ceil(ms);
      return Promise.resolve();
    },
    advance(ms) {
      wall += ms;
      monotonic += ms;
    },
    setWall(at) {
      wall = at;
    },
  };
}

/** Numbers in [0, 1) that the same seed repeats. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
