import {
  declarationNoSchema,
  filingIdSchema,
  type DeclarationNo,
  type FilingId,
} from '../../shared/filing/numbers.ts';
import { z } from 'zod';
import { civilDateSchema, epochMsSchema, type CivilDate, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import { toFileStates } from './deadline-pages.ts';
import type { Oldest, WaitingState } from './oldest.ts';
import {
  noDeadline,
  readFilingRow,
  selectFiling,
  type FilingRecord,
  type StoredFiling,
} from './filings.ts';

export interface NearestDeadline {
  id: FilingId;
  declarationNo: DeclarationNo;
  date: CivilDate;
}

/** What the drain plan needs to know, each by an index. */
export interface Queue {
  /** First of the waiting in drain order: legal deadline, priority, age. */
  nextToSend(): StoredFiling | null;
  /** The first of the waiting, in drain order. */
  waiting(limit: number): StoredFiling[];
  /** The filing whose inquiry is due first, whether its time has come or not. */
  nextToInquire(): StoredFiling | null;
  /** The first to be inquired about, by the time of their inquiry. */
  toInquire(limit: number): StoredFiling[];
  /** Those whose attempt was on its way when the process ended. */
  sending(): StoredFiling[];
  /** Those whose inquiry was on its way when the process ended: its outcome was never put down. */
  asked(): StoredFiling[];
  /** The first beyond an id whose fate is not settled for good, or was ended by hand since a time. */
  unsettledAfter(id: number, lastId: number, since: EpochMs): StoredFiling | null;
  oldest(state: WaitingState): EpochMs | null;
  /** Of declarations; what was taken has none, and so have its parts. */
  nearestDeadline(): NearestDeadline | null;
  lastReceiptAt(): EpochMs | null;
  /**
   * Keeps what is left of every inquiry's wait after the clock was set back: what was to wait a
   * minute must not wait a day. Returns how many were brought nearer.
   */
  keepWaits(now: EpochMs): number;
}

const deadlineSchema = z.object({
  id: filingIdSchema,
  declarationNo: declarationNoSchema,
  date: civilDateSchema,
});

export function openQueue(connection: Connection, oldest: Oldest): Queue {
  const toSend = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE transport = 'queued' AND transport <> 'acknowledged' ORDER BY due, priority, id LIMIT 1`,
  );
  const waiting = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE transport = 'queued' AND transport <> 'acknowledged' ORDER BY due, priority, id LIMIT ?`,
  );
  const toInquire = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE inquire_at IS NOT NULL ORDER BY inquire_at LIMIT ?`,
  );
  const sending = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE transport = 'sending' AND transport <> 'acknowledged'`,
  );
  // By the index: the planner would rather read every filing that ever was.
  const asked = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} INDEXED BY filing_by_inquiry WHERE inquire_at IS NOT NULL AND NOT EXISTS
       (SELECT 1 FROM attempt WHERE filing_id = filing.id AND n = filing.attempts)`,
  );
  // By id: the cursor moves through the table once, whatever became of its filings.
  const unsettled = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE id > ? AND id <= ? AND (transport IN ('queued', 'recheck', 'held',
       'invalid', 'refused', 'unconfirmed', 'processing')
       OR (transport IN ('cancelled', 'filed-elsewhere') AND receipt_no IS NULL
         AND updated_at >= ?)) ORDER BY id LIMIT 1`,
  );
  const nearest = connection.prepare(
    `SELECT id, declaration_no AS declarationNo, due AS date FROM filing
     WHERE transport = ? AND transport <> 'acknowledged' AND due < '${noDeadline}'
       AND part = 'declaration' ORDER BY due, priority, id LIMIT 1`,
  );
  const lastReceipt = connection
    .prepare<[], number | null>(
      "SELECT max(receipt_at) FROM filing WHERE transport = 'acknowledged'",
    )
    .pluck();

  const nearer = connection.prepare(
    `UPDATE filing SET inquire_at = inquire_at - (inquire_set_at - :now), inquire_set_at = :now
     WHERE inquire_at IS NOT NULL AND inquire_set_at > :now`,
  );

  return {
    nextToSend: () => one(toSend.get()),
    waiting: (limit) => waiting.all(limit).map(readFilingRow),
    keepWaits: (now) => nearer.run({ now }).changes,
    nextToInquire: () => one(toInquire.get(1)),
    toInquire: (limit) => toInquire.all(limit).map(readFilingRow),
    sending: () => sending.all().map(readFilingRow),
    asked: () => asked.all().map(readFilingRow),
    unsettledAfter: (id, lastId, since) => one(unsettled.get(id, lastId, since)),
    oldest: (state) => oldest.of(state),
    nearestDeadline() {
      const found = toFileStates
        .map((state) => nearest.get(state))
        .filter((row) => row !== undefined)
        .map((row) => deadlineSchema.parse(row));
      return found.toSorted((a, b) => a.date.localeCompare(b.date))[0] ?? null;
    },
    lastReceiptAt: () => epochMsSchema.nullable().parse(lastReceipt.get() ?? null),
  };
}

function one(row: FilingRecord | undefined): StoredFiling | null {
  return row === undefined ? null : readFilingRow(row);
}
