import type { DeclarationKind, DeclarationNo } from '../filing/numbers.ts';
import type { Summary } from '../filing/filing.ts';
import type { FieldError, FieldWarning } from '../errors.ts';
import type { DeadlineBasis } from '../deadlines/basis.ts';
import type { CivilDate } from '../time.ts';
import type { Table } from './table/nodes.ts';

/** What is known only when a filing's turn comes. */
export interface RenderContext {
  declarationNo: DeclarationNo;
  /** Declaration date (신고일) or date of the request, the Korean day of the first byte. */
  declaredOn: CivilDate;
  /** Declaration date of the declaration that an amendment is about, where it is known. */
  originalDeclaredOn?: CivilDate;
}

export type Reading<Declaration> =
  | { ok: true; declaration: Declaration; warnings: FieldWarning[] }
  | { ok: false; errors: FieldError[] };

/** A kind of document: how it is checked, summed up and rendered. */
export interface DocumentKind<Declaration> {
  readonly kind: DeclarationKind;
  /** Document code of KCS, e.g. `GOVCBR929`. */
  readonly code: string;
  /** Whether KCS's form of the document is not known and ours stands in for it. */
  readonly provisional: boolean;
  /** What can be entered, in the order of the document. */
  readonly table: Table;
  /** Checks unknown input; every error names its field and the cure. */
  read(input: unknown): Reading<Declaration>;
  summarise(declaration: Declaration): Summary;
  /** What the day to file it by rests on; `null` where the declaration does not tell. */
  basis(declaration: Declaration): DeadlineBasis | null;
  /** XML in the element order of KCS's sample; the same input gives the same text. */
  render(declaration: Declaration, context: RenderContext): string;
}
