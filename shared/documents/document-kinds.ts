import { declarationKinds, type DeclarationKind } from '../filing/numbers.ts';
import type { DocumentKind } from './document.ts';
import { exportDeclaration } from './export/export-declaration.ts';
import type { ExportDeclaration } from './export/export-table.ts';
import { importDeclaration } from './import/import-declaration.ts';
import type { ImportDeclaration } from './import/import-table.ts';
import { listClearance } from './list/list-clearance.ts';
import type { ListClearance } from './list/list-table.ts';

/** What is declared, by its kind. */
export interface Declarations {
  import: ImportDeclaration;
  export: ExportDeclaration;
  'list-clearance': ListClearance;
}

/** The kinds of declaration that can be taken in and sent: all that there are. */
export type SupportedKind = keyof Declarations & DeclarationKind;

export const documentKinds: { readonly [Kind in SupportedKind]: DocumentKind<Declarations[Kind]> } =
  {
    import: importDeclaration,
    export: exportDeclaration,
    'list-clearance': listClearance,
  };

export const supportedKinds: readonly SupportedKind[] = declarationKinds;

export const isSupportedKind = (kind: string): kind is SupportedKind =>
  Object.hasOwn(documentKinds, kind);

/** The kind of declaration that has this document code, e.g. `GOVCBR929`. */
export const kindOfCode = (code: string): SupportedKind | null =>
  supportedKinds.find((kind) => documentKinds[kind].code === code) ?? null;
