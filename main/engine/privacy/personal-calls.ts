import { valueAt } from '../../../shared/documents/value-at.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import { isPersonal } from '../../../shared/privacy/mask-shown.ts';
import { noticeText } from '../../central/notice-documents/index.ts';
import { readDeclaration, readSummary } from '../../store/index.ts';
import type { Engaged } from '../engaged.ts';
import { mismatchedPerson } from '../mismatches.ts';
import { noteShown, type ShownThing } from './note-shown.ts';

/** Of a sheet on its way in the intake tells itself. */
type PersonalCalls = Pick<
  CallHandlers,
  Exclude<Extract<keyof CallHandlers, `personal.${string}`>, 'personal.cells'>
>;

/** Personal data as it is, one by one, each with its entry in the journal. */
export function personalCalls({ session, clock }: Engaged): PersonalCalls {
  // Written down first: what is not in the journal is not shown.
  const note = (...things: ShownThing[]): void => noteShown(session().store, things, clock.now());

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
      note({ filing: id, field });
      return { value };
    },
    'personal.document': ({ id, submissionId }) => {
      const submission = session().store.read(({ submissions }) => submissions.byId(submissionId));
      if (submission === null || submission.filingId !== id)
        throw new NaruError('not-found', { what: String(submissionId) });
      note({ filing: id, field: 'document' });
      return { xml: new TextDecoder().decode(submission.body) };
    },
    'personal.consignees': ({ of }) => {
      const people = session().store.read((tables) =>
        of.map(({ id, person }) => {
          const { name, pccc, phone } = mismatchedPerson(tables, id, person);
          return { person, name, pccc, phone };
        }),
      );
      note(...of.map(({ id }) => ({ filing: id, field: 'consignee' })));
      return { people };
    },
    'personal.draft': ({ id }) => {
      const draft = session().store.read(({ drafts }) => drafts.byId(id));
      if (draft === null) throw new NaruError('not-found', { what: String(id) });
      note({ draft: id, field: 'title' });
      return { title: draft.title };
    },
    'personal.notice': ({ id }) => {
      const document = session().store.read(({ noticeDocuments }) => noticeDocuments.byId(id));
      if (document === null) throw new NaruError('not-found', { what: String(id) });
      note({ notice: id, field: 'document' });
      return { xml: noticeText(document.body) };
    },
  };
}
