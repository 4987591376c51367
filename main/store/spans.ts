import type { FilingId } from '../../shared/filing/numbers.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import { columns, journalRowSchema, type Journal, type JournalRow } from './journal.ts';

/** What happened in a span of time, in slices: nobody waits while a long one is read. */
export interface Spans {
  /**
   * The first entry that is not older than an instant; the one after the last where all are older.
   * A clock that was set back makes times of entries overlap, never their order.
   */
  firstSince(at: EpochMs): number;
  /** Entries after one, in order, at most `limit` of them. */
  entriesAfter(seq: number, limit: number): JournalRow[];
  /** The next entries after one that are about a filing, at most `limit` of them. */
  filingsAfter(seq: number, limit: number): { seq: number; filingId: FilingId }[];
  /** All filings that are on no end state of our side. */
  waitingFilings(): FilingId[];
}

export function openSpans(connection: Connection, journal: Journal): Spans {
  const entriesAfter = connection.prepare(
    `SELECT ${columns} FROM journal WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  const filingsAfter = connection.prepare<[number, number], { seq: number; filingId: FilingId }>(
    'SELECT seq, filing_id AS filingId FROM journal WHERE seq > ? AND filing_id IS NOT NULL ORDER BY seq LIMIT ?',
  );
  // The second condition lets the partial index serve.
  const waitingFilings = connection
    .prepare<[], FilingId>(
      `SELECT id FROM filing WHERE transport IN
         ('queued', 'recheck', 'held', 'sending', 'unconfirmed', 'processing', 'refused')
         AND transport <> 'acknowledged'`,
    )
    .pluck();
  const timeOf = connection
    .prepare<[number], EpochMs>('SELECT at FROM journal WHERE seq = ?')
    .pluck();

  return {
    firstSince(at) {
      let from = 1;
      let to = journal.head().seq + 1;
      while (from < to) {
        const middle = Math.floor((from + to) / 2);
        if ((timeOf.get(middle) ?? 0) < at) from = middle + 1;
        else to = middle;
      }
      return from;
    },
    entriesAfter: (seq, limit) =>
      entriesAfter.all(seq, limit).map((row) => journalRowSchema.parse(row)),
    filingsAfter: (seq, limit) => filingsAfter.all(seq, limit),
    waitingFilings: () => waitingFilings.all(),
  };
}
