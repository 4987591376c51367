import { useEffect, useState, useSyncExternalStore } from 'react';
import {
  emptyState,
  openPagedList,
  type FetchedPage,
  type ListState,
  type PagedList,
  type RowId,
} from './paged-list.ts';
import { useFilingChanges } from './session-context.tsx';

/**
 * A paged list of what the engine has, kept true as filings change. The list before stays in sight
 * until the next one has its first page.
 * @param fetchPage the same function as long as the list is the same
 */
export function usePagedList<Row extends { id: RowId }>(
  fetchPage: (after: string | null) => Promise<FetchedPage<Row>>,
): [PagedList<Row>, ListState<Row>] {
  const [list, setList] = useState<PagedList<Row>>(nothingYet<Row>);
  useEffect(() => {
    const next = openPagedList(fetchPage);
    const end = next.subscribe(() => {
      const { ready, problem } = next.getState();
      if (!ready && problem === null) return;
      end();
      setList(next);
    });
    return () => {
      end();
      next.close();
    };
  }, [fetchPage]);
  useFilingChanges(() => list.invalidate());
  return [list, useSyncExternalStore(list.subscribe, list.getState)];
}

function nothingYet<Row extends { id: RowId }>(): PagedList<Row> {
  const state = emptyState<Row>();
  return {
    getState: () => state,
    subscribe: () => () => undefined,
    show: () => undefined,
    invalidate: () => undefined,
    close: () => undefined,
  };
}
