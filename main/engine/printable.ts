import { z } from 'zod';
import type { CallOutput } from '../../shared/contract/index.ts';
import { koreanDate, type EpochMs } from '../../shared/time.ts';
import { readDeclaration, type Store, type StoredFiling } from '../store/index.ts';

type Printable = CallOutput<'filings.printable'>['documents'][number];

/** What the printed declaration (신고서) of a filing shows; of a part, what it was made of. */
export function printable(store: Store, filing: StoredFiling, now: EpochMs): Printable {
  return store.read((tables) => {
    const { submissionId } = filing;
    const frozen = submissionId === null ? null : tables.submissions.byId(submissionId);
    const sent = tables.attempts.of(filing.id).find(({ kind }) => kind === 'send');
    return {
      id: filing.id,
      kind: filing.kind,
      declarationNo: filing.declarationNo,
      declaredOn: frozen?.declaredOn ?? koreanDate(now),
      receiptNo: filing.receiptNo,
      taken: filing.transport === 'acknowledged',
      attempts: filing.attempts,
      firstAttemptAt: sent?.startedAt ?? tables.attempts.open(filing)?.startedAt ?? null,
      declaration: z.json().parse(readDeclaration(tables, filing)),
    };
  });
}
