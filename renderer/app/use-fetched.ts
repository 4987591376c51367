import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../shared/errors.ts';
import { problemOf, type ChangedFilings } from './session.ts';
import { useFilingChanges } from './session-context.tsx';

/** Least milliseconds between two fetches of the same. */
const defaultRestMs = 250;

export interface Fetched<Value> {
  /** As the engine last told it; what was there before stays until the next has come. */
  value: Value | null;
  /** Why the last fetch came to nothing. */
  problem: Problem | null;
  /** The same function, however often it is drawn. */
  again: () => void;
}

/**
 * What the engine has, fetched again whenever filings change that concern it.
 * @param fetch the same function as long as it fetches the same
 */
export function useFetched<Value>(
  fetch: () => Promise<Value>,
  {
    concerns = always,
    restMs = defaultRestMs,
  }: { concerns?: (changed: ChangedFilings) => boolean; restMs?: number } = {},
): Fetched<Value> {
  const [state, setState] = useState<Omit<Fetched<Value>, 'again'>>({ value: null, problem: null });
  const fetchAgain = useRef<() => void>(() => undefined);

  useEffect(() => {
    let closed = false;
    let resting = false;
    let wanted = false;
    async function fetchNow(): Promise<void> {
      if (resting) {
        wanted = true;
        return;
      }
      resting = true;
      const next = await fetch().then(
        (value) => ({ value, problem: null }),
        (error: unknown) => ({ problem: problemOf(error) }),
      );
      if (!closed) setState((before) => ({ ...before, ...next }));
      setTimeout(() => {
        resting = false;
        if (!wanted || closed) return;
        wanted = false;
        void fetchNow();
      }, restMs);
    }
    fetchAgain.current = () => void fetchNow();
    void fetchNow();
    return () => {
      closed = true;
    };
  }, [fetch, restMs]);

  useFilingChanges((changed) => {
    if (concerns(changed)) fetchAgain.current();
  });
  const again = useCallback(() => fetchAgain.current(), []);
  return { ...state, again };
}

const always = (): boolean => true;

/** For what no filing changes. */
export const never = (): boolean => false;
