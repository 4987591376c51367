import type { EpochMs } from '../../shared/time.ts';
import { moveTransport, record, type Store } from '../store/index.ts';
import type { InquiryPlan } from './settle.ts';

/** Attempts that were on their way. */
export interface Recovered {
  inFlight: number;
  /** When the last of them began. */
  since: EpochMs | null;
}

/**
 * Makes the states true again after an end without warning: what was being sent may have arrived,
 * so it is inquired about; an inquiry that was on its way counts as unanswered.
 */
export function recover(store: Store, now: EpochMs, inquireIn: InquiryPlan): Recovered {
  return store.transaction((tables) => {
    const { queue } = tables;
    const recovered: Recovered = { inFlight: 0, since: null };
    for (const filing of [...queue.sending(), ...queue.asked()]) {
      const attempt = tables.attempts.open(filing);
      if (attempt === null) continue;
      recovered.inFlight += 1;
      if (attempt.startedAt > (recovered.since ?? 0)) recovered.since = attempt.startedAt;
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
    return recovered;
  });
}
