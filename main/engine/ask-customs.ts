import { isSupportedKind } from '../../shared/documents/document-kinds.ts';
import { partDocumentCode, readPart } from '../../shared/documents/parts/part.ts';
import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { partOf, type PartKind } from '../../shared/filing/part.ts';
import type { EpochMs } from '../../shared/time.ts';
import { putPart } from '../outbox/index.ts';
import { readAsAmended, type Store, type StoredFiling } from '../store/index.ts';

/** What is asked of customs about a declaration that it has. */
export type AskedPart = Extract<PartKind, 'withdrawal' | 'synchronisation'>;

/**
 * Puts a withdrawal (취하) or a request to synchronise (동기화 요청) of a declaration into the outbox.
 * @throws {NaruError} `document-not-known` where KCS has no such document for the kind,
 *   `wrong-input` naming the field, and as `putPart`
 */
export function askCustoms(
  store: Store,
  id: FilingId,
  is: AskedPart,
  reason: unknown,
  at: EpochMs,
): StoredFiling {
  return store.transaction((tables) => {
    const original = tables.filings.byId(id);
    if (original === null) throw new NaruError('not-found', { what: String(id) });
    const { kind } = original;
    const part = partOf(is, 1);
    if (!isSupportedKind(kind) || partDocumentCode(kind, part) === null)
      throw new NaruError('document-not-known');
    const content = { reason, before: readAsAmended(tables, original) };
    const filing = putPart(store, id, { is, content }, at);
    const reading = readPart(kind, filing.part, content, original);
    const [error] = reading.ok ? [] : reading.errors;
    if (error !== undefined)
      throw new NaruError('wrong-input', { detail: `${error.field}: ${error.code}` });
    return filing;
  });
}
