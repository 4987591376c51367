import { z } from 'zod';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const rowSchema = z.object({
  id: z.number().int().positive(),
  started_at: epochMsSchema,
  ended_at: epochMsSchema.nullable(),
  closed_seq: z.number().int().nullable(),
  spells: z.string(),
  pace_ms: z.number().int().nonnegative(),
});

/** An incident as it is kept; its spells are JSON of their owner's shape. */
export interface StoredIncident {
  id: number;
  startedAt: EpochMs;
  /** `null` while it lasts. */
  endedAt: EpochMs | null;
  /** The journal entry that closed it; `null` while it lasts. */
  closedSeq: number | null;
  spells: unknown;
  /** Our mean time between two tries when it was last seen to last, in milliseconds. */
  paceMs: number;
}

/** Incidents and which remarks are theirs. */
export interface Incidents {
  byId(id: number): StoredIncident | null;
  /** Those that last, and those that ended at `since` or later; oldest first. */
  since(since: EpochMs): StoredIncident[];
  /** Those that last, oldest first. */
  lasting(): StoredIncident[];
  /** Those that began and did not end before this span; oldest first. */
  within(from: EpochMs, to: EpochMs): StoredIncident[];
  /** The latest first; `after` is the last of the page before. */
  page(after: { startedAt: number; id: number } | null, limit: number): StoredIncident[];
  save(incident: StoredIncident): void;
  /** Removes one that is part of another, and gives its remarks to that one. */
  mergeInto(id: number, into: number): void;
  addRemark(id: number, seq: number): void;
  /** Journal entries of its remarks, oldest first. */
  remarks(id: number): number[];
}

/** In the index over ends what lasts stands behind every end. */
const never = Number.MAX_SAFE_INTEGER;
const end = `coalesce(ended_at, ${never})`;

export function openIncidents(connection: Connection): Incidents {
  const byId = connection.prepare('SELECT * FROM incident WHERE id = ?');
  const byEnd = 'SELECT * FROM incident INDEXED BY incident_by_end WHERE';
  const since = connection.prepare(`${byEnd} ${end} >= ?`);
  const lasting = connection.prepare(`${byEnd} ${end} = ${never}`);
  const within = connection.prepare(`${byEnd} ${end} >= ? AND started_at <= ?`);
  const page = connection.prepare(
    `SELECT * FROM incident WHERE (started_at, id) < (?, ?)
     ORDER BY started_at DESC, id DESC LIMIT ?`,
  );
  const upsert = connection.prepare(
    `INSERT OR REPLACE INTO incident (id, started_at, ended_at, closed_seq, spells, pace_ms)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const remove = connection.prepare('DELETE FROM incident WHERE id = ?');
  const move = connection.prepare(
    'UPDATE incident_remark SET incident_id = ? WHERE incident_id = ?',
  );
  const addRemark = connection.prepare(
    'INSERT INTO incident_remark (seq, incident_id) VALUES (?, ?)',
  );
  const remarks = connection
    .prepare<[number], number>('SELECT seq FROM incident_remark WHERE incident_id = ? ORDER BY seq')
    .pluck();
  return {
    byId(id) {
      const row = byId.get(id);
      return row === undefined ? null : readIncident(row);
    },
    since: (at) => inOrder(since.all(at)),
    lasting: () => inOrder(lasting.all()),
    within: (from, to) => inOrder(within.all(from, to)),
    page: (after, limit) =>
      page.all(after?.startedAt ?? never, after?.id ?? never, limit).map(readIncident),
    save: ({ id, startedAt, endedAt, closedSeq, spells, paceMs }) =>
      void upsert.run(id, startedAt, endedAt, closedSeq, JSON.stringify(spells), paceMs),
    mergeInto(id, into) {
      move.run(into, id);
      remove.run(id);
    },
    addRemark: (id, seq) => void addRemark.run(seq, id),
    remarks: (id) => remarks.all(id),
  };
}

/** A few: they are put in order here. */
function inOrder(rows: readonly unknown[]): StoredIncident[] {
  return rows.map(readIncident).toSorted((a, b) => a.id - b.id);
}

function readIncident(row: unknown): StoredIncident {
  const read = rowSchema.parse(row);
  const spells: unknown = JSON.parse(read.spells);
  return {
    id: read.id,
    startedAt: read.started_at,
    endedAt: read.ended_at,
    closedSeq: read.closed_seq,
    spells,
    paceMs: read.pace_ms,
  };
}
