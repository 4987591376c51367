import type { Cause } from '../../shared/filing/attempts.ts';
import type { Cancellation } from '../../shared/time.ts';
import { openSocket } from './connection.ts';
import { notSentCause } from './failure-causes.ts';

export type Reached = { ok: true } | { ok: false; cause: Cause };

/**
 * Connects to a gateway, TLS included, and hangs up: no byte of a request leaves, and nothing counts
 * at its limits. Never rejects.
 */
export function reach(
  url: URL,
  options: { timeoutMs: number; signal?: Cancellation; ca?: readonly string[] },
): Promise<Reached> {
  const { signal, timeoutMs } = options;
  if (signal?.aborted === true) return Promise.resolve({ ok: false, cause: 'cancelled-by-us' });
  return new Promise((resolve) => {
    const socket = openSocket(url, options.ca ?? []);
    let isThere = false;
    const end = (reached: Reached): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve(reached);
      socket.destroy();
    };
    const fail = (error: unknown, stopped: 'timeout' | 'cancelled-by-us' | null): void =>
      end({ ok: false, cause: notSentCause(error, isThere && stopped === null, stopped) });
    const cancel = (): void => fail(null, 'cancelled-by-us');
    const timer = setTimeout(() => fail(null, 'timeout'), timeoutMs);
    signal?.addEventListener('abort', cancel, { once: true });
    // Stays for what a destroyed socket still has to say.
    socket.on('error', (error) => fail(error, null));
    socket.once('connect', () => {
      isThere = true;
    });
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => end({ ok: true }));
  });
}
