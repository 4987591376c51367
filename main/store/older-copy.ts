import { epochMs } from '../../shared/time.ts';
import type { NumberCeiling } from './number-ceiling.ts';
import { markRestored, readRestored } from './restored.ts';
import type { Store } from './store.ts';

/**
 * Notices a database that somebody put in place of a newer one, e.g. a copy of the file: its journal
 * lacks an entry that was on disk once. It is marked as restored, so that nothing is filed twice.
 */
export function noticeOlder(store: Store, ceiling: NumberCeiling, now: Date): Store {
  const known = ceiling.head();
  if (known.seq === 0) return store;
  try {
    const isThere = store.read(({ journal }) => journal.entry(known.seq)?.hash === known.hash);
    if (isThere) return store;
    const head = store.transaction((tables) => {
      // One that was put in place by Naru is marked already.
      if (readRestored(tables)?.over !== known.hash) {
        const told = { spans: ceiling.spans(), head: known };
        markRestored(tables, 'found-older', told, epochMs(now.getTime()));
      }
      return tables.journal.head();
    });
    ceiling.renew(head, ceiling.spans());
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}
