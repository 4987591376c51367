import { z } from 'zod';
import { causeSchema } from '../../shared/filing/attempts.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const failureSchema = z.object({
  filing: z.number().int(),
  cause: causeSchema,
  answer: z.string().nullable(),
  at: epochMsSchema,
});
/** An attempt that came to nothing; its answer is shortened. */
export type Failure = z.output<typeof failureSchema>;

export interface AffectedSpan {
  from: EpochMs;
  to: EpochMs;
  /** The journal entry that closed the incident; `null` while it lasts. */
  closedSeq: number | null;
}

/** What a span of trouble did to attempts and filings. */
export interface Affected {
  /** Attempts of the span that came to nothing, oldest first; the first 20,000. */
  failures(span: AffectedSpan): Failure[];
  /**
   * How many filings waited in the span or met the trouble with an attempt of theirs, each once.
   * @param failures as they were read of the same span
   */
  filings(span: AffectedSpan, failures: readonly Failure[]): number;
}

/** An attempt may be on its way for so long that its failure is told after the end, in ms. */
const lateMs = 300_000;
/** Taken within so long is no waiting, in milliseconds. */
const promptMs = 60_000;
/** Who was taken later than this after the end did not wait for it, in milliseconds. */
const backlogMs = 2 * 86_400_000;

const waiting = ['queued', 'sending', 'unconfirmed', 'processing'];
const takenLate = `receipt_at BETWEEN :from AND :backlog AND created_at <= :to
  AND receipt_at - max(created_at, :from) > :prompt`;

export function openAffected(connection: Connection): Affected {
  const failures = connection.prepare(
    `SELECT filing_id AS filing, cause, substr(answer, 1, 400) AS answer, settled_at AS at
     FROM attempt INDEXED BY attempt_by_trouble
     WHERE outcome IN ('busy', 'not-sent', 'unknown', 'not-allowed')
       AND settled_at BETWEEN ? AND ? AND started_at <= ?
     ORDER BY settled_at LIMIT 20000`,
  );
  // A filing's id is the journal entry that it came with: greater ones came after the end.
  const stillWaiting = connection
    .prepare<[string, number], number>(
      `SELECT count(*) FROM filing INDEXED BY filing_by_transport
       WHERE transport = ? AND transport <> 'acknowledged' AND id < ?`,
    )
    .pluck();
  const late = connection
    .prepare<[object], number>(
      `SELECT count(*) FROM filing INDEXED BY filing_by_receipt
       WHERE transport = 'acknowledged' AND ${takenLate}`,
    )
    .pluck();
  const isCounted = connection
    .prepare<[object], 1>(
      `SELECT 1 FROM filing WHERE id = :id AND CASE
         WHEN +transport = 'acknowledged' THEN ${takenLate}
         ELSE +transport IN ('queued', 'sending', 'unconfirmed', 'processing')
           AND id < :closedSeq END`,
    )
    .pluck();

  return {
    failures: ({ from, to }) =>
      failures.all(from, to + lateMs, to).map((row) => failureSchema.parse(row)),
    filings({ from, to, closedSeq: closed }, met) {
      const closedSeq = closed ?? Number.MAX_SAFE_INTEGER;
      const span = { from, to, backlog: to + backlogMs, prompt: promptMs };
      const waited = waiting.reduce(
        (sum, state) => sum + (stillWaiting.get(state, closedSeq) ?? 0),
        late.get(span) ?? 0,
      );
      const others = [...new Set(met.map(({ filing }) => filing))].filter(
        (id) => isCounted.get({ ...span, id, closedSeq }) === undefined,
      );
      return waited + others.length;
    },
  };
}
