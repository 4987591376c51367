import type { DifferenceRow, UnansweredRow, WatchState } from '../../shared/sync/watch.ts';
import type { EpochMs } from '../../shared/time.ts';
import { countLate, learnUsual, type Late, type Usual } from '../outbox/index.ts';
import { readSummary, type Store, type Tables } from '../store/index.ts';

/** How many are unanswered, and what the last comparison found; from what is on disk alone. */
export function readWatchState(store: Store, now: EpochMs, usual?: Usual): WatchState {
  return store.read((tables) => {
    const learned = usual ?? learnUsual(tables);
    const receipt = countLate(tables, 'receipt', learned, now);
    const decision = countLate(tables, 'decision', learned, now);
    return {
      receipt: receipt.counts,
      decision: decision.counts,
      more: receipt.more || decision.more,
      reconciliation: tables.reconciliations.last(),
      differences: tables.reconciliations.countDifferences(),
      doubles: tables.replacements.openDoubles(),
    };
  });
}

export function toUnansweredRow({ filing, waits, since, usualMs, age }: Late): UnansweredRow {
  const { id, declarationNo, reference, kind, part, transport, customs, inquireAt } = filing;
  return {
    id,
    declarationNo,
    reference,
    importer: readSummary(filing).importer,
    kind,
    part: part.is,
    transport,
    customs,
    waits,
    since,
    usualMs,
    age,
    nextAttemptAt: inquireAt,
  };
}

export function readDifferences(
  tables: Tables,
  after: number,
  limit: number,
): { rows: DifferenceRow[]; next: string | null } {
  const found = tables.reconciliations.differences(after, limit + 1);
  const shown = found.slice(0, limit);
  const rows = shown.flatMap(({ filingId, what, ours, theirs, foundAt }) => {
    const filing = tables.filings.byId(filingId);
    if (filing === null) return [];
    const { id, declarationNo, reference, transport, customs } = filing;
    const { importer } = readSummary(filing);
    const sides = { what, ours, theirs, foundAt };
    return [{ id, declarationNo, reference, importer, transport, customs, ...sides }];
  });
  const last = shown.at(-1);
  return {
    rows,
    next: found.length > limit && last !== undefined ? String(last.filingId) : null,
  };
}
