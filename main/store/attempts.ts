import { z } from 'zod';
import {
  attemptKinds,
  causeSchema,
  outcomeKinds,
  type Attempt,
  type Cause,
  type OutcomeKind,
} from '../../shared/filing/attempts.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { receiptSchema, remoteErrorSchema } from '../../shared/filing/receipts.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import type { StoredFiling } from './filings.ts';
import type { Journal, JournalRow } from './journal.ts';

const rowSchema = z.object({
  n: z.number().int(),
  kind: z.enum(attemptKinds),
  submission_id: z.number().int(),
  started_at: epochMsSchema,
  settled_at: epochMsSchema,
  outcome: z.enum(outcomeKinds),
  cause: causeSchema,
  http_status: z.number().int().nullable(),
  took_ms: z.number().int().nullable(),
  retry_after_ms: z.number().int().nullable(),
  answer: z.string().nullable(),
  errors: z.string().nullable(),
  receipt: z.string().nullable(),
});

/** An attempt that is on its way. */
export interface OpenAttempt {
  filingId: FilingId;
  n: number;
  kind: Attempt['kind'];
  submissionId: number;
  startedAt: EpochMs;
}

export type Settlement = Pick<
  Attempt,
  'httpStatus' | 'tookMs' | 'retryAfterMs' | 'answer' | 'errors' | 'receipt'
> & {
  settledAt: EpochMs;
  outcome: OutcomeKind;
  cause: Cause;
};

/** Attempts of filings, each kept once it is settled. */
export interface Attempts {
  settle(attempt: OpenAttempt, settlement: Settlement): void;
  /** The settled ones of a filing, oldest first. */
  of(filingId: FilingId): Attempt[];
  /** The one on its way; `null` where none is. */
  open(filing: StoredFiling): OpenAttempt | null;
}

const startedSchema = z.object({
  n: z.number().int(),
  attempt: z.enum(attemptKinds),
  submission: z.number().int(),
});

export function openAttempts(connection: Connection, journal: Journal): Attempts {
  const insert = connection.prepare(
    `INSERT INTO attempt (filing_id, n, kind, submission_id, started_at, settled_at, outcome, cause,
       http_status, took_ms, retry_after_ms, answer, errors, receipt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = connection.prepare('SELECT * FROM attempt WHERE filing_id = ? ORDER BY n');
  const isSettled = connection
    .prepare<[number, number], 1>('SELECT 1 FROM attempt WHERE filing_id = ? AND n = ?')
    .pluck();

  return {
    settle(a, s) {
      insert.run(
        a.filingId,
        a.n,
        a.kind,
        a.submissionId,
        a.startedAt,
        s.settledAt,
        s.outcome,
        s.cause,
        s.httpStatus,
        s.tookMs,
        s.retryAfterMs,
        s.answer,
        s.errors.length === 0 ? null : JSON.stringify(s.errors),
        s.receipt === null ? null : JSON.stringify(s.receipt),
      );
    },
    of: (filingId) => select.all(filingId).map(readAttempt),
    open(filing) {
      if (filing.attempts === 0 || isSettled.get(filing.id, filing.attempts) === 1) return null;
      for (let seq: number | null = filing.journalSeq; seq !== null;) {
        const entry: JournalRow | null = journal.entry(seq);
        if (entry?.kind === 'attempt-started') {
          const { n, attempt, submission } = startedSchema.parse(JSON.parse(entry.data));
          return {
            filingId: filing.id,
            n,
            kind: attempt,
            submissionId: submission,
            startedAt: entry.at,
          };
        }
        seq = entry?.before ?? null;
      }
      return null;
    },
  };
}

function readAttempt(row: unknown): Attempt {
  const r = rowSchema.parse(row);
  return {
    n: r.n,
    kind: r.kind,
    submissionId: r.submission_id,
    startedAt: r.started_at,
    settledAt: r.settled_at,
    outcome: r.outcome,
    cause: r.cause,
    httpStatus: r.http_status,
    tookMs: r.took_ms,
    retryAfterMs: r.retry_after_ms,
    answer: r.answer,
    errors: r.errors === null ? [] : z.array(remoteErrorSchema).parse(JSON.parse(r.errors)),
    receipt: r.receipt === null ? null : receiptSchema.parse(JSON.parse(r.receipt)),
  };
}
