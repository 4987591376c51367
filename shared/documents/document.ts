import type { DeclarationKind, DeclarationNo } from '../filing/numbers.ts';
import type { Summary } from '../filing/filing.ts';
import type { FieldError } from '../errors.ts';
import type { CivilDate } from '../time.ts';

/** What is known only when a filing's turn comes. */
export interface RenderContext {
  declarationNo: DeclarationNo;
  /** Declaration date (신고일), the Korean day of the first byte. */
  declaredOn: CivilDate;
}

export type Reading<Declaration> =
  | { ok: true; declaration: Declaration }
  | { ok: false; errors: FieldError[] };

/** A kind of document: how it is checked, summed up and rendered. */
export interface DocumentKind<Declaration> {
  readonly kind: DeclarationKind;
  /** Document code of KCS, e.g. `GOVCBR929`. */
  readonly code: string;
  /** Checks unknown input; every error names its field and the cure. */
  read(input: unknown): Reading<Declaration>;
  summarise(declaration: Declaration): Summary;
  /** Legal date by which the filing must be in; `null` where the declaration does not tell. */
  deadline(declaration: Declaration): CivilDate | null;
  /** XML in the element order of KCS's sample; the same input gives the same text. */
  render(declaration: Declaration, context: RenderContext): string;
}
