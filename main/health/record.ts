import type { Clock } from '../../shared/time.ts';
import type { Store } from '../store/index.ts';
import type { Health } from './health.ts';
import { readHistory } from './history.ts';

/** What was measured, from what is on disk alone. */
export type HealthRecord = Pick<Health, 'changes' | 'lastChange' | 'history'>;

/** For those who measure nothing themselves, e.g. the command line. */
export function healthRecord(store: Store, clock: Pick<Clock, 'now'>): HealthRecord {
  return {
    changes: (from, to) => store.read(({ health }) => health.changes(from, to)),
    lastChange: (channel, before) => store.read(({ health }) => health.lastChange(channel, before)),
    history: (channel, from, to) => readHistory(store, channel, { from, to }, clock.now()),
  };
}
