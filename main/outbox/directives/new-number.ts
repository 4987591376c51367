import { hash } from 'node:crypto';
import {
  declarantOf,
  filingId,
  kindLetterOf,
  type DeclarationNo,
} from '../../../shared/filing/numbers.ts';
import { theDeclaration } from '../../../shared/filing/part.ts';
import { koreanYear, type EpochMs } from '../../../shared/time.ts';
import { readDeclaration, readSummary, type StoredFiling, type Tables } from '../../store/index.ts';
import { moveBy, type By } from './move-by.ts';

/** Longest reference. */
const longest = 64;

/**
 * Puts a new filing with a new number in the place of one that the authority will not process,
 * within the caller's transaction. The old one ends; should it turn out taken after all, the database
 * notes the double.
 * @returns the old one as it is now, and the new one; `null` where its declaration was removed
 * @throws {NaruError} `serials-used-up`, `range-missing`; `not-possible-now`
 */
export function giveNewNumber(
  tables: Tables,
  old: StoredFiling,
  by: By,
  at: EpochMs,
): { old: StoredFiling; fresh: StoredFiling } | null {
  const declaration = readDeclaration(tables, old);
  if (declaration === null) return null;
  const letter = kindLetterOf[old.kind];
  const no = tables.serials.next(declarantOf(old.declarationNo), koreanYear(at), letter);
  const fresh = putFresh(tables, old, no, declaration, by, at);
  tables.replacements.replace(old.id, fresh.id, by.directiveId, at);
  const moved = moveBy(tables, old, 'replace', by, at, { data: { by: no } });
  return { old: moved, fresh };
}

function putFresh(
  tables: Tables,
  old: StoredFiling,
  declarationNo: DeclarationNo,
  declaration: unknown,
  { directiveId }: By,
  at: EpochMs,
): StoredFiling {
  const id = filingId(tables.journal.head().seq + 1);
  const reference = referenceOf(tables, old, declarationNo);
  const transport = 'queued';
  tables.filings.insert({
    id,
    reference,
    declarationNo,
    part: theDeclaration,
    originalId: null,
    kind: old.kind,
    priority: old.priority,
    deadline: old.deadline,
    basis: old.basis,
    transport,
    summary: readSummary(old),
    at,
  });
  const body = JSON.stringify(declaration);
  const data = {
    reference,
    declarationNo,
    sha256: hash('sha256', body),
    replaces: old.declarationNo,
    directive: directiveId,
  };
  tables.journal.append({ at, filingId: id, before: null, kind: 'queued', transport, data, body });
  const fresh = tables.filings.byId(id);
  if (fresh === null) throw new RangeError(`filing ${reference} was not stored`);
  return fresh;
}

/** E.g. `A-117#새번호`; by the number where that would be too long or is somebody else's. */
function referenceOf(tables: Tables, { reference }: StoredFiling, no: DeclarationNo): string {
  const own = `${reference}#새번호`;
  return own.length <= longest && !tables.filings.hasReference(own) ? own : `${no}#새번호`;
}
