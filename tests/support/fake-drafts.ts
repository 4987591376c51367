import type { Draft, DraftBody } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { FakeOffice } from './fake-office.ts';
import { pageOf } from './fake-office.ts';

type DraftHandlers = Pick<
  CallHandlers,
  | 'drafts.list'
  | 'drafts.start'
  | 'drafts.get'
  | 'drafts.save'
  | 'drafts.drop'
  | 'drafts.queue'
  | 'templates.list'
  | 'templates.save'
  | 'templates.drop'
  | 'documents.check'
  | 'documents.render'
>;

/** Drafts in memory, for the screens alone: what is queued ends, and puts nothing into the outbox. */
export function fakeDrafts(office: FakeOffice): DraftHandlers {
  let drafts: Draft[] = [];
  let templates: {
    id: number;
    kind: Draft['kind'];
    name: string;
    updatedAt: Draft['updatedAt'];
  }[] = [];
  const draftOf = (id: number): Draft => {
    const draft = drafts.find((each) => each.id === id);
    if (draft === undefined) throw new NaruError('not-found', { what: String(id) });
    return draft;
  };
  const keep = (draft: Draft): Draft => {
    drafts = [draft, ...drafts.filter(({ id }) => id !== draft.id)];
    return draft;
  };
  return {
    'drafts.list': (page) =>
      pageOf(
        drafts.map(({ body: _body, version: _version, before: _before, ...row }) => row),
        ({ id }) => String(id),
        page,
      ),
    'drafts.start': ({ from }) => {
      const filingId = 'filingId' in from ? from.filingId : null;
      const row = office.rows().find(({ id }) => id === filingId);
      const before = filingId === null ? null : office.declaration(filingId);
      const edits = from.is === 'edit' || from.is === 'amend';
      return keep({
        id: drafts.length + 1,
        kind: from.is === 'empty' ? from.kind : (row?.kind ?? 'import'),
        purpose: edits ? from.is : 'new',
        filingId: edits ? filingId : null,
        declarationNo: edits ? (row?.declarationNo ?? null) : null,
        title: row?.summary.importer ?? '',
        updatedAt: office.now(),
        body: bodyOf(before ?? {}, from.is === 'amend'),
        version: 0,
        before: edits ? before : null,
      });
    },
    'drafts.get': ({ id }) => draftOf(id),
    'drafts.save': ({ id, version, body }) => {
      const draft = draftOf(id);
      if (draft.version !== version) throw new NaruError('not-possible-now', {});
      keep({ ...draft, version: version + 1, body, updatedAt: office.now() });
      return { version: version + 1, savedAt: office.now() };
    },
    'drafts.drop': ({ id }) => {
      drafts = drafts.filter((draft) => draft.id !== id);
      return {};
    },
    'drafts.queue': ({ id }) => {
      const draft = draftOf(id);
      const row = office.rows().find((each) => each.id === draft.filingId) ?? office.rows()[0];
      drafts = drafts.filter((each) => each.id !== id);
      if (row === undefined) throw new NaruError('not-found', { what: String(id) });
      return { is: 'queued', filingId: row.id, declarationNo: row.declarationNo };
    },
    'templates.list': () => ({ rows: templates }),
    'templates.save': ({ kind, name }) => {
      const id = templates.length + 1;
      templates = [...templates, { id, kind, name, updatedAt: office.now() }];
      return { id };
    },
    'templates.drop': ({ id }) => {
      templates = templates.filter((template) => template.id !== id);
      return {};
    },
    'documents.check': () => ({ errors: [], warnings: [], computed: {}, steps: [] }),
    'documents.render': () => ({ is: 'xml', xml: '<Declaration/>' }),
  };
}

function bodyOf(declaration: DraftBody['declaration'], amends: boolean): DraftBody {
  return {
    reference: '',
    priority: 'normal',
    deadline: null,
    reason: amends ? { code: '', fault: '', text: '' } : null,
    declaration,
  };
}
