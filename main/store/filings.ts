import { basisText, readBasis, type DeadlineBasis } from '../../shared/deadlines/basis.ts';
import {
  summarySchema,
  type FilingRow,
  type Priority,
  type Summary,
} from '../../shared/filing/filing.ts';
import type { DeclarationKind, DeclarationNo, FilingId } from '../../shared/filing/numbers.ts';
import { partOf, sequenceOf, type Part, type PartKind } from '../../shared/filing/part.ts';
import type { CustomsState, TransportState } from '../../shared/filing/states.ts';
import type { CivilDate, EpochMs } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import type { Counts } from './counts.ts';
import { openFilingChanges } from './filing-changes.ts';
import type { Oldest } from './oldest.ts';

/** Stands for "no legal deadline" so that such filings sort last. */
export const noDeadline = '9999-12-31';

/** A row as the database has it; its strict types and checks keep it so. */
export interface FilingRecord {
  id: FilingId;
  reference: string;
  declaration_no: DeclarationNo;
  part: PartKind;
  part_seq: number;
  original_id: FilingId | null;
  declaration_seq: number;
  kind: DeclarationKind;
  priority: 0 | 1;
  due: CivilDate;
  transport: TransportState;
  customs: CustomsState;
  inquire_at: EpochMs | null;
  inquire_set_at: EpochMs | null;
  inquiries: number;
  attempts: number;
  submission_id: number | null;
  receipt_no: string | null;
  receipt_at: EpochMs | null;
  last_error: string | null;
  journal_seq: number;
  created_at: EpochMs;
  updated_at: EpochMs;
  summary: string;
  due_basis: string | null;
}

/** A filing as it is on disk. */
export interface StoredFiling extends Omit<FilingRow, 'nextAttemptAt' | 'summary'> {
  /** JSON; `readSummary` reads it where it is shown. */
  summaryText: string;
  inquireAt: EpochMs | null;
  /** When `inquireAt` was set. */
  inquireSetAt: EpochMs | null;
  /** Inquiries in a row since the outcome became unknown. */
  inquiries: number;
  submissionId: number | null;
  /** The journal entry that has the declaration as it is now. */
  declarationSeq: number;
  receiptAt: EpochMs | null;
  journalSeq: number;
  /** What the deadline rests on; `null` where there is none, or nobody knows. */
  basis: DeadlineBasis | null;
}

export interface NewFiling {
  id: FilingId;
  reference: string;
  declarationNo: DeclarationNo;
  part: Part;
  originalId: FilingId | null;
  kind: DeclarationKind;
  priority: Priority;
  deadline: CivilDate | null;
  /** Absent: a deadline is a person's. */
  basis?: DeadlineBasis | null;
  transport: TransportState;
  summary: Summary;
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
  /** Only before a byte of the old number may have left. */
  declarationNo?: DeclarationNo;
  declarationSeq?: number;
  deadline?: CivilDate | null;
  basis?: DeadlineBasis | null;
  summaryText?: string;
  receiptNo?: string;
  receiptAt?: EpochMs;
  lastError?: string | null;
}

const columns = `id, reference, declaration_no, part, part_seq, original_id, declaration_seq, kind,
  priority, due, transport, customs, inquire_at, inquire_set_at, inquiries, attempts, submission_id,
  receipt_no, receipt_at, last_error, journal_seq, created_at, updated_at, summary,
  due_basis`;

export function readFilingRow(r: FilingRecord): StoredFiling {
  return {
    id: r.id,
    reference: r.reference,
    declarationNo: r.declaration_no,
    part: partOf(r.part, r.part_seq),
    originalId: r.original_id,
    declarationSeq: r.declaration_seq,
    kind: r.kind,
    priority: r.priority === 0 ? 'urgent' : 'normal',
    deadline: r.due === noDeadline ? null : r.due,
    transport: r.transport,
    customs: r.customs,
    inquireAt: r.inquire_at,
    inquireSetAt: r.inquire_set_at,
    inquiries: r.inquiries,
    attempts: r.attempts,
    submissionId: r.submission_id,
    receiptNo: r.receipt_no,
    receiptAt: r.receipt_at,
    lastError: r.last_error,
    journalSeq: r.journal_seq,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
    summaryText: r.summary,
    basis: readBasis(r.due_basis),
  };
}

export function readSummary(filing: StoredFiling): Summary {
  return summarySchema.parse(JSON.parse(filing.summaryText));
}

export const selectFiling = `SELECT ${columns} FROM filing`;

/** Writes and looks up filings; every change of state keeps the counts. */
export interface Filings {
  /** `false` where the reference is known already: nothing is stored. */
  insert(filing: NewFiling): boolean;
  /** Applies a change and points the filing to its newest journal entry. */
  update(filing: StoredFiling, change: FilingChange, at: EpochMs, journalSeq: number): StoredFiling;
  remove(filing: StoredFiling): void;
  byId(id: FilingId): StoredFiling | null;
  /** The declaration with this number. */
  byNumber(no: DeclarationNo): StoredFiling | null;
  byPart(no: DeclarationNo, part: Part): StoredFiling | null;
  /** The declaration with this number and all that points at it, oldest first. */
  partsOf(no: DeclarationNo): StoredFiling[];
  byReference(reference: string): StoredFiling | null;
  hasReference(reference: string): boolean;
}

export function openFilings(connection: Connection, counts: () => Counts, oldest: Oldest): Filings {
  const insert = connection.prepare(
    `INSERT INTO filing (id, reference, declaration_no, part, part_seq, original_id, declaration_seq,
       kind, priority, due, transport, customs, journal_seq, created_at, updated_at, summary,
       due_basis)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'none', ?, ?, ?, ?, ?) ON CONFLICT (reference) DO NOTHING`,
  );
  const writeChanges = openFilingChanges(connection);
  // Rare, and apart so that a change of state touches no index that it need not.
  const rewrite = connection.prepare(
    `UPDATE filing SET declaration_no = ?, declaration_seq = ?, due = ?, summary = ?, due_basis = ?
     WHERE id = ?`,
  );
  const remove = connection.prepare('DELETE FROM filing WHERE id = ?');
  const byId = connection.prepare<unknown[], FilingRecord>(`${selectFiling} WHERE id = ?`);
  const byPart = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE declaration_no = ? AND part = ? AND part_seq = ?`,
  );
  const partsOf = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE declaration_no = ?`,
  );
  const byReference = connection.prepare<unknown[], FilingRecord>(
    `${selectFiling} WHERE reference = ?`,
  );
  const known = connection.prepare('SELECT 1 FROM filing WHERE reference = ?').pluck();

  return {
    insert(filing) {
      const { changes } = insert.run(
        filing.id,
        filing.reference,
        filing.declarationNo,
        filing.part.is,
        sequenceOf(filing.part),
        filing.originalId,
        filing.id,
        filing.kind,
        filing.priority === 'urgent' ? 0 : 1,
        filing.deadline ?? noDeadline,
        filing.transport,
        filing.id,
        filing.at,
        filing.at,
        JSON.stringify(filing.summary),
        kept(filing.basis ?? null),
      );
      if (changes === 0) return false;
      counts().transport[filing.transport] += 1;
      counts().customs.none += 1;
      oldest.entered(filing.transport, filing.id);
      return true;
    },
    update(filing, change, at, journalSeq) {
      const inquireSetAt = change.inquireAt === undefined ? filing.inquireSetAt : at;
      const after: StoredFiling = { ...filing, ...change, inquireSetAt, updatedAt: at, journalSeq };
      // First: whether it may be rewritten, the database judges by what the filing was.
      if (isRewritten(change))
        rewrite.run(
          after.declarationNo,
          after.declarationSeq,
          after.deadline ?? noDeadline,
          after.summaryText,
          kept(after.basis),
          filing.id,
        );
      writeChanges(filing, after);
      counts().transport[filing.transport] -= 1;
      counts().transport[after.transport] += 1;
      counts().customs[filing.customs] -= 1;
      counts().customs[after.customs] += 1;
      if (after.transport !== filing.transport) oldest.entered(after.transport, filing.id);
      return after;
    },
    remove(filing) {
      remove.run(filing.id);
      counts().transport[filing.transport] -= 1;
      counts().customs[filing.customs] -= 1;
    },
    byId: (id) => readOrNull(byId.get(id)),
    byNumber: (no) => readOrNull(byPart.get(no, 'declaration', 0)),
    byPart: (no, part) => readOrNull(byPart.get(no, part.is, sequenceOf(part))),
    partsOf: (no) =>
      partsOf
        .all(no)
        .map(readFilingRow)
        .toSorted((a, b) => a.id - b.id),
    byReference: (reference) => readOrNull(byReference.get(reference)),
    hasReference: (reference) => known.get(reference) !== undefined,
  };
}

const isRewritten = (change: FilingChange): boolean =>
  change.declarationNo !== undefined ||
  change.declarationSeq !== undefined ||
  change.deadline !== undefined ||
  change.basis !== undefined ||
  change.summaryText !== undefined;

const kept = (basis: DeadlineBasis | null): string | null =>
  basis === null ? null : basisText(basis);

function readOrNull(row: FilingRecord | undefined): StoredFiling | null {
  return row === undefined ? null : readFilingRow(row);
}
