import { useCallback } from 'react';
import type { View } from '../../../shared/contract/view.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useFetched } from '../../app/use-fetched.ts';

const restMs = 1000;

/**
 * The first filings of each of these views; `null` at first. A lost connection is told by its own
 * words, and what was here stays until it is back.
 * @param views the same array at every call
 */
export function useFirstFilings(views: readonly View[], limit: number): FilingRow[] | null {
  const engine = useEngine();
  const fetch = useCallback(async () => {
    const pages = await Promise.all(
      views.map((view) => engine.call('filings.page', { view, search: '', after: null, limit })),
    );
    return pages.flatMap((page) => page.rows);
  }, [engine, views, limit]);
  return useFetched(fetch, { restMs }).value;
}
