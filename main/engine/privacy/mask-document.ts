import type { FilingId } from '../../../shared/filing/numbers.ts';
import { maskText, personalValues } from '../../../shared/privacy/masking.ts';
import { readDeclaration, type Store } from '../../store/index.ts';

/** A document of a filing with what its declaration says of persons masked. */
export function maskDocument(store: Store, id: FilingId, text: string): string {
  const declaration = store.read((tables) => {
    const filing = tables.filings.byId(id);
    return filing === null ? null : readDeclaration(tables, filing);
  });
  return maskText(text, personalValues(declaration));
}
