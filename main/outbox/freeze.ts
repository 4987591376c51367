import type { FieldError } from '../../shared/errors.ts';
import type { RenderContext } from '../../shared/documents/document.ts';
import type { DeadlineBasis } from '../../shared/deadlines/basis.ts';
import type { Summary } from '../../shared/filing/filing.ts';
import type { DeclarationKind } from '../../shared/filing/numbers.ts';
import type { Part } from '../../shared/filing/part.ts';
import { koreanDate, type CivilDate, type EpochMs } from '../../shared/time.ts';
import { contentDigest } from '../central/content-digest.ts';
import {
  readDeclaration,
  type StoredFiling,
  type StoredSubmission,
  type Tables,
} from '../store/index.ts';

/** Renders a stored declaration or part of one; the errors where it can no longer be read. */
export type Render = (
  kind: DeclarationKind,
  declaration: unknown,
  context: RenderContext,
  part: Part,
) => { ok: true; xml: string } | { ok: false; errors: FieldError[] };

/** What a list shows of a declaration, and what its deadline is; `null` where it cannot be read. */
export type Describe = (
  kind: DeclarationKind,
  declaration: unknown,
) => ({ summary: Summary } & Deadline) | null;

/** A deadline and what it rests on; by law the day is counted where the holidays are known. */
export interface Deadline {
  deadline: CivilDate | null;
  /** Absent: not known. */
  basis?: DeadlineBasis | null;
}

export type Frozen =
  | { ok: true; filing: StoredFiling; submission: StoredSubmission }
  | { ok: false; errors: FieldError[] };

/**
 * Whether a document is frozen that can be sent on a declaration date (신고일): of that date, and
 * not older than the declaration as it is now.
 */
export function isFrozenFor(tables: Tables, filing: StoredFiling, day: CivilDate): boolean {
  return frozenFor(tables, filing, day) !== null;
}

/**
 * The document that is frozen so; `null` where there is none. One with a receipt is the same for
 * ever: only a directive can order it to be sent again.
 */
export function frozenFor(
  tables: Tables,
  filing: StoredFiling,
  day: CivilDate,
): StoredSubmission | null {
  const { submissionId, declarationSeq } = filing;
  if (submissionId === null || submissionId < declarationSeq) return null;
  const last = tables.submissions.byId(submissionId);
  // What was taken once is sent again as it was taken, whatever the day.
  if (filing.receiptNo !== null) return last;
  return last?.declaredOn === day ? last : null;
}

/** The declaration date of what a part is about. */
export function originalDate(
  { filings, submissions }: Tables,
  { originalId }: StoredFiling,
): Pick<RenderContext, 'originalDeclaredOn'> {
  const original = originalId === null ? null : filings.byId(originalId);
  const [last] = submissions.chain(original?.submissionId ?? null);
  return last === undefined ? {} : { originalDeclaredOn: last.declaredOn };
}

/**
 * The document to send for a filing whose turn has come. The last one is sent again byte for byte;
 * a new one is frozen only on another declaration date or for an edited declaration, and only a
 * filing that is known not to have been taken can get here. Within the caller's transaction.
 */
export function freeze(tables: Tables, filing: StoredFiling, render: Render, now: EpochMs): Frozen {
  const declaredOn = koreanDate(now);
  const last = frozenFor(tables, filing, declaredOn);
  if (last !== null) return { ok: true, filing, submission: last };

  const { declarationNo, kind, part } = filing;
  const declaration = readDeclaration(tables, filing);
  const context = { declarationNo, declaredOn, ...originalDate(tables, filing) };
  const rendered = render(kind, declaration, context, part);
  if (!rendered.ok) return rendered;
  const body = Buffer.from(rendered.xml);
  const submission = tables.submissions.freeze({
    filingId: filing.id,
    before: filing.journalSeq,
    previous: filing.submissionId,
    digest: contentDigest(body),
    declaredOn,
    frozenAt: now,
    body,
  });
  return { ok: true, filing: { ...filing, journalSeq: submission.id }, submission };
}
