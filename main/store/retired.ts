import { z } from 'zod';
import { declarationNoSchema, type DeclarationNo } from '../../shared/filing/numbers.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';

/** Why a number that was given is not used; its word stands under `numbers.gap`. */
export const retirements = ['undone', 'renumbered', 'cancelled'] as const;

const gapSchema = z.object({
  declarationNo: declarationNoSchema,
  at: epochMsSchema,
  why: z.enum(retirements),
  reference: z.string(),
});
/** A number that customs will never see, and why. */
export type Gap = z.output<typeof gapSchema>;

export interface GapPage {
  rows: Gap[];
  /** Where the next page begins; `null` at the end. */
  next: string | null;
}

/** Numbers that no filing has any more: what explains a gap in an office's numbers. */
export interface RetiredNumbers {
  /** Notes why a number is not used, within the caller's transaction. */
  retire(no: DeclarationNo, why: 'undone' | 'renumbered', reference: string, at: EpochMs): void;
  /** With those of filings that were cancelled before anything was sent; they keep their number. */
  gaps(after: string | null, limit: number): GapPage;
}

export function openRetiredNumbers(connection: Connection): RetiredNumbers {
  const insert = connection.prepare(
    'INSERT INTO retired_number (declaration_no, at, why, reference) VALUES (?, ?, ?, ?)',
  );
  const gaps = connection.prepare(
    `SELECT declaration_no AS declarationNo, at, why, reference FROM retired_number
       WHERE declaration_no > :after
     UNION ALL
     SELECT declaration_no, updated_at, 'cancelled', reference FROM filing
       WHERE transport = 'cancelled' AND transport <> 'acknowledged' AND part = 'declaration'
         AND submission_id IS NULL AND declaration_no > :after
     ORDER BY declarationNo LIMIT :limit`,
  );
  return {
    retire: (no, why, reference, at) => void insert.run(no, at, why, reference),
    gaps(after, limit) {
      const found = gaps.all({ after: after ?? '', limit: limit + 1 });
      const rows = found.map((row) => gapSchema.parse(row));
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return { rows: shown, next: rows.length > limit && last ? last.declarationNo : null };
    },
  };
}
