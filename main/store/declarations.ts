import type { StoredFiling } from './filings.ts';
import type { Tables } from './store.ts';

/** The declaration as entered; `null` where its body was removed. */
export function readDeclaration(tables: Tables, filing: StoredFiling): unknown {
  const body = tables.journal.body(filing.id, 'queued');
  if (typeof body !== 'string') return null;
  const declaration: unknown = JSON.parse(body);
  return declaration;
}
