import type { DeclarationKind } from '../filing/numbers.ts';
import type { DocumentKind } from './document.ts';
import { importDeclaration } from './import/import-declaration.ts';
import type { ImportDeclaration } from './import/import-table.ts';

/** The kinds of declaration that can be taken in and sent. */
export const documentKinds = {
  import: importDeclaration,
} as const satisfies Partial<Record<DeclarationKind, DocumentKind<ImportDeclaration>>>;

export type SupportedKind = keyof typeof documentKinds;

export const isSupportedKind = (kind: string): kind is SupportedKind =>
  Object.hasOwn(documentKinds, kind);
