import { useEffect, useRef, useState } from 'react';
import type { View } from '../../../shared/contract/view.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { CallOutput, EngineClient } from '../../../shared/contract/index.ts';
import { useEngine, useFilingChanges } from '../../app/session-context.tsx';

const restMs = 1000;

/**
 * The first filings of each of these views, fetched again when filings change; `null` at first.
 * @param views the same array at every call
 */
export function useFirstFilings(views: readonly View[], limit: number): FilingRow[] | null {
  const engine = useEngine();
  const [rows, setRows] = useState<FilingRow[] | null>(null);
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
      // A lost connection is told by its own words; what was here stays until it is back.
      const pages = await firstPages(engine, views, limit).catch(() => null);
      if (!closed && pages !== null) setRows(pages.flatMap((page) => page.rows));
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
  }, [engine, views, limit]);

  useFilingChanges(() => fetchAgain.current());
  return rows;
}

function firstPages(
  engine: EngineClient,
  views: readonly View[],
  limit: number,
): Promise<CallOutput<'filings.page'>[]> {
  return Promise.all(
    views.map((view) => engine.call('filings.page', { view, search: '', after: null, limit })),
  );
}
