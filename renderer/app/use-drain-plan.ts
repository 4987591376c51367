import { useCallback } from 'react';
import type { DrainPlan } from '../../shared/contract/index.ts';
import { useNow } from './clock.ts';
import { useEngine, useSync } from './session-context.tsx';
import { useFetched } from './use-fetched.ts';

/** Least time between two plans while filings go, and the most while nothing changes. */
const [restMs, everyMs] = [5000, 15_000];

/** When what waits will be gone, worked out again as it goes; `null` where nothing waits. */
export function useDrainPlan(): DrainPlan | null {
  const engine = useEngine();
  const waits = useSync(({ counts }) => counts.transport.queued > 0);
  const grade = useSync(({ central }) => central.grade);
  const phase = useSync(({ gate }) => gate.phase);
  const tick = useNow(everyMs);
  const fetch = useCallback(
    // Another grade or phase, and time that passes, make it another plan.
    (_because = [grade, phase, tick]) =>
      waits ? engine.call('drain.plan', {}) : Promise.resolve(null),
    [engine, waits, grade, phase, tick],
  );
  return useFetched(fetch, { restMs }).value;
}
