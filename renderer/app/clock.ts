import { useSyncExternalStore } from 'react';
import { epochMs, type EpochMs } from '../../shared/time.ts';

let anchor = { at: Date.now(), measured: performance.now(), rate: 1 };
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * Sets the screens by the engine's clock; between two of its words a monotonic clock counts, in a
 * drill as many times as fast (`rate`) as the drill goes.
 */
export function setEngineNow(at: EpochMs, rate = 1): void {
  anchor = { at, measured: performance.now(), rate };
}

/** The engine's present, also where this computer's clock jumps. */
export function engineNow(): EpochMs {
  return epochMs(Math.round(anchor.at + (performance.now() - anchor.measured) * anchor.rate));
}

/**
 * The present in whole steps of `stepMs`. Only the component that calls this is rendered again,
 * and only when a step has passed.
 */
export function useNow(stepMs: number): EpochMs {
  return useSyncExternalStore(subscribe, () => epochMs(Math.floor(engineNow() / stepMs) * stepMs));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tick of listeners) tick();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
