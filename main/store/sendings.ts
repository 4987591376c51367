import { z } from 'zod';
import { causeSchema, outcomeKinds } from '../../shared/filing/attempts.ts';
import { filingIdSchema, type FilingId } from '../../shared/filing/numbers.ts';
import type { TransportState } from '../../shared/filing/states.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const sendingSchema = z.object({
  n: z.number().int(),
  started_at: epochMsSchema,
  outcome: z.enum(outcomeKinds),
  cause: causeSchema,
});

/** A sending of which bytes may have left. */
export interface Sending {
  n: number;
  at: EpochMs;
  outcome: z.output<typeof sendingSchema>['outcome'];
  cause: z.output<typeof sendingSchema>['cause'];
}

const foundSchema = z.object({ at: epochMsSchema, id: filingIdSchema });
type Found = z.output<typeof foundSchema>;
const waitingSchema = z.object({ due: z.string(), priority: z.number(), id: filingIdSchema });
export type WaitingKey = z.output<typeof waitingSchema>;

/** What was sent when, by an index. Sendings of which no byte left count for nothing. */
export interface Sendings {
  /** The last settled one of a filing. */
  last(filingId: FilingId): Sending | null;
  /** Sendings that began in a span, from a place on; a filing may come several times. */
  between(to: EpochMs, after: { at: number; id: number }, limit: number): Found[];
  /** The latest sendings of a span, newest first. */
  newest(from: EpochMs, limit: number): Found[];
  /** Filings in a state that were never sent, from a place on, in drain order. */
  neverSent(state: TransportState, after: WaitingKey | null, limit: number): WaitingKey[];
}

export function openSendings(connection: Connection): Sendings {
  const counted = "kind = 'send' AND outcome <> 'not-sent'";
  const last = connection.prepare(
    `SELECT n, started_at, outcome, cause FROM attempt WHERE filing_id = ? AND ${counted}
     ORDER BY n DESC LIMIT 1`,
  );
  const between = connection.prepare(
    `SELECT started_at AS at, filing_id AS id FROM attempt INDEXED BY attempt_by_sending
     WHERE ${counted} AND started_at < ? AND (started_at, filing_id) > (?, ?)
     ORDER BY started_at, filing_id LIMIT ?`,
  );
  const newest = connection.prepare(
    `SELECT started_at AS at, filing_id AS id FROM attempt INDEXED BY attempt_by_sending
     WHERE ${counted} AND started_at >= ? ORDER BY started_at DESC LIMIT ?`,
  );
  const neverSent = connection.prepare(
    `SELECT due, priority, id FROM filing WHERE transport = ? AND transport <> 'acknowledged'
       AND submission_id IS NULL AND (due, priority, id) > (?, ?, ?)
     ORDER BY due, priority, id LIMIT ?`,
  );
  return {
    last(filingId) {
      const row = last.get(filingId);
      if (row === undefined) return null;
      const { n, started_at: at, outcome, cause } = sendingSchema.parse(row);
      return { n, at, outcome, cause };
    },
    between: (to, after, limit) =>
      between.all(to, after.at, after.id, limit).map((row) => foundSchema.parse(row)),
    newest: (from, limit) => newest.all(from, limit).map((row) => foundSchema.parse(row)),
    neverSent: (state, after, limit) =>
      neverSent
        .all(state, after?.due ?? '', after?.priority ?? -1, after?.id ?? -1, limit)
        .map((row) => waitingSchema.parse(row)),
  };
}
