import { checkDeclaration } from '../../shared/documents/checked.ts';
import { isSupportedKind } from '../../shared/documents/document-kinds.ts';
import type { Describe } from './rebuild.ts';

/** What a list shows of a stored declaration, after checking it: what is on disk is input. */
export const summaryOfStored: Describe = (kind, declaration) => {
  if (!isSupportedKind(kind)) return null;
  const read = checkDeclaration(kind, declaration);
  return read.ok ? read.summary : null;
};
