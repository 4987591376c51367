import { z } from 'zod';
import type { StoredFiling } from './filings.ts';
import type { Tables } from './tables.ts';

/** Kinds of entries that have a declaration as it was entered. */
const declaring = ['queued', 'edited', 'recomputed'] as const;

/** The declaration as it is now, entered, edited or recomputed; `null` where its body was removed. */
export function readDeclaration(tables: Tables, filing: StoredFiling): unknown {
  const body = tables.journal.body(filing.declarationSeq, ...declaring);
  if (typeof body !== 'string') return null;
  const declaration: unknown = JSON.parse(body);
  return declaration;
}

const amendmentSchema = z.object({ after: z.unknown() });

/** A declaration as customs has it: as the last amendment that was granted (정정 승인) left it. */
export function readAsAmended(tables: Tables, original: StoredFiling): unknown {
  const granted = tables.filings
    .partsOf(original.declarationNo)
    .findLast(({ part, customs }) => part.is === 'amendment' && customs === 'amended');
  const content =
    granted === undefined ? null : amendmentSchema.safeParse(readDeclaration(tables, granted));
  return content?.data?.after ?? readDeclaration(tables, original);
}
