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

/** Filings that are looked after in the background; each list goes by id, from after `after`. */
export interface Watched {
  /** Taken by customs and neither released nor at an end. */
  taken(after: FilingId | 0, limit: number): StoredFiling[];
  /** Imports that wait without a legal deadline, entered since. */
  undated(after: FilingId | 0, since: EpochMs, limit: number): StoredFiling[];
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

export function openWatched(connection: Connection): Watched {
  // One statement for each state, so that each walks the index of its own state.
  const taken = atCustoms.map((state) =>
    connection.prepare<unknown[], FilingRecord>(
      `${selectFiling} WHERE customs = '${state}' AND id > ? AND +transport = 'acknowledged'
         AND part = 'declaration' ORDER BY id LIMIT ?`,
    ),
  );
  const undated = waiting.map((state) =>
    connection.prepare<unknown[], FilingRecord>(
      `${selectFiling} WHERE transport = '${state}' AND due = '${noDeadline}' AND id > ?
         AND part = 'declaration' AND kind = 'import' AND created_at >= ? ORDER BY id LIMIT ?`,
    ),
  );
  const mismatched = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE id IN (
       SELECT filing_id FROM stale WHERE filing_id > ? AND instr(findings, '"pccc-mismatch"') > 0)
     AND (transport = 'recheck' OR (transport = 'acknowledged'
       AND customs NOT IN ('released', 'rejected', 'withdrawn')))
     ORDER BY id LIMIT ?`,
  );
  return {
    taken: (after, limit) =>
      first(
        taken.map((one) => one.all(after, limit)),
        limit,
      ),
    undated: (after, since, limit) =>
      first(
        undated.map((one) => one.all(after, since, limit)),
        limit,
      ),
    mismatched: (after, limit) => mismatched.all(after, limit).map(readFilingRow),
  };
}

function first(found: FilingRecord[][], limit: number): StoredFiling[] {
  return found
    .flat()
    .toSorted((a, b) => a.id - b.id)
    .slice(0, limit)
    .map(readFilingRow);
}
