import { z } from 'zod';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const spanSchema = z.object({ from: epochMsSchema, to: epochMsSchema });
/** A time in which Naru was running. */
export type AtWork = z.output<typeof spanSchema>;

/** When Naru was running, as far as it was noted. */
export interface WorkTimes {
  /** Notes that it runs; `from` is when this run began. */
  note(from: EpochMs, now: EpochMs): void;
  /** Runs that touch a span, oldest first. */
  within(from: EpochMs, to: EpochMs): AtWork[];
  /** When the very first run began; nothing is known of the time before. */
  first(): EpochMs | null;
}

export function openWorkTimes(connection: Connection): WorkTimes {
  const upsert = connection.prepare(
    `INSERT INTO at_work (from_at, to_at) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET to_at = max(to_at, excluded.to_at)`,
  );
  // The one that was running when the span begins, and those that follow.
  const within = connection.prepare(
    `SELECT from_at AS "from", to_at AS "to" FROM at_work
     WHERE from_at >= coalesce((SELECT max(from_at) FROM at_work WHERE from_at <= :from), :from)
       AND from_at <= :to ORDER BY from_at`,
  );
  const first = connection
    .prepare<[], EpochMs>('SELECT from_at FROM at_work WHERE from_at > 0 ORDER BY from_at LIMIT 1')
    .pluck();
  return {
    note: (from, now) => void upsert.run(from, Math.max(from, now)),
    within: (from, to) => within.all({ from, to }).map((row) => spanSchema.parse(row)),
    first: () => first.get() ?? null,
  };
}
