import { epochMs, type Clock } from '../../shared/time.ts';

/** The computer's clocks. */
export const systemClock: Clock = {
  now: () => epochMs(Date.now()),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      function end(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      }
      if (ms <= 0) {
        // A turn of the event loop, and no millisecond more.
        setImmediate(resolve);
        return;
      }
      const timer = setTimeout(end, Math.min(ms, 2_147_483_647));
      signal?.addEventListener('abort', end, { once: true });
    }),
};
