import { z } from 'zod';
import { declarationNoSchema, filingIdSchema, type FilingId } from '../../shared/filing/numbers.ts';
import { civilDateSchema, type CivilDate, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const waitingSchema = z.object({
  id: filingIdSchema,
  declarationNo: declarationNoSchema,
  due: civilDateSchema,
  priority: z.union([z.literal(0), z.literal(1)]),
});
/** A filing that waits, as far as its place in the queue goes. */
export type Waiting = z.output<typeof waitingSchema>;

/** Reads of the queue for the drain plan: each by an index, none of the whole queue's rows. */
export interface Drain {
  /** The next legal date after one among all that wait; `null` where there is none. */
  nextDay(after: string): CivilDate | null;
  countOfDay(due: CivilDate): number;
  /** Those of a date in drain order, from an offset on. */
  ofDay(due: CivilDate, offset: number, limit: number): Waiting[];
  /** `null` where it does not wait. */
  waiting(id: FilingId): Waiting | null;
  /** How many wait before it: of earlier dates, … */
  ofEarlierDays(due: CivilDate): number;
  /** … and of its own with this priority those that are older, from one id on. */
  older(due: CivilDate, priority: 0 | 1, id: FilingId, from?: FilingId): number;
  countOfPriority(due: CivilDate, priority: 0 | 1): number;
  /**
   * When the sendings among the last `limit` attempts were settled that came to something, and how
   * many came to nothing; `isAll` where `since` was reached. One that was held back here asked nobody.
   */
  lately(since: EpochMs, limit: number): { settledAt: EpochMs[]; failed: number; isAll: boolean };
}

const waits = "transport = 'queued' AND transport <> 'acknowledged'";
const columns = 'id, declaration_no AS declarationNo, due, priority';
/** Attempts of which a byte may have left. */
const left = "cause IS NOT 'told-to-wait'";
/** Outcomes after which a filing no longer waits to be sent. */
const managed = "outcome IN ('taken', 'pending', 'handed-over', 'refused')";

export function openDrain(connection: Connection): Drain {
  const count = (where: string) =>
    connection
      .prepare<unknown[], number>(`SELECT count(*) FROM filing WHERE ${waits} AND ${where}`)
      .pluck();
  const nextDay = connection
    .prepare<[string], string>(
      `SELECT due FROM filing WHERE ${waits} AND due > ? ORDER BY due LIMIT 1`,
    )
    .pluck();
  const ofDay = connection.prepare(
    `SELECT ${columns} FROM filing WHERE ${waits} AND due = ? ORDER BY due, priority, id LIMIT ? OFFSET ?`,
  );
  const one = connection.prepare(`SELECT ${columns} FROM filing WHERE id = ? AND +${waits}`);
  const earlier = count('due < ?');
  const day = count('due = ?');
  const priorities = count('due = ? AND priority = ?');
  const older = count('due = ? AND priority = ? AND id >= ? AND id < ?');
  const newest = connection.prepare<[], number | null>('SELECT max(rowid) FROM attempt').pluck();
  const lately = connection
    .prepare<[number], [at: EpochMs, isSending: 0 | 1, isManaged: 0 | 1]>(
      `SELECT settled_at, kind = 'send' AND ${left}, ${managed} FROM attempt WHERE rowid > ? ORDER BY rowid DESC`,
    )
    .raw();

  return {
    nextDay: (after) => civilDateSchema.nullable().parse(nextDay.get(after) ?? null),
    countOfDay: (due) => day.get(due) ?? 0,
    ofDay: (due, offset, limit) =>
      ofDay.all(due, limit, offset).map((row) => waitingSchema.parse(row)),
    waiting: (id) => waitingSchema.nullable().parse(one.get(id) ?? null),
    ofEarlierDays: (due) => earlier.get(due) ?? 0,
    older: (due, priority, id, from) => older.get(due, priority, from ?? 0, id) ?? 0,
    countOfPriority: (due, priority) => priorities.get(due, priority) ?? 0,
    lately(since, limit) {
      const oldest = (newest.get() ?? 0) - limit;
      const settledAt: EpochMs[] = [];
      let failed = 0;
      for (const [at, isSending, isManaged] of lately.iterate(oldest)) {
        // In the order in which they were settled: those behind are older.
        if (at <= since) return { settledAt: settledAt.toReversed(), failed, isAll: true };
        if (isSending === 0) continue;
        if (isManaged === 1) settledAt.push(at);
        else failed += 1;
      }
      return { settledAt: settledAt.toReversed(), failed, isAll: oldest <= 0 };
    },
  };
}
