import { officeSchema } from '../../shared/contract/index.ts';
import type { DraftBody } from '../../shared/contract/drafts.ts';
import {
  readFilingInput,
  summaryOf,
  type FilingInput,
} from '../../shared/documents/filing-input.ts';
import { readPart } from '../../shared/documents/parts/part.ts';
import { NaruError, type FieldError } from '../../shared/errors.ts';
import type { DeclarationNo, FilingId } from '../../shared/filing/numbers.ts';
import type { EpochMs } from '../../shared/time.ts';
import { editFiling, enqueue, putPart } from '../outbox/index.ts';
import {
  readAsAmended,
  type Store,
  type StoredDraft,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';
import { checkedFiling } from './declarations.ts';
import { readBody } from './draft-start.ts';

export type QueuedDraft =
  | { is: 'queued'; filingId: FilingId; declarationNo: DeclarationNo }
  | { is: 'wrong'; errors: FieldError[] };

/**
 * Checks a draft and puts it where it belongs: a new declaration into the outbox, an edit in the
 * place of what waits there, an amendment beside its original. The draft is gone in the same
 * transaction; where something is wrong nothing has changed.
 * @throws {NaruError} `not-found`, `draft-changed`, `no-office`, and as `enqueue`, `editFiling` and
 *   `putPart`
 */
export function queueDraft(
  store: Store,
  { id, version }: { id: number; version: number },
  at: EpochMs,
): QueuedDraft {
  return store.transaction((tables) => {
    const draft = tables.drafts.byId(id);
    if (draft === null) throw new NaruError('not-found', { what: String(id) });
    if (draft.version !== version) throw new NaruError('draft-changed');
    const reading = readFilingInput(inputOf(draft));
    if (!reading.ok) return { is: 'wrong', errors: reading.errors };
    const queued = put(store, tables, draft, reading.filing, at);
    if (queued.is === 'queued') tables.drafts.drop(id);
    return queued;
  });
}

function inputOf(draft: StoredDraft): unknown {
  const { reference, priority, deadline, declaration } = readBody(draft);
  return { kind: draft.kind, reference, priority, deadline, declaration };
}

function put(
  store: Store,
  tables: Tables,
  draft: StoredDraft,
  filing: FilingInput,
  at: EpochMs,
): QueuedDraft {
  if (draft.purpose === 'new' || draft.filingId === null) return putNew(store, tables, filing, at);
  if (draft.purpose === 'edit')
    return asQueued(editFiling(store, draft.filingId, checkedFiling(filing), at));
  return amend(store, tables, draft.filingId, filing, readBody(draft).reason, at);
}

function putNew(store: Store, tables: Tables, filing: FilingInput, at: EpochMs): QueuedDraft {
  const office = officeSchema.safeParse(tables.settings.get('office'));
  if (!office.success) throw new NaruError('no-office');
  const context = { office: office.data, at, batchId: null };
  const [id] = enqueue(store, [checkedFiling(filing)], context).added;
  if (id !== undefined) return asQueued(tables.filings.byId(id));
  const { reference } = filing;
  return wrong('reference', 'duplicate-reference', { reference });
}

/** The document of an amendment names its reason by keys of its own. */
const reasonFields: Readonly<Record<string, string>> = {
  reasonText: 'reason.text',
  reasonCode: 'reason.code',
  fault: 'reason.fault',
};

function amend(
  store: Store,
  tables: Tables,
  originalId: FilingId,
  filing: FilingInput,
  reason: DraftBody['reason'],
  at: EpochMs,
): QueuedDraft {
  const original = tables.filings.byId(originalId);
  if (original === null) throw new NaruError('not-found', { what: String(originalId) });
  const content = {
    reason: reason ?? { code: '', fault: '', text: '' },
    before: readAsAmended(tables, original),
    after: filing.declaration,
  };
  const reading = readPart(filing.kind, { is: 'amendment', sequence: 1 }, content, original);
  if (!reading.ok)
    return {
      is: 'wrong',
      errors: reading.errors.map((error) => ({
        ...error,
        field: reasonFields[error.field] ?? error.field,
      })),
    };
  const { priority } = filing;
  const part = {
    is: 'amendment',
    content,
    summary: summaryOf(filing),
    // One that is not entered stays that of the declaration.
    ...(filing.deadline === null ? {} : { deadline: filing.deadline }),
    priority,
  } as const;
  return asQueued(putPart(store, originalId, part, at));
}

function asQueued(filing: StoredFiling | null): QueuedDraft {
  if (filing === null) throw new Error('a filing that was just put in is there');
  return { is: 'queued', filingId: filing.id, declarationNo: filing.declarationNo };
}

function wrong(field: string, code: FieldError['code'], params: FieldError['params']): QueuedDraft {
  return { is: 'wrong', errors: [{ field, code, params }] };
}
