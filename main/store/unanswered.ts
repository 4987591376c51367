import { waitAgeSchema, type WaitAge } from '../../shared/sync/watch.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import { readFilingRow, selectFiling, type FilingRecord, type StoredFiling } from './filings.ts';

/** What was handed in and waits for an answer; each list by its index, by id. */
export interface Unanswered {
  /** Of those in doubt, from an id on. */
  inDoubt(after: number, limit: number): StoredFiling[];
  /** Taken, and nothing decided yet. */
  undecided(after: number, limit: number): StoredFiling[];
  /** Taken last: what usual times are learned from. */
  lastTaken(limit: number): StoredFiling[];
  /** For which age it was last asked about anew. */
  stage(filingId: FilingId): WaitAge | null;
  asked(filingId: FilingId, stage: WaitAge, at: EpochMs): void;
  /** Forgets those that are in doubt no more. */
  prune(): void;
}

export function openUnanswered(connection: Connection): Unanswered {
  // Few are in doubt, and the inquiry index has just those.
  const inDoubt = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} INDEXED BY filing_by_inquiry
     WHERE inquire_at IS NOT NULL AND id > ? ORDER BY id LIMIT ?`,
  );
  const undecided = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} INDEXED BY filing_by_customs
     WHERE customs = 'received' AND customs <> 'none' AND id > ? ORDER BY id LIMIT ?`,
  );
  const lastTaken = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} INDEXED BY filing_by_receipt WHERE transport = 'acknowledged'
     ORDER BY receipt_at DESC, id DESC LIMIT ?`,
  );
  const stage = connection.prepare('SELECT stage FROM unanswered WHERE filing_id = ?').pluck();
  const asked = connection.prepare(
    `INSERT INTO unanswered (filing_id, stage, at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET stage = excluded.stage, at = excluded.at`,
  );
  const prune = connection.prepare(
    `DELETE FROM unanswered WHERE NOT EXISTS
       (SELECT 1 FROM filing WHERE id = filing_id AND inquire_at IS NOT NULL)`,
  );
  return {
    inDoubt: (after, limit) => inDoubt.all(after, limit).map(readFilingRow),
    undecided: (after, limit) => undecided.all(after, limit).map(readFilingRow),
    lastTaken: (limit) => lastTaken.all(limit).map(readFilingRow),
    stage: (filingId) => waitAgeSchema.nullable().parse(stage.get(filingId) ?? null),
    asked: (filingId, at, when) => void asked.run(filingId, at, when),
    prune: () => void prune.run(),
  };
}
