import type { DeclarationNo, FilingId } from '../../../shared/filing/numbers.ts';
import { readDeclarationNo } from '../../../shared/filing/numbers.ts';
import { maskXml } from '../../../shared/privacy/mask-xml.ts';
import { personalValues } from '../../../shared/privacy/masking.ts';
import { readDeclaration, type Store, type StoredFiling, type Tables } from '../../store/index.ts';

/** A document of a filing with what its declaration says of persons masked. */
export function maskDocument(store: Store, id: FilingId, text: string): string {
  return maskFor(store, ({ filings }) => filings.byId(id), text);
}

/** A document of customs; the number that it names may be of no filing here. */
export function maskNotice(store: Store, declarationNo: string, text: string): string {
  const number: DeclarationNo | null = readDeclarationNo(declarationNo);
  return maskFor(store, ({ filings }) => (number === null ? null : filings.byNumber(number)), text);
}

function maskFor(
  store: Store,
  find: (tables: Tables) => StoredFiling | null,
  text: string,
): string {
  const declaration = store.read((tables) => {
    const filing = find(tables);
    return filing === null ? null : readDeclaration(tables, filing);
  });
  return maskXml(text, personalValues(declaration));
}
