import { useCallback } from 'react';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { CivilDate } from '../../../shared/time.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useFetched } from '../../app/use-fetched.ts';

/** The day by which customs wants an answer (보완기한), from its newest demand; `null` for none. */
export function useAnswerBy({ id, customs }: FilingRow): CivilDate | null {
  const engine = useEngine();
  const asks = customs === 'documents-required';
  const fetch = useCallback(async () => {
    if (!asks) return null;
    const { notices } = await engine.call('filings.get', { id });
    return notices.findLast(({ answerBy }) => answerBy !== undefined)?.answerBy ?? null;
  }, [engine, id, asks]);
  const concerns = useCallback(
    (changed: readonly number[] | null) => asks && (changed === null || changed.includes(id)),
    [asks, id],
  );
  return useFetched(fetch, { concerns }).value;
}
