import { useCallback } from 'react';
import type { UpdateState, UpdateView } from '../../shared/updates.ts';
import { useEngine, useEngineState } from './session-context.tsx';
import { never, useFetched } from './use-fetched.ts';

/** What the host says of new versions, and what it has said since. */
export function useUpdates(): {
  view: UpdateView | null;
  state: UpdateState | null;
  again: () => void;
} {
  const engine = useEngine();
  const told = useEngineState((state) => state.updates);
  const fetch = useCallback(() => engine.call('updates.get', {}), [engine]);
  const { value, again } = useFetched(fetch, { concerns: never });
  return { view: value, state: told ?? value?.state ?? null, again };
}
