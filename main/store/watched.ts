import type { Statement } from 'better-sqlite3';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { CustomsState, TransportState } from '../../shared/filing/states.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import {
  noDeadline,
  readFilingRow,
  selectFiling,
  type FilingRecord,
  type StoredFiling,
} from './filings.ts';

/** Some filings, and the one after which the next are; `null` at the end. */
export interface WatchedPage {
  rows: StoredFiling[];
  next: FilingId | null;
}

/** Filings that are looked after in the background; each list goes by id, from after `after`. */
export interface Watched {
  /** Taken by customs and neither released nor at an end. */
  taken(after: FilingId | 0, limit: number): WatchedPage;
  /**
   * Imports that wait without a legal deadline, entered since; among so many of the undated as one
   * look may read, so that a page may be empty and yet not the last.
   */
  undated(after: FilingId | 0, since: EpochMs, limit: number): WatchedPage;
  /** Released exports that are still to be loaded: those whose deadlines are the nearest. */
  toLoad(limit: number): StoredFiling[];
  /** Waiting or taken, with a personal customs code that was found not to be its holder's. */
  mismatched(after: FilingId | 0, limit: number): StoredFiling[];
}

const atCustoms = [
  'received',
  'documents-required',
  'inspection',
  'under-review',
  'amended',
] as const satisfies readonly CustomsState[];
const waiting = ['queued', 'recheck', 'held'] as const satisfies readonly TransportState[];

const priorities = [0, 1] as const;

export function openWatched(connection: Connection): Watched {
  const walk = (where: string) =>
    connection
      .prepare<[number, number], FilingId>(
        `SELECT id FROM filing WHERE ${where} AND id > ? ORDER BY id LIMIT ?`,
      )
      .pluck();
  // A walk for each key of an index up to the id, so that each is in the index's own order; and its
  // condition said again, or it does not serve.
  const taken = atCustoms.map((state) => walk(`customs = '${state}' AND customs <> 'none'`));
  const undated = waiting.flatMap((state) =>
    priorities.map((priority) =>
      walk(
        `transport = '${state}' AND transport <> 'acknowledged' AND due = '${noDeadline}'
           AND priority = ${priority}`,
      ),
    ),
  );
  const takenById = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE id = ? AND transport = 'acknowledged' AND part = 'declaration'`,
  );
  const undatedById = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE id = ? AND part = 'declaration' AND kind = 'import' AND created_at >= ?`,
  );
  const mismatched = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE id IN (
       SELECT filing_id FROM stale WHERE filing_id > ? AND instr(findings, '"pccc-mismatch"') > 0)
     AND (transport = 'recheck' OR (transport = 'acknowledged'
       AND customs NOT IN ('released', 'rejected', 'withdrawn')))
     ORDER BY id LIMIT ?`,
  );
  const toLoad = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE id IN (SELECT filing_id FROM customs_deadline
       WHERE ended_at IS NULL AND rule = 'export-loading' ORDER BY due, filing_id LIMIT ?)`,
  );
  return {
    toLoad: (limit) => toLoad.all(limit).map(readFilingRow),
    taken: (after, limit) => page(taken, after, limit, (id) => takenById.get(id)),
    undated: (after, since, limit) =>
      page(undated, after, limit, (id) => undatedById.get(id, since)),
    mismatched: (after, limit) => mismatched.all(after, limit).map(readFilingRow),
  };
}

/** The next filings of all walks together, of which those that `read` does not give are left out. */
function page(
  walks: readonly Statement<[number, number], FilingId>[],
  after: FilingId | 0,
  limit: number,
  read: (id: FilingId) => FilingRecord | undefined,
): WatchedPage {
  const ids = walks
    .flatMap((one) => one.all(after, limit))
    .toSorted((a, b) => a - b)
    .slice(0, limit);
  const rows = ids.map(read).filter((row) => row !== undefined);
  return {
    rows: rows.map(readFilingRow),
    next: ids.length < limit ? null : (ids.at(-1) ?? null),
  };
}
