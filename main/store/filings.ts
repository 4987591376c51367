import { z } from 'zod';
import {
  summarySchema,
  type FilingRow,
  type Priority,
  type Summary,
} from '../../shared/filing/filing.ts';
import {
  declarationKindSchema,
  declarationNoSchema,
  filingIdSchema,
  type DeclarationKind,
  type DeclarationNo,
  type FilingId,
} from '../../shared/filing/numbers.ts';
import {
  customsStateSchema,
  transportStateSchema,
  type CustomsState,
  type TransportState,
} from '../../shared/filing/states.ts';
import { civilDateSchema, epochMsSchema, type CivilDate, type EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import type { Counts } from './counts.ts';

/** Stands for "no legal deadline" so that such filings sort last. */
export const noDeadline = '9999-12-31';

const rowSchema = z.object({
  id: filingIdSchema,
  reference: z.string(),
  declaration_no: declarationNoSchema,
  kind: declarationKindSchema,
  priority: z.union([z.literal(0), z.literal(1)]),
  due: civilDateSchema,
  transport: transportStateSchema,
  customs: customsStateSchema,
  inquire_at: epochMsSchema.nullable(),
  inquiries: z.number().int(),
  attempts: z.number().int(),
  submission_id: z.number().int().nullable(),
  receipt_no: z.string().nullable(),
  receipt_at: epochMsSchema.nullable(),
  last_error: z.string().nullable(),
  journal_seq: z.number().int(),
  created_at: epochMsSchema,
  updated_at: epochMsSchema,
  summary: z.string(),
});

/** A filing as it is on disk. */
export interface StoredFiling extends Omit<FilingRow, 'nextAttemptAt'> {
  inquireAt: EpochMs | null;
  /** Inquiries in a row since the outcome became unknown. */
  inquiries: number;
  submissionId: number | null;
  receiptAt: EpochMs | null;
  journalSeq: number;
}

export interface NewFiling {
  id: FilingId;
  reference: string;
  declarationNo: DeclarationNo;
  kind: DeclarationKind;
  priority: Priority;
  deadline: CivilDate | null;
  transport: TransportState;
  summary: Summary;
  /** The declaration as JSON text. */
  declaration: string;
  at: EpochMs;
}

/** What may change of a filing; what is absent stays. */
export interface FilingChange {
  transport?: TransportState;
  customs?: CustomsState;
  priority?: Priority;
  inquireAt?: EpochMs | null;
  inquiries?: number;
  attempts?: number;
  submissionId?: number;
  receiptNo?: string;
  receiptAt?: EpochMs;
  lastError?: string | null;
}

const columns = `id, reference, declaration_no, kind, priority, due, transport, customs, inquire_at,
  inquiries, attempts, submission_id, receipt_no, receipt_at, last_error, journal_seq, created_at,
  updated_at, summary`;

export function readFilingRow(row: unknown): StoredFiling {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    reference: r.reference,
    declarationNo: r.declaration_no,
    kind: r.kind,
    priority: r.priority === 0 ? 'urgent' : 'normal',
    deadline: r.due === noDeadline ? null : r.due,
    transport: r.transport,
    customs: r.customs,
    inquireAt: r.inquire_at,
    inquiries: r.inquiries,
    attempts: r.attempts,
    submissionId: r.submission_id,
    receiptNo: r.receipt_no,
    receiptAt: r.receipt_at,
    lastError: r.last_error,
    journalSeq: r.journal_seq,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
    summary: summarySchema.parse(JSON.parse(r.summary)),
  };
}

export const selectFiling = `SELECT ${columns} FROM filing`;

/** Writes and looks up filings; every change of state keeps the counts. */
export interface Filings {
  insert(filing: NewFiling): void;
  /** Applies a change and points the filing to its newest journal entry. */
  update(filing: StoredFiling, change: FilingChange, at: EpochMs, journalSeq: number): StoredFiling;
  remove(filing: StoredFiling): void;
  byId(id: FilingId): StoredFiling | null;
  byNumber(no: DeclarationNo): StoredFiling | null;
  byReference(reference: string): StoredFiling | null;
  hasReference(reference: string): boolean;
  declaration(id: FilingId): unknown;
}

export function openFilings(connection: Connection, counts: () => Counts): Filings {
  const insert = connection.prepare(
    `INSERT INTO filing (id, reference, declaration_no, kind, priority, due, transport, customs,
       journal_seq, created_at, updated_at, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'none', ?, ?, ?, ?)`,
  );
  const insertDeclaration = connection.prepare(
    'INSERT INTO declaration (filing_id, body) VALUES (?, ?)',
  );
  const update = connection.prepare(
    `UPDATE filing SET transport = ?, customs = ?, priority = ?, inquire_at = ?, inquiries = ?,
       attempts = ?, submission_id = ?, receipt_no = ?, receipt_at = ?, last_error = ?,
       journal_seq = ?, updated_at = ? WHERE id = ?`,
  );
  const remove = connection.prepare('DELETE FROM filing WHERE id = ?');
  const byId = connection.prepare(`${selectFiling} WHERE id = ?`);
  const byNumber = connection.prepare(`${selectFiling} WHERE declaration_no = ?`);
  const byReference = connection.prepare(`${selectFiling} WHERE reference = ?`);
  const known = connection.prepare('SELECT 1 FROM filing WHERE reference = ?').pluck();
  const body = connection
    .prepare<[number], string>('SELECT body FROM declaration WHERE filing_id = ?')
    .pluck();

  return {
    insert(filing) {
      insert.run(
        filing.id,
        filing.reference,
        filing.declarationNo,
        filing.kind,
        filing.priority === 'urgent' ? 0 : 1,
        filing.deadline ?? noDeadline,
        filing.transport,
        filing.id,
        filing.at,
        filing.at,
        JSON.stringify(filing.summary),
      );
      insertDeclaration.run(filing.id, filing.declaration);
      counts().transport[filing.transport] += 1;
      counts().customs.none += 1;
    },
    update(filing, change, at, journalSeq) {
      const after: StoredFiling = { ...filing, ...change, updatedAt: at, journalSeq };
      update.run(
        after.transport,
        after.customs,
        after.priority === 'urgent' ? 0 : 1,
        after.inquireAt,
        after.inquiries,
        after.attempts,
        after.submissionId,
        after.receiptNo,
        after.receiptAt,
        after.lastError,
        journalSeq,
        at,
        filing.id,
      );
      counts().transport[filing.transport] -= 1;
      counts().transport[after.transport] += 1;
      counts().customs[filing.customs] -= 1;
      counts().customs[after.customs] += 1;
      return after;
    },
    remove(filing) {
      remove.run(filing.id);
      counts().transport[filing.transport] -= 1;
      counts().customs[filing.customs] -= 1;
    },
    byId: (id) => readOrNull(byId.get(id)),
    byNumber: (no) => readOrNull(byNumber.get(no)),
    byReference: (reference) => readOrNull(byReference.get(reference)),
    hasReference: (reference) => known.get(reference) !== undefined,
    declaration(id) {
      const text = body.get(id);
      if (text === undefined) return null;
      const value: unknown = JSON.parse(text);
      return value;
    },
  };
}

function readOrNull(row: unknown): StoredFiling | null {
  return row === undefined ? null : readFilingRow(row);
}
