import { useMemo } from 'react';
import type { EngineClient } from '../../../shared/contract/index.ts';
import type { Incident } from '../../../shared/sync/incidents.ts';
import { useEngine, useEngineState } from '../../app/session-context.tsx';
import { useFetched, type Fetched } from '../../app/use-fetched.ts';

/** Filings change all the time in an outage; how many are affected need not be told at once. */
const restMs = 3000;

/** One incident, kept true: fetched again when filings or incidents have changed. */
export function useIncident(id: number): Fetched<Incident> {
  const engine = useEngine();
  const changedAt = useEngineState((state) => state.incidentsAt);
  const fetch = useMemo(() => fetchIncident(engine, id, changedAt), [engine, id, changedAt]);
  return useFetched(fetch, { restMs });
}

/** @param _changedAt another one makes another function, so that it is fetched anew */
function fetchIncident(
  engine: EngineClient,
  id: number,
  _changedAt: number,
): () => Promise<Incident> {
  return () => engine.call('incidents.get', { id });
}
