import type { CallHandlers } from '../../shared/port/index.ts';
import { readDrainPlan, readFilingTime, type DrainSources } from './drain-plan.ts';
import { readWhatIf } from './drain-what-if.ts';
import type { Engaged } from './engaged.ts';

type DrainCalls = Pick<CallHandlers, 'drain.plan' | 'drain.filing' | 'drain.whatIf'>;

/** Calls about when what waits will be gone. They read, and change nothing. */
export function drainCalls({ session, clock }: Engaged): DrainCalls {
  function sources(): DrainSources {
    const { store, outbox, pacing } = session();
    return { store, outbox, settings: pacing, now: clock.now() };
  }
  return {
    'drain.plan': () => readDrainPlan(sources()),
    'drain.filing': ({ id }) => readFilingTime(sources(), id),
    'drain.whatIf': ({ ids }) => readWhatIf(sources(), ids),
  };
}
