import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Store } from '../../../main/store/index.ts';

/**
 * Faults that are put in on purpose, to see the lab find them:
 *
 * - `unsynced`: commits that are not synced
 * - `late-commit`: commits that come only after the next piece of work has begun, so that requests
 *   leave and acknowledgements are given before anything is on disk
 * - `trusting`: an opening that takes what the system's cache shows for what is on disk
 */
export const mutantSchema = z.enum(['unsynced', 'late-commit', 'trusting']);
export type Mutant = z.output<typeof mutantSchema>;

/** Before anything is opened. */
export function hideEarly(mutant: Mutant): void {
  if (mutant !== 'trusting') return;
  const { pragma } = Database.prototype;
  Database.prototype.pragma = function without(source, options) {
    return source === 'wal_checkpoint(PASSIVE)' ? [] : pragma.call(this, source, options);
  };
}

export function hide(mutant: Mutant, store: Store): void {
  if (mutant === 'unsynced') store.tables.connection.pragma('synchronous = NORMAL');
  if (mutant === 'late-commit') commitLate(store);
}

function commitLate(store: Store): void {
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
