import type { EpochMs } from '../../shared/time.ts';
import { moveTransport, record, type Store } from '../store/index.ts';
import type { InquiryPlan } from './settle.ts';

/**
 * Makes the states true again after an end without warning: what was being sent may have arrived,
 * so it is inquired about; an inquiry that was on its way counts as unanswered.
 * @returns how many attempts were on their way
 */
export function recover(store: Store, now: EpochMs, inquireIn: InquiryPlan): number {
  return store.transaction((tables) => {
    const { queue } = tables;
    let open = 0;
    for (const filing of [...queue.sending(), ...queue.inDoubt()]) {
      const attempt = tables.attempts.open(filing);
      if (attempt === null) continue;
      open += 1;
      tables.attempts.settle(attempt, {
        settledAt: now,
        outcome: 'unknown',
        cause: 'process-ended',
        httpStatus: null,
        tookMs: null,
        retryAfterMs: null,
        answer: null,
        errors: [],
        receipt: null,
      });
      const entry = { kind: 'recovered', data: { n: attempt.n, attempt: attempt.kind } } as const;
      const change = {
        inquireAt: inquireIn(now, 0, null),
        lastError: 'process-ended',
      };
      if (filing.transport === 'sending') moveTransport(tables, filing, 'lose', entry, now, change);
      else record(tables, filing, entry, now, change);
    }
    return open;
  });
}
