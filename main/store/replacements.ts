import { z } from 'zod';
import {
  directiveStepSchema,
  doubleKinds,
  type DirectiveStep,
} from '../../shared/sync/directives.ts';
import { filingIdSchema, type FilingId } from '../../shared/filing/numbers.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import { readFilingRow, selectFiling, type FilingRecord, type StoredFiling } from './filings.ts';

const standingSchema = z.object({
  directive_id: z.number().int(),
  step: directiveStepSchema,
});
/** What stays ordered for a filing in doubt. */
export interface StandingOrder {
  directiveId: number;
  step: DirectiveStep;
}

const doubleRowSchema = z.object({
  id: z.number().int(),
  kind: z.enum(doubleKinds),
  first_id: filingIdSchema,
  second_id: filingIdSchema,
  first_receipt: z.string().nullable(),
  second_receipt: z.string().nullable(),
  directive_id: z.number().int(),
  found_at: epochMsSchema,
  is_open: z.number(),
});
/** What customs has twice, as the database found it. */
export interface StoredDouble {
  id: number;
  kind: (typeof doubleKinds)[number];
  firstId: FilingId;
  secondId: FilingId;
  firstReceipt: string | null;
  secondReceipt: string | null;
  directiveId: number;
  foundAt: EpochMs;
  isOpen: boolean;
}

/** Which filing took the place of which, what stays ordered, and what came out twice. */
export interface Replacements {
  stand(filingId: FilingId, order: StandingOrder, until: EpochMs | null): void;
  /** The newest that holds now. */
  standing(filingId: FilingId, now: EpochMs): StandingOrder | null;
  fall(filingId: FilingId, directiveId: number): void;
  /** Notes that a filing took another's place; all that stem from one are a family. */
  replace(oldId: FilingId, newId: FilingId, directiveId: number, at: EpochMs): void;
  /** The filing that took its place. */
  newOf(oldId: FilingId): FilingId | null;
  oldOf(newId: FilingId): FilingId | null;
  /** Forgets it; only once the new filing is gone. */
  unreplace(oldId: FilingId): void;
  /** The others that stem from the same declaration. */
  twins(id: FilingId): StoredFiling[];
  /** Newest first. */
  doubles(before: number | null, limit: number): StoredDouble[];
  doublesOf(filingId: FilingId): StoredDouble[];
  openDoubles(): number;
}

/** Until customs has withdrawn or rejected one of them. */
const isOpen = `NOT EXISTS (SELECT 1 FROM filing WHERE id IN (first_id, second_id)
  AND customs IN ('withdrawn', 'rejected')) AS is_open`;

export function openReplacements(connection: Connection): Replacements {
  const stand = connection.prepare(
    `INSERT INTO standing_order (filing_id, directive_id, step, until) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET step = excluded.step, until = excluded.until`,
  );
  const standing = connection.prepare(
    `SELECT directive_id, step FROM standing_order
     WHERE filing_id = ? AND (until IS NULL OR until > ?) ORDER BY directive_id DESC LIMIT 1`,
  );
  const fall = connection.prepare(
    'DELETE FROM standing_order WHERE filing_id = ? AND directive_id = ?',
  );
  const rootOf = connection
    .prepare<[number], number>('SELECT root_id FROM replacement WHERE new_id = ?')
    .pluck();
  const replace = connection.prepare(
    'INSERT INTO replacement (old_id, new_id, root_id, directive_id, at) VALUES (?, ?, ?, ?, ?)',
  );
  const newOf = connection.prepare('SELECT new_id FROM replacement WHERE old_id = ?').pluck();
  const oldOf = connection.prepare('SELECT old_id FROM replacement WHERE new_id = ?').pluck();
  const unreplace = connection.prepare('DELETE FROM replacement WHERE old_id = ?');
  const twins = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE id <> :id AND id IN (
       SELECT old_id FROM replacement WHERE root_id = :root
       UNION ALL SELECT new_id FROM replacement WHERE root_id = :root)`,
  );
  const doubles = connection.prepare(
    `SELECT *, ${isOpen} FROM double WHERE id < ? ORDER BY id DESC LIMIT ?`,
  );
  const doublesOf = connection.prepare(
    `SELECT *, ${isOpen} FROM double WHERE first_id = :id OR second_id = :id ORDER BY id`,
  );
  const openDoubles = connection
    .prepare<[], number>(`SELECT count(*) FROM (SELECT ${isOpen} FROM double) WHERE is_open`)
    .pluck();

  return {
    stand: (filingId, { directiveId, step }, until) =>
      void stand.run(filingId, directiveId, step, until),
    standing(filingId, now) {
      const row = standing.get(filingId, now);
      if (row === undefined) return null;
      const { directive_id: directiveId, step } = standingSchema.parse(row);
      return { directiveId, step };
    },
    fall: (filingId, directiveId) => void fall.run(filingId, directiveId),
    replace(oldId, newId, directiveId, at) {
      replace.run(oldId, newId, rootOf.get(oldId) ?? oldId, directiveId, at);
    },
    newOf: (oldId) => idOrNull(newOf.get(oldId)),
    oldOf: (newId) => idOrNull(oldOf.get(newId)),
    unreplace: (oldId) => void unreplace.run(oldId),
    twins(id) {
      const root = rootOf.get(id) ?? (newOf.get(id) === undefined ? null : id);
      return root === null ? [] : twins.all({ id, root }).map(readFilingRow);
    },
    doubles: (before, limit) =>
      doubles.all(before ?? Number.MAX_SAFE_INTEGER, limit).map(readDouble),
    doublesOf: (id) => doublesOf.all({ id }).map(readDouble),
    openDoubles: () => openDoubles.get() ?? 0,
  };
}

const idOrNull = (value: unknown): FilingId | null =>
  value === undefined ? null : filingIdSchema.parse(value);

function readDouble(row: unknown): StoredDouble {
  const r = doubleRowSchema.parse(row);
  return {
    id: r.id,
    kind: r.kind,
    firstId: r.first_id,
    secondId: r.second_id,
    firstReceipt: r.first_receipt,
    secondReceipt: r.second_receipt,
    directiveId: r.directive_id,
    foundAt: r.found_at,
    isOpen: r.is_open === 1,
  };
}
