import { useCallback } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import { useEngine } from '../../app/session-context.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';

/** The way that filings go out; `null` until it is known. */
export function useGateway(): CallOutput<'gateway.get'> | null {
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('gateway.get', {}), [engine]);
  return useFetched(fetch, { concerns: never }).value;
}
