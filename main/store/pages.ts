import { viewStates, type View } from '../../shared/contract/view.ts';
import type { CustomsState, TransportState } from '../../shared/filing/states.ts';
import type { Connection } from './connection.ts';
import {
  noDeadline,
  readFilingRow,
  selectFiling,
  type FilingRecord,
  type StoredFiling,
} from './filings.ts';

export interface Page {
  rows: StoredFiling[];
  /** Where the next page begins; `null` at the end. */
  next: string | null;
}

/** Pages of the filings list by key, each by an index, none by an offset. */
export interface Pages {
  page(view: View, after: string | null, limit: number): Page;
}

/** How a view is ordered: its rows' key, and the comparison of two keys. */
type Key = readonly (string | number)[];

export function openPages(connection: Connection): Pages {
  const newest = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE id < ? ORDER BY id DESC LIMIT ?`,
  );
  const drain = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE transport = ? AND transport <> 'acknowledged' AND (due, priority, id) > (?, ?, ?)
     ORDER BY due, priority, id LIMIT ?`,
  );
  const receipts = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} INDEXED BY filing_by_receipt WHERE transport = 'acknowledged' AND (receipt_at, id) < (?, ?)
     ORDER BY receipt_at DESC, id DESC LIMIT ?`,
  );
  // Each state by name, so that the index over decided filings serves.
  const decided = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE customs = ? AND customs <> 'none' AND id < ? ORDER BY id DESC LIMIT ?`,
  );
  const top = Number.MAX_SAFE_INTEGER;

  function newestFirst(after: string | null, limit: number): StoredFiling[] {
    return newest.all(after === null ? top : Number(after), limit).map(readFilingRow);
  }
  function byReceipt(after: string | null, limit: number): StoredFiling[] {
    const [at = top, id = top] = after?.split('|').map(Number) ?? [];
    return receipts.all(at, id, limit).map(readFilingRow);
  }
  function byDrainOrder(
    states: readonly TransportState[],
    after: string | null,
    limit: number,
  ): StoredFiling[] {
    const [due = '', priority = '-1', id = '-1'] = after?.split('|') ?? [];
    return states
      .flatMap((state) => drain.all(state, due, Number(priority), Number(id), limit))
      .map(readFilingRow)
      .toSorted((a, b) => compare(drainKey(a), drainKey(b)));
  }
  function byDecision(
    states: readonly CustomsState[],
    after: string | null,
    limit: number,
  ): StoredFiling[] {
    return states
      .flatMap((state) => decided.all(state, after === null ? top : Number(after), limit))
      .map(readFilingRow)
      .toSorted((a, b) => b.id - a.id);
  }

  return {
    page(view, after, limit) {
      const { transport, customs } = viewStates[view];
      // One more than asked for tells whether there is a next page.
      const rows =
        view === 'acknowledged'
          ? byReceipt(after, limit + 1)
          : transport !== undefined
            ? byDrainOrder(transport, after, limit + 1)
            : customs !== undefined
              ? byDecision(customs, after, limit + 1)
              : newestFirst(after, limit + 1);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return { rows: shown, next: rows.length > limit && last ? cursor(view, last) : null };
    },
  };
}

function cursor(view: View, filing: StoredFiling): string {
  if (view === 'acknowledged') return `${filing.receiptAt}|${filing.id}`;
  if (viewStates[view].transport !== undefined) return drainKey(filing).join('|');
  return String(filing.id);
}

function drainKey(filing: StoredFiling): Key {
  return [filing.deadline ?? noDeadline, filing.priority === 'urgent' ? 0 : 1, filing.id];
}

function compare(a: Key, b: Key): number {
  for (const [i, x] of a.entries()) {
    const y = b[i];
    if (y === undefined || x === y) continue;
    return x < y ? -1 : 1;
  }
  return 0;
}
