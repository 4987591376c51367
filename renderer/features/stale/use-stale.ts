import { useCallback } from 'react';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { ListState } from '../../app/paged-list.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import type { StaleItem } from './columns.tsx';

/** The stale filing with this id: out of the list where it is there, else fetched by itself. */
export function useStale(id: FilingId | null, list: ListState<StaleItem>): StaleItem | null {
  const engine = useEngine();
  const listed = id === null ? undefined : list.rows[list.indexById.get(id) ?? -1];
  const wanted = listed === undefined && list.ready ? id : null;
  const fetch = useCallback(
    async () => (wanted === null ? null : (await engine.call('stale.get', { id: wanted })).row),
    [engine, wanted],
  );
  const fetched = useFetched(fetch).value;
  if (listed !== undefined) return listed;
  return fetched === null || fetched.row.id !== id ? null : { id, ...fetched };
}
