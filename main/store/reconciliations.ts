import { z } from 'zod';
import {
  differenceKindSchema,
  reconciliationSchema,
  type DifferenceKind,
  type Reconciliation,
} from '../../shared/sync/watch.ts';
import { filingIdSchema, type FilingId } from '../../shared/filing/numbers.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

const differenceSchema = z.object({
  filing_id: filingIdSchema,
  what: differenceKindSchema,
  ours: z.string(),
  theirs: z.string(),
  found_at: epochMsSchema,
});
/** What ours and theirs differ in, as the last comparison of that filing found it. */
export interface StoredDifference {
  filingId: FilingId;
  what: DifferenceKind;
  ours: string;
  theirs: string;
  foundAt: EpochMs;
}

export type Compared = 'same' | 'different' | 'unanswered' | 'moved';
const plannedSchema = z.object({ place: z.number().int(), filing_id: filingIdSchema });

/** A comparison that goes on. */
export interface Running {
  id: number;
  spacingMs: number;
}

/** Comparisons of ours with theirs (대조), filing by filing. */
export interface Reconciliations {
  begin(
    askedBy: Reconciliation['askedBy'],
    filings: readonly FilingId[],
    spacingMs: number,
    at: EpochMs,
  ): number;
  running(): Running | null;
  hurry(id: number, spacingMs: number): void;
  next(id: number): { place: number; filingId: FilingId } | null;
  mark(id: number, place: number, as: Compared): void;
  finish(id: number, at: EpochMs): void;
  last(): Reconciliation | null;
  differ(difference: StoredDifference, id: number): void;
  agree(filingId: FilingId): void;
  /** By filing. */
  differences(after: number, limit: number): StoredDifference[];
  countDifferences(): number;
}

export function openReconciliations(connection: Connection): Reconciliations {
  const begin = connection.prepare(
    'INSERT INTO reconciliation (asked_by, started_at, spacing_ms, planned) VALUES (?, ?, ?, ?)',
  );
  const plan = connection.prepare(
    "INSERT INTO compared (reconciliation_id, place, filing_id, state) VALUES (?, ?, ?, 'planned')",
  );
  const lastRow = connection.prepare('SELECT * FROM reconciliation ORDER BY id DESC LIMIT 1');
  const next = connection.prepare(
    `SELECT place, filing_id FROM compared WHERE reconciliation_id = ? AND state = 'planned'
     ORDER BY place LIMIT 1`,
  );
  const mark = connection.prepare(
    'UPDATE compared SET state = ? WHERE reconciliation_id = ? AND place = ?',
  );
  const hurry = connection.prepare('UPDATE reconciliation SET spacing_ms = ? WHERE id = ?');
  const finish = connection.prepare('UPDATE reconciliation SET finished_at = ? WHERE id = ?');
  const tally = connection.prepare<[number], { state: string; n: number }>(
    'SELECT state, count(*) AS n FROM compared WHERE reconciliation_id = ? GROUP BY state',
  );
  const differ = connection.prepare(
    `INSERT INTO difference (filing_id, what, ours, theirs, found_at, reconciliation_id)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET what = excluded.what,
       ours = excluded.ours, theirs = excluded.theirs, found_at = excluded.found_at,
       reconciliation_id = excluded.reconciliation_id`,
  );
  const agree = connection.prepare('DELETE FROM difference WHERE filing_id = ?');
  const differences = connection.prepare(
    'SELECT * FROM difference WHERE filing_id > ? ORDER BY filing_id LIMIT ?',
  );
  const count = connection.prepare<[], number>('SELECT count(*) FROM difference').pluck();

  return {
    begin(askedBy, filings, spacingMs, at) {
      const id = Number(begin.run(askedBy, at, spacingMs, filings.length).lastInsertRowid);
      for (const [place, filingId] of filings.entries()) plan.run(id, place, filingId);
      return id;
    },
    running() {
      const row = lastRow.get();
      if (row === undefined) return null;
      const { id, finished_at: finishedAt, spacing_ms: spacingMs } = runSchema.parse(row);
      return finishedAt === null ? { id, spacingMs } : null;
    },
    hurry: (id, spacingMs) => void hurry.run(spacingMs, id),
    next(id) {
      const row = next.get(id);
      if (row === undefined) return null;
      const { place, filing_id: filingId } = plannedSchema.parse(row);
      return { place, filingId };
    },
    mark: (id, place, as) => void mark.run(as, id, place),
    finish: (id, at) => void finish.run(at, id),
    last() {
      const row = lastRow.get();
      if (row === undefined) return null;
      const run = runSchema.parse(row);
      const counts = Object.fromEntries(tally.all(run.id).map(({ state, n }) => [state, n]));
      return reconciliationSchema.parse({
        id: run.id,
        askedBy: run.asked_by,
        startedAt: run.started_at,
        finishedAt: run.finished_at,
        planned: run.planned,
        same: counts['same'] ?? 0,
        different: counts['different'] ?? 0,
        unanswered: counts['unanswered'] ?? 0,
      });
    },
    differ({ filingId, what, ours, theirs, foundAt }, id) {
      differ.run(filingId, what, ours, theirs, foundAt, id);
    },
    agree: (filingId) => void agree.run(filingId),
    differences: (after, limit) => differences.all(after, limit).map(readDifference),
    countDifferences: () => count.get() ?? 0,
  };
}

const runSchema = z.object({
  id: z.number().int(),
  asked_by: z.string(),
  started_at: z.number(),
  finished_at: z.number().nullable(),
  spacing_ms: z.number(),
  planned: z.number(),
});

function readDifference(row: unknown): StoredDifference {
  const {
    filing_id: filingId,
    what,
    ours,
    theirs,
    found_at: foundAt,
  } = differenceSchema.parse(row);
  return { filingId, what, ours, theirs, foundAt };
}
