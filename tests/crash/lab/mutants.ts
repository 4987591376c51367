import { z } from 'zod';
import type { Store } from '../../../main/store/index.ts';

/**
 * Faults that are put in on purpose, to see the lab find them: commits that are not synced, and
 * commits that come only after the next piece of work has begun, so that requests leave and
 * acknowledgements are given before anything is on disk.
 */
export const mutantSchema = z.enum(['unsynced', 'late-commit']);
export type Mutant = z.output<typeof mutantSchema>;

export function hide(mutant: Mutant, store: Store): void {
  if (mutant === 'unsynced') {
    store.tables.connection.pragma('synchronous = NORMAL');
    return;
  }
  const { connection } = store.tables;
  store.transaction = (work) => {
    const { begin, commit } = store.tables.boundaries;
    if (connection.inTransaction) commit.run();
    begin.run();
    return work(store.tables);
  };
  const close = store.close.bind(store);
  store.close = () => {
    if (connection.inTransaction) store.tables.boundaries.commit.run();
    close();
  };
}
