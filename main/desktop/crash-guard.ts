/** Decides what a crash leads to: starting again, until it is plain that it helps nothing. */
export interface CrashGuard {
  /** @param at monotonic milliseconds */
  crashed(at: number): 'again' | 'enough';
  /** A person wants to try once more. */
  forgive(): void;
}

/** @param most crashes within `withinMs` after which starting again is no use */
export function crashGuard({ most, withinMs }: { most: number; withinMs: number }): CrashGuard {
  let times: number[] = [];
  return {
    crashed(at) {
      times = [...times.filter((time) => at - time < withinMs), at];
      return times.length >= most ? 'enough' : 'again';
    },
    forgive() {
      times = [];
    },
  };
}

/** A page that fails as often as this in this time fails by itself. */
export const pageGuard = { most: 4, withinMs: 60_000 } as const;
/** An engine that does; its host goes on starting it, with the longest pause. */
export const engineGuard = { most: 5, withinMs: 600_000 } as const;
