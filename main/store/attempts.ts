import { z } from 'zod';
import {
  attemptKinds,
  causeSchema,
  outcomeKinds,
  type Attempt,
} from '../../shared/filing/attempts.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { receiptSchema, remoteErrorSchema } from '../../shared/filing/receipts.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const rowSchema = z.object({
  n: z.number().int(),
  kind: z.enum(attemptKinds),
  submission_id: z.number().int(),
  started_at: epochMsSchema,
  settled_at: epochMsSchema.nullable(),
  outcome: z.enum(outcomeKinds).nullable(),
  cause: causeSchema.nullable(),
  http_status: z.number().int().nullable(),
  took_ms: z.number().int().nullable(),
  retry_after_ms: z.number().int().nullable(),
  answer: z.string().nullable(),
  errors: z.string().nullable(),
  receipt: z.string().nullable(),
});

export interface NewAttempt {
  filingId: FilingId;
  n: number;
  kind: 'send' | 'inquiry';
  submissionId: number;
  startedAt: EpochMs;
}

export type Settlement = Omit<
  Attempt,
  'n' | 'kind' | 'submissionId' | 'startedAt' | 'settledAt'
> & {
  settledAt: EpochMs;
};

/** Attempts: on disk before the first byte leaves, settled once with their outcome. */
export interface Attempts {
  start(attempt: NewAttempt): void;
  settle(filingId: FilingId, n: number, settlement: Settlement): void;
  of(filingId: FilingId): Attempt[];
}

export function openAttempts(connection: Connection): Attempts {
  const insert = connection.prepare(
    'INSERT INTO attempt (filing_id, n, kind, submission_id, started_at) VALUES (?, ?, ?, ?, ?)',
  );
  const settle = connection.prepare(
    `UPDATE attempt SET settled_at = ?, outcome = ?, cause = ?, http_status = ?, took_ms = ?,
       retry_after_ms = ?, answer = ?, errors = ?, receipt = ? WHERE filing_id = ? AND n = ?`,
  );
  const select = connection.prepare('SELECT * FROM attempt WHERE filing_id = ? ORDER BY n');

  return {
    start(a) {
      insert.run(a.filingId, a.n, a.kind, a.submissionId, a.startedAt);
    },
    settle(filingId, n, s) {
      settle.run(
        s.settledAt,
        s.outcome,
        s.cause,
        s.httpStatus,
        s.tookMs,
        s.retryAfterMs,
        s.answer,
        s.errors.length === 0 ? null : JSON.stringify(s.errors),
        s.receipt === null ? null : JSON.stringify(s.receipt),
        filingId,
        n,
      );
    },
    of: (filingId) => select.all(filingId).map(readAttempt),
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
