import type { Cause } from '../../shared/filing/attempts.ts';
import type { Cancellation } from '../../shared/time.ts';
import { notSentCause } from './failure-causes.ts';
import { openSocket } from './opening.ts';
import { directly, type Outward } from './outward.ts';

export type Reached = { ok: true } | { ok: false; cause: Cause };

/**
 * Connects to a gateway, TLS included, and hangs up: no byte of a request leaves, and nothing counts
 * at its limits. Never rejects.
 */
export function reach(
  url: URL,
  options: { timeoutMs: number; signal?: Cancellation; outward?: Outward },
): Promise<Reached> {
  const { signal, timeoutMs } = options;
  if (signal?.aborted === true) return Promise.resolve({ ok: false, cause: 'cancelled-by-us' });
  return new Promise((resolve) => {
    let isThere = false;
    let isOver = false;
    const end = (reached: Reached): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve(reached);
      opening.destroy();
    };
    const fail = (error: unknown, stopped: 'timeout' | 'cancelled-by-us' | null): void =>
      end({ ok: false, cause: notSentCause(error, isThere && stopped === null, stopped) });
    const cancel = (): void => fail(null, 'cancelled-by-us');
    const timer = setTimeout(() => fail(null, 'timeout'), timeoutMs);
    signal?.addEventListener('abort', cancel, { once: true });
    const opening = openSocket(url, options.outward ?? directly, {
      reached: () => {
        isThere = true;
      },
      failed: (error) => fail(error, null),
      stands: () => end({ ok: true }),
    });
  });
}
