import { NaruError } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { Reconciliation } from '../../../shared/sync/watch.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import type { Store, StoredFiling, Tables } from '../../store/index.ts';

const day = 24 * 3_600_000;
/** How far back is compared. */
const daysBack = 3;
/** Sendings that are looked through for it. */
const lookedThrough = 3000;
/** Questions a day at most: the central system is everybody's. */
const most = 300;
/** A day's questions are spread over these hours. */
const spreadMs = 4 * 3_600_000;
const leastSpacingMs = 15_000;
/** A person who asked waits for it. */
const byHandSpacingMs = 1000;

/**
 * Begins a comparison of ours with theirs over the filings of the last days: first what is open,
 * then what was decided. It is on disk when this returns; the questions go in their time.
 * A person who asks while the day's goes on has its questions follow each other sooner.
 * @throws {NaruError} `reconciliation-runs`
 */
export function beginReconciliation(
  store: Store,
  askedBy: Reconciliation['askedBy'],
  at: EpochMs,
): number {
  return store.transaction((tables) => {
    const running = tables.reconciliations.running();
    if (running !== null) {
      if (askedBy === 'day' || running.spacingMs <= byHandSpacingMs)
        throw new NaruError('reconciliation-runs');
      tables.reconciliations.hurry(running.id, byHandSpacingMs);
      noteRun(tables, running.id, 'hurried', {}, at);
      return running.id;
    }
    const filings = chosen(tables, at);
    const spacing =
      askedBy === 'person'
        ? byHandSpacingMs
        : Math.max(leastSpacingMs, Math.round(spreadMs / Math.max(1, filings.length)));
    const id = tables.reconciliations.begin(askedBy, filings, spacing, at);
    if (filings.length === 0) tables.reconciliations.finish(id, at);
    noteRun(tables, id, 'began', { planned: filings.length }, at);
    return id;
  });
}

/** Whether a day has passed since the last one began, or since the first sending. */
export function isReconciliationDue(tables: Tables, now: EpochMs): boolean {
  const last = tables.reconciliations.last();
  if (last === null) {
    const from = { at: now - daysBack * day, id: -1 };
    return tables.sendings.between(epochMs(now - day), from, 1).length > 0;
  }
  // One that began a day ahead began by a clock that was set back since.
  return last.finishedAt !== null && Math.abs(now - last.startedAt) >= day;
}

/** Journals how far a comparison is. */
export function noteRun(
  tables: Tables,
  reconciliation: number,
  what: 'began' | 'hurried' | 'ended',
  counts: Readonly<Record<string, number>>,
  at: EpochMs,
): void {
  const data = { reconciliation, what, ...counts };
  const kind = 'reconciliation-moved';
  tables.journal.append({ at, filingId: null, before: null, kind, data });
}

function chosen(tables: Tables, at: EpochMs): FilingId[] {
  const found = tables.sendings.newest(epochMs(at - daysBack * day), lookedThrough);
  const ids = [...new Set(found.map(({ id }) => id))];
  const filings = ids.flatMap((id) => tables.filings.byId(id) ?? []).filter(isComparable);
  return filings
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .slice(0, most)
    .map(({ id }) => id);
}

/** What is in doubt is asked about anyhow; a request to synchronise is itself a question. */
export function isComparable({ transport, part, submissionId }: StoredFiling): boolean {
  return (
    submissionId !== null &&
    part.is !== 'synchronisation' &&
    !['sending', 'unconfirmed', 'processing'].includes(transport)
  );
}

function rankOf({ transport, customs }: StoredFiling): number {
  if (transport !== 'acknowledged' || customs === 'received' || customs === 'none') return 0;
  return customs === 'released' || customs === 'withdrawn' || customs === 'rejected' ? 2 : 1;
}
