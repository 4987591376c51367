import { z } from 'zod';
import {
  deadlineFrom,
  endedBy,
  type CustomsDeadline,
} from '../../shared/deadlines/from-customs.ts';
import { filingIdSchema, type FilingId } from '../../shared/filing/numbers.ts';
import type { CustomsState } from '../../shared/filing/states.ts';
import {
  civilDateSchema,
  epochMsSchema,
  koreanDate,
  type CivilDate,
  type EpochMs,
} from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import type { StoredFiling } from './filings.ts';
import { readHolidays } from './holidays.ts';
import type { Tables } from './tables.ts';

const rowSchema = z.object({
  filing_id: filingIdSchema,
  rule: z.enum(['supplement', 'export-loading']),
  begins: civilDateSchema,
  due: civilDateSchema,
  named: z.union([z.literal(0), z.literal(1)]),
  ended_at: epochMsSchema.nullable(),
});

/** A deadline that a word of customs began. */
export interface StoredCustomsDeadline extends CustomsDeadline {
  filingId: FilingId;
  /** `null` while it is to be met. */
  endedAt: EpochMs | null;
}

/** Deadlines that begin when customs has a declaration: to supplement, to load. */
export interface CustomsDeadlines {
  /** A later word of the same rule takes the place of the one before, and is open again. */
  put(filingId: FilingId, deadline: CustomsDeadline): void;
  end(filingId: FilingId, rule: CustomsDeadline['rule'], at: EpochMs): boolean;
  of(filingId: FilingId): StoredCustomsDeadline[];
  /** Open ones of a rule in the order of their days, after one. */
  open(
    rule: CustomsDeadline['rule'],
    after: { due: string; id: number },
    limit: number,
    until?: CivilDate,
  ): StoredCustomsDeadline[];
}

export function openCustomsDeadlines(connection: Connection): CustomsDeadlines {
  const put = connection.prepare(
    `INSERT INTO customs_deadline (filing_id, rule, begins, due, named) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET begins = excluded.begins, due = excluded.due,
       named = excluded.named, ended_at = NULL`,
  );
  const end = connection.prepare(
    `UPDATE customs_deadline SET ended_at = ? WHERE filing_id = ? AND rule = ? AND ended_at IS NULL`,
  );
  const of = connection.prepare('SELECT * FROM customs_deadline WHERE filing_id = ? ORDER BY rule');
  const open = connection.prepare(
    `SELECT * FROM customs_deadline WHERE ended_at IS NULL AND rule = ?
       AND (due, filing_id) > (?, ?) AND due <= ? ORDER BY due, filing_id LIMIT ?`,
  );
  return {
    put: (id, { rule, from, due, isNamed }) => void put.run(id, rule, from, due, isNamed ? 1 : 0),
    end: (id, rule, at) => end.run(at, id, rule).changes === 1,
    of: (id) => of.all(id).map(read),
    open: (rule, { due, id }, limit, until) =>
      open.all(rule, due, id, until ?? '9999-12-31', limit).map(read),
  };
}

function read(row: unknown): StoredCustomsDeadline {
  const r = rowSchema.parse(row);
  return {
    filingId: r.filing_id,
    rule: r.rule,
    from: r.begins,
    due: r.due,
    isNamed: r.named === 1,
    endedAt: r.ended_at,
  };
}

/** Words of customs that a deadline may begin with. */
const mayBegin: ReadonlySet<CustomsState> = new Set(['documents-required', 'released']);

/**
 * Begins and ends deadlines by a word of customs that a filing has just been moved by, within the
 * caller's transaction.
 * @param said when customs said it, and the day that it named
 */
export function followCustoms(
  tables: Tables,
  filing: StoredFiling,
  before: CustomsState,
  said: { at: EpochMs; named: CivilDate | null },
  now: EpochMs,
): void {
  const { id, kind, customs, part } = filing;
  // The first word of all ends nothing, and most begin nothing: no calendar is read for them.
  const moved = customs !== before;
  // A second request with another day moves no state, and still counts.
  const begins = moved || (customs === 'documents-required' && said.named !== null);
  if (moved && before !== 'none')
    for (const rule of endedBy(customs)) tables.customsDeadlines.end(id, rule, now);
  if (!begins || !mayBegin.has(customs) || part.is === 'synchronisation') return;
  const word = { kind, customs, on: koreanDate(said.at), named: said.named };
  const isLoading = customs === 'released' && part.is !== 'declaration';
  const begun = isLoading ? null : deadlineFrom(word, readHolidays(tables));
  if (begun !== null) tables.customsDeadlines.put(id, begun);
}
