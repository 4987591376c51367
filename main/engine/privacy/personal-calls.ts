import { valueAt } from '../../../shared/documents/value-at.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import { isPersonal } from '../../../shared/privacy/mask-shown.ts';
import { readDeclaration, readNumbers, readSummary } from '../../store/index.ts';
import type { Engaged } from '../engaged.ts';

type PersonalCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `personal.${string}`>>;

/** Personal data as it is, one by one, each with its entry in the journal. */
export function personalCalls({ session, clock }: Engaged): PersonalCalls {
  /** Who: this desk. What: the field's name, never its value. */
  function note(id: FilingId, field: string): void {
    const at = clock.now();
    session().store.transaction((tables) => {
      const { desk } = readNumbers(tables.settings);
      const data = { filing: id, field, desk };
      const entry = { at, filingId: null, before: null, kind: 'personal-shown', data } as const;
      tables.journal.append(entry);
    });
  }

  return {
    'personal.show': ({ id, field }) => {
      const value = session().store.read((tables) => {
        const filing = tables.filings.byId(id);
        if (filing === null) throw new NaruError('not-found', { what: String(id) });
        return field === 'summary.importer'
          ? readSummary(filing).importer
          : valueAt(readDeclaration(tables, filing), field);
      });
      if (typeof value !== 'string' || !isPersonal(field, value))
        throw new NaruError('not-found', { what: field });
      // Written down first: what is not in the journal is not shown.
      note(id, field);
      return { value };
    },
    'personal.document': ({ id, submissionId }) => {
      const submission = session().store.read(({ submissions }) => submissions.byId(submissionId));
      if (submission === null || submission.filingId !== id)
        throw new NaruError('not-found', { what: String(submissionId) });
      note(id, 'document');
      return { xml: new TextDecoder().decode(submission.body) };
    },
  };
}
