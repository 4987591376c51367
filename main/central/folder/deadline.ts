import type { RequestOptions } from '../gateway.ts';

export type Ended<T> =
  | { is: 'done'; value: T }
  | { is: 'given-up'; why: 'timeout' | 'cancelled-by-us' };

/**
 * Waits for work until its time is over or it is called off. Work on files cannot be broken off: it
 * is told by `isGivenUp` and goes on to its end unheard.
 */
export async function withinTime<T>(
  { timeoutMs, signal }: RequestOptions,
  work: (isGivenUp: () => boolean) => Promise<T>,
): Promise<Ended<T>> {
  let isGivenUp = false;
  const ending = Promise.withResolvers<Ended<T>>();
  const giveUp = (why: 'timeout' | 'cancelled-by-us'): void => {
    isGivenUp = true;
    ending.resolve({ is: 'given-up', why });
  };
  const cancel = (): void => giveUp('cancelled-by-us');
  if (signal?.aborted === true) return { is: 'given-up', why: 'cancelled-by-us' };
  signal?.addEventListener('abort', cancel, { once: true });
  const timer = setTimeout(() => giveUp('timeout'), timeoutMs);
  try {
    work(() => isGivenUp).then((value) => ending.resolve({ is: 'done', value }), ending.reject);
    return await ending.promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}
