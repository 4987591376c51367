import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine, useFilingChanges } from '../../app/session-context.tsx';

const restMs = 250;

export interface FilingState {
  /** The filing as the engine last told it; that of the one before until this one has come. */
  detail: FilingDetail | null;
  problem: Problem | null;
}

/** Everything about one filing, fetched again whenever it changes. */
export function useFiling(id: FilingId): FilingState {
  const engine = useEngine();
  const [state, setState] = useState<FilingState>({ detail: null, problem: null });
  const fetchAgain = useRef<() => void>(() => undefined);

  useEffect(() => {
    let closed = false;
    let working = false;
    let wanted = false;
    async function fetchNow(): Promise<void> {
      if (working) {
        wanted = true;
        return;
      }
      working = true;
      const next = await engine.call('filings.get', { id }).then(
        (detail): FilingState => ({ detail, problem: null }),
        (error: unknown): FilingState => ({ detail: null, problem: problemOf(error) }),
      );
      if (!closed) setState(next);
      setTimeout(() => {
        working = false;
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
  }, [engine, id]);

  useFilingChanges((ids) => {
    if (ids === null || ids.includes(id)) fetchAgain.current();
  });
  return state;
}
