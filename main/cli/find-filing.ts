import { readDeclarationNo } from '../../shared/filing/numbers.ts';
import type { Store, StoredFiling } from '../store/index.ts';

/** The filing with this declaration number, hyphens or not, or with this reference. */
export function findFiling(store: Store, number: string): StoredFiling | null {
  const no = readDeclarationNo(number);
  return store.read(
    ({ filings }) => (no === null ? null : filings.byNumber(no)) ?? filings.byReference(number),
  );
}
