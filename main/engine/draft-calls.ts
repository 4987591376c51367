import { z } from 'zod';
import type { CallOutput, Draft, DraftRow } from '../../shared/contract/index.ts';
import { officeSchema } from '../../shared/contract/index.ts';
import { checkDeclaration } from '../../shared/documents/check.ts';
import { renderPart } from '../../shared/documents/parts/part.ts';
import { NaruError } from '../../shared/errors.ts';
import {
  declarantCodeSchema,
  declarationNoSchema,
  kindLetterOf,
  type DeclarationKind,
  type DeclarationNo,
} from '../../shared/filing/numbers.ts';
import { theDeclaration } from '../../shared/filing/part.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { koreanDate, koreanYear, type EpochMs } from '../../shared/time.ts';
import { partToCome } from '../outbox/index.ts';
import {
  readAsAmended,
  readDeclaration,
  type DraftHead,
  type StoredDraft,
  type Tables,
} from '../store/index.ts';
import { renderStored } from './declarations.ts';
import { asLookedAt } from './looked-at.ts';
import { dollarRate } from './dollar-rate.ts';
import { queueDraft } from './draft-queue.ts';
import { readBody, startDraft } from './draft-start.ts';
import { draftTitle, maskedTitle } from './draft-title.ts';
import type { Engaged } from './engaged.ts';

type DraftCalls = Pick<
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

/** Calls about what is being typed. */
export function draftCalls({ session, clock, changes, line }: Engaged): DraftCalls {
  return {
    'drafts.list': ({ after, limit }) =>
      session().store.read((tables) => {
        const { rows, next } = tables.drafts.page(after, limit);
        return { rows: rows.map((draft) => masked(toRow(tables, draft))), next };
      }),
    'drafts.start': ({ from }) =>
      session().store.transaction((tables) => {
        const office = officeSchema.safeParse(tables.settings.get('office'));
        const context = { office: office.success ? office.data : null, at: clock.now() };
        return toDraft(tables, startDraft(tables, from, context));
      }),
    'drafts.get': ({ id }) =>
      session().store.read((tables) => toDraft(tables, draftOf(tables, id))),
    'drafts.save': ({ id, version, body }) => {
      const savedAt = clock.now();
      return session().store.transaction((tables) => {
        const change = { title: draftTitle(body.declaration), body };
        const saved = tables.drafts.save(id, version, change, savedAt);
        if (saved !== null) return { version: saved, savedAt };
        // It is gone, or another window has saved it.
        draftOf(tables, id);
        throw new NaruError('draft-changed');
      });
    },
    'drafts.drop': ({ id }) => {
      session().store.transaction((tables) => tables.drafts.drop(id));
      return {};
    },
    'drafts.queue': (draft) =>
      // A batch's filings have their ids together: what is typed waits its turn.
      line.join(() => {
        const { store, wake } = session();
        const queued = queueDraft(store, draft, clock.now());
        if (queued.is === 'queued') {
          changes.filings([queued.filingId]);
          wake();
        }
        return Promise.resolve(queued);
      }),
    'templates.list': ({ kind }) =>
      session().store.read(({ templates }) => ({ rows: templates.list(kind) })),
    'templates.save': (template) =>
      session().store.transaction(({ templates }) => ({
        id: templates.save({ ...template, at: clock.now() }),
      })),
    'templates.drop': ({ id }) => {
      session().store.transaction(({ templates }) => templates.drop(id));
      return {};
    },
    'documents.check': async ({ kind, declaration, line }) => {
      const usdRate = await dollarRate(session(), kind, declaration, clock);
      const checked = checkDeclaration(kind, declaration, {
        today: koreanDate(clock.now()),
        ...(usdRate === null ? {} : { usdRate }),
      });
      return asLookedAt(checked, declaration, line);
    },
    'documents.render': ({ kind, declaration, filingId, reason }) =>
      session().store.read((tables) => {
        const filing = filingId === null ? null : tables.filings.byId(filingId);
        const now = clock.now();
        if (filing === null || reason === null) {
          const declarationNo = filing?.declarationNo ?? placeholderNo(tables, kind, now);
          const context = { declarationNo, declaredOn: koreanDate(now) };
          return asRendered(renderStored(kind, declaration, context, theDeclaration));
        }
        const content = { reason, before: readAsAmended(tables, filing), after: declaration };
        const context = { declarationNo: filing.declarationNo, declaredOn: koreanDate(now) };
        return asRendered(
          renderPart(kind, partToCome(tables, filing.declarationNo, 'amendment'), content, context),
        );
      }),
  };
}

/** @throws {NaruError} `not-found` */
function draftOf(tables: Tables, id: number): StoredDraft {
  const draft = tables.drafts.byId(id);
  if (draft === null) throw new NaruError('not-found', { what: String(id) });
  return draft;
}

const masked = (row: DraftRow): DraftRow => ({ ...row, title: maskedTitle(row.title) });

function toRow(tables: Tables, draft: DraftHead): DraftRow {
  const { id, kind, purpose, filingId, title, updatedAt } = draft;
  const filing = filingId === null ? null : tables.filings.byId(filingId);
  const declarationNo = filing?.declarationNo ?? null;
  return { id, kind, purpose, filingId, declarationNo, title, updatedAt };
}

function toDraft(tables: Tables, draft: StoredDraft): Draft {
  const filing = draft.filingId === null ? null : tables.filings.byId(draft.filingId);
  const read = draft.purpose === 'amend' ? readAsAmended : readDeclaration;
  return {
    ...toRow(tables, draft),
    body: readBody(draft),
    version: draft.version,
    before: filing === null ? null : z.json().parse(read(tables, filing)),
  };
}

/** Holds the place of a number that is given only when the declaration is queued. */
function placeholderNo(tables: Tables, kind: DeclarationKind, now: EpochMs): DeclarationNo {
  const office = officeSchema.safeParse(tables.settings.get('office'));
  const declarant = office.success ? office.data.declarant : declarantCodeSchema.parse('00000');
  const year = String(koreanYear(now)).slice(2);
  return declarationNoSchema.parse(`${declarant}${year}000000${kindLetterOf[kind]}`);
}

function asRendered(rendered: ReturnType<typeof renderStored>): CallOutput<'documents.render'> {
  return rendered.ok ? { is: 'xml', xml: rendered.xml } : { is: 'wrong', errors: rendered.errors };
}
