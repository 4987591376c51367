import type { FieldError } from '../../shared/errors.ts';
import type { RenderContext } from '../../shared/documents/document.ts';
import type { DeclarationKind } from '../../shared/filing/numbers.ts';
import { koreanDate, type EpochMs } from '../../shared/time.ts';
import { contentDigest } from '../central/content-digest.ts';
import {
  readDeclaration,
  type StoredFiling,
  type StoredSubmission,
  type Tables,
} from '../store/index.ts';

/** Renders a stored declaration; the errors where it can no longer be read. */
export type Render = (
  kind: DeclarationKind,
  declaration: unknown,
  context: RenderContext,
) => { ok: true; xml: string } | { ok: false; errors: FieldError[] };

export type Frozen =
  | { ok: true; filing: StoredFiling; submission: StoredSubmission }
  | { ok: false; errors: FieldError[] };

/**
 * The document to send for a filing whose turn has come. The last one is sent again byte for byte;
 * a new one is frozen only on another declaration date (신고일), and only a filing that is known
 * not to have been taken can get here. Within the caller's transaction.
 */
export function freeze(tables: Tables, filing: StoredFiling, render: Render, now: EpochMs): Frozen {
  const declaredOn = koreanDate(now);
  const last = filing.submissionId === null ? null : tables.submissions.byId(filing.submissionId);
  if (last?.declaredOn === declaredOn) return { ok: true, filing, submission: last };

  const { declarationNo, kind } = filing;
  const rendered = render(kind, readDeclaration(tables, filing), { declarationNo, declaredOn });
  if (!rendered.ok) return rendered;
  const body = new TextEncoder().encode(rendered.xml);
  const submission = tables.submissions.freeze({
    filingId: filing.id,
    before: filing.journalSeq,
    previous: last?.id ?? null,
    digest: contentDigest(body),
    declaredOn,
    frozenAt: now,
    body,
  });
  return { ok: true, filing: { ...filing, journalSeq: submission.id }, submission };
}
