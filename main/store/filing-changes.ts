import type { Statement } from 'better-sqlite3';
import type { Connection } from './connection.ts';
import type { StoredFiling } from './filings.ts';

/** Columns that change as a filing goes its way, each with the field that has it. */
const columns = [
  ['transport', 'transport'],
  ['customs', 'customs'],
  ['priority', 'priority'],
  ['inquire_at', 'inquireAt'],
  ['inquire_set_at', 'inquireSetAt'],
  ['inquiries', 'inquiries'],
  ['attempts', 'attempts'],
  ['submission_id', 'submissionId'],
  ['receipt_no', 'receiptNo'],
  ['receipt_at', 'receiptAt'],
  ['last_error', 'lastError'],
] as const satisfies readonly (readonly [string, keyof StoredFiling])[];

/**
 * Writes what has changed of a filing, and that alone: a column that is set costs its index, its
 * checks and its triggers even where its value stays.
 */
export type WriteChanges = (before: StoredFiling, after: StoredFiling) => void;

export function openFilingChanges(connection: Connection): WriteChanges {
  // Few ways are gone, so few statements are made.
  const statements = new Map<string, Statement>();

  return (before, after) => {
    const changed = columns.filter(([, field]) => after[field] !== before[field]);
    const set = changed.map(([column]) => `${column} = ?, `).join('');
    let statement = statements.get(set);
    if (statement === undefined) {
      const sql = `UPDATE filing SET ${set}journal_seq = ?, updated_at = ? WHERE id = ?`;
      statement = connection.prepare(sql);
      statements.set(set, statement);
    }
    const values = changed.map(([, field]) =>
      field === 'priority' ? (after.priority === 'urgent' ? 0 : 1) : after[field],
    );
    statement.run(...values, after.journalSeq, after.updatedAt, before.id);
  };
}
