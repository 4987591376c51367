import type { FilingAction } from '../../shared/contract/index.ts';
import { NaruError, type Problem } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { TransportEvent } from '../../shared/filing/transitions.ts';
import type { EpochMs } from '../../shared/time.ts';
import {
  moveTransport,
  record,
  removeBodies,
  type Entry,
  type Store,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';
import { checkRestore } from './parts.ts';

export interface Acted {
  done: FilingId[];
  refused: { id: FilingId; problem: Problem }[];
}

const moves: Readonly<
  Record<Exclude<FilingAction, 'make-urgent' | 'make-normal'>, readonly [TransportEvent, Entry]>
> = {
  hold: ['hold', { kind: 'held' }],
  release: ['release', { kind: 'released' }],
  retry: ['retry', { kind: 'retried' }],
  cancel: ['cancel', { kind: 'cancelled' }],
  restore: ['restore', { kind: 'restored' }],
};

/**
 * Does what a person orders for filings, each on its own: one that cannot be moved does not keep
 * the others from it. All that was done is on disk when this returns.
 */
export function act(
  store: Store,
  ids: readonly FilingId[],
  action: FilingAction,
  at: EpochMs,
): Acted {
  return store.transaction((tables) => {
    const acted: Acted = { done: [], refused: [] };
    for (const id of ids) {
      const problem = actOn(tables, id, action, at);
      if (problem === null) acted.done.push(id);
      else acted.refused.push({ id, problem });
    }
    return acted;
  });
}

function actOn(tables: Tables, id: FilingId, action: FilingAction, at: EpochMs): Problem | null {
  const filing = tables.filings.byId(id);
  if (filing === null) return { code: 'not-found', params: { what: String(id) } };
  try {
    if (action === 'make-urgent' || action === 'make-normal')
      prioritise(tables, filing, action, at);
    else {
      const [event, entry] = moves[action];
      if (action === 'restore') checkRestore(tables, filing);
      moveTransport(tables, filing, event, entry, at);
    }
    return null;
  } catch (error) {
    if (error instanceof NaruError) return error.problem;
    throw error;
  }
}

function prioritise(
  tables: Tables,
  filing: StoredFiling,
  action: 'make-urgent' | 'make-normal',
  at: EpochMs,
): void {
  const priority = action === 'make-urgent' ? 'urgent' : 'normal';
  if (filing.priority === priority) return;
  record(tables, filing, { kind: 'priority-changed', data: { priority } }, at, { priority });
}

/**
 * Takes back what a batch put in, as far as no byte of it has left; its numbers stay used.
 * @throws {NaruError} `not-found` for an unknown batch
 */
export function undoBatch(
  store: Store,
  batchId: number,
  at: EpochMs,
): { removed: FilingId[]; kept: FilingId[] } {
  return store.transaction((tables) => {
    const filings = tables.batches.filings(batchId);
    if (filings === null) throw new NaruError('not-found', { what: String(batchId) });
    const removable = filings.filter(isUntouched);
    const empty = removeBodies(tables);
    for (const filing of removable) {
      tables.journal.append({
        at,
        filingId: filing.id,
        before: filing.journalSeq,
        kind: 'undone',
        data: { reference: filing.reference, declarationNo: filing.declarationNo },
      });
      // No screen leads to it any more, and none of it was ever sent.
      empty(filing.journalSeq);
      tables.search.forget(filing);
      tables.stales.drop(filing.id);
      tables.retired.retire(filing.declarationNo, 'undone', filing.reference, at);
      tables.filings.remove(filing);
    }
    const kept = filings.filter((filing) => !isUntouched(filing));
    return { removed: removable.map(({ id }) => id), kept: kept.map(({ id }) => id) };
  });
}

function isUntouched(filing: StoredFiling): boolean {
  return (
    filing.submissionId === null &&
    filing.part.is === 'declaration' &&
    ['queued', 'recheck', 'held', 'cancelled'].includes(filing.transport)
  );
}
