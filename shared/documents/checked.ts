import type { FieldError, FieldWarning } from '../errors.ts';
import type { Summary } from '../filing/filing.ts';
import type { DeadlineBasis } from '../deadlines/basis.ts';
import { type Declarations, documentKinds, type SupportedKind } from './document-kinds.ts';
import type { DocumentKind, RenderContext } from './document.ts';

/** A declaration that is in order, with what its kind makes of it. */
export type Checked<Declaration> =
  | {
      ok: true;
      declaration: Declaration;
      warnings: FieldWarning[];
      summary: Summary;
      /** What the day to file it by rests on; `null` where it does not tell. */
      basis: DeadlineBasis | null;
      render(context: RenderContext): string;
    }
  | { ok: false; errors: FieldError[] };

/** Checks unknown input as a declaration of a kind; nothing of it is taken on trust. */
export function checkDeclaration<Kind extends SupportedKind>(
  kind: Kind,
  input: unknown,
): Checked<Declarations[Kind]> {
  const document: DocumentKind<Declarations[Kind]> = documentKinds[kind];
  const reading = document.read(input);
  if (!reading.ok) return reading;
  const { declaration, warnings } = reading;
  return {
    ok: true,
    declaration,
    warnings,
    summary: document.summarise(declaration),
    basis: document.basis(declaration),
    render: (context) => document.render(declaration, context),
  };
}
