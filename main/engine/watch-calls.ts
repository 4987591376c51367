import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { beginReconciliation, lateOnes } from '../outbox/index.ts';
import type { Engaged } from './engaged.ts';
import { readDifferences, readWatchState, toUnansweredRow } from './watch-rows.ts';
import type { WatchWork } from './watch-work.ts';

type WatchCalls = Pick<
  CallHandlers,
  'watch.get' | 'unanswered.page' | 'differences.page' | 'reconciliation.begin'
>;

/** Calls about answers that do not come, and about what ours and theirs differ in. */
export function watchCalls(
  { session, clock, changes }: Engaged,
  { usual }: Pick<WatchWork, 'usual'>,
): WatchCalls {
  return {
    'watch.get': () => readWatchState(session().store, clock.now(), usual()),
    'unanswered.page': ({ waits, after, limit }) =>
      session().store.read((tables) => {
        const from = after === null ? 0 : Number(after);
        const late = lateOnes(tables, waits, usual(), { after: from, limit, now: clock.now() });
        return {
          rows: late.rows.map(toUnansweredRow),
          next: late.next === null ? null : String(late.next),
        };
      }),
    'differences.page': ({ after, limit }) =>
      session().store.read((tables) =>
        readDifferences(tables, after === null ? 0 : Number(after), limit),
      ),
    'reconciliation.begin': () => {
      const { store, outbox, wake } = session();
      if (outbox === null) throw new NaruError('gateway-missing');
      beginReconciliation(store, 'person', clock.now());
      wake();
      changes.filings(null);
      const last = store.read(({ reconciliations }) => reconciliations.last());
      if (last === null) throw new RangeError('a comparison was begun and is not there');
      return last;
    },
  };
}
