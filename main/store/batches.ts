import { z } from 'zod';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import { readFilingRow, selectFiling, type StoredFiling, type FilingRecord } from './filings.ts';

const rangeSchema = z.object({
  first_filing: z.number().nullable(),
  last_filing: z.number().nullable(),
});

/** What one file put in, so that it can be taken back together. */
export interface Batches {
  open(name: string, at: EpochMs): number;
  /** Widens the batch by a filing; ids only grow, and one batch is written at a time. */
  include(batchId: number, id: FilingId): void;
  filings(batchId: number): StoredFiling[] | null;
}

export function openBatches(connection: Connection): Batches {
  const insert = connection.prepare('INSERT INTO batch (at, name) VALUES (?, ?)');
  const widen = connection.prepare(
    'UPDATE batch SET first_filing = coalesce(first_filing, ?), last_filing = ? WHERE id = ?',
  );
  const range = connection.prepare('SELECT first_filing, last_filing FROM batch WHERE id = ?');
  const between = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE id BETWEEN ? AND ?`,
  );
  return {
    open: (name, at) => Number(insert.run(at, name).lastInsertRowid),
    include: (batchId, id) => void widen.run(id, id, batchId),
    filings(batchId) {
      const row = range.get(batchId);
      if (row === undefined) return null;
      const { first_filing: first, last_filing: last } = rangeSchema.parse(row);
      return first === null || last === null ? [] : between.all(first, last).map(readFilingRow);
    },
  };
}
