import { z } from 'zod';
import { draftBodySchema, type DraftBody, type DraftSource } from '../../shared/contract/drafts.ts';
import type { Office } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { DeclarationKind, FilingId } from '../../shared/filing/numbers.ts';
import { koreanDate, type EpochMs } from '../../shared/time.ts';
import {
  readAsAmended,
  readDeclaration,
  type StoredDraft,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';
import { draftTitle } from './draft-title.ts';

/**
 * What names one consignment alone, or a document that came with it: a copy that carried it on
 * would name the wrong one.
 */
const consignmentKeys: ReadonlySet<string> = new Set([
  'billOfLading',
  'masterBillOfLading',
  'cargoControlNo',
  'containers',
  'arrivedOn',
  'departsOn',
  'warehousedOn',
  'inspectionOn',
  'usedAt',
  'electronicInvoiceNo',
  'electronicPackingListNo',
  'electronicBillOfLadingNo',
  'orderNumber',
  'orderNumbers',
  'ucr',
  'bondedEntryNo',
  'invoiceNo',
  'certificateNo',
  'certificateIssuedOn',
  'requirementNo',
  'requirementIssuedOn',
  'importDeclarationNo',
  'importLine',
  'immediateReleaseNo',
  'immediateReleases',
  'previousExports',
]);

/** Our side's states in which a declaration may still be changed: no byte of it is in doubt. */
const editableStates: ReadonlySet<StoredFiling['transport']> = new Set([
  'invalid',
  'queued',
  'recheck',
  'held',
  'refused',
]);

type Json = DraftBody['declaration'];

/**
 * Begins a draft, or goes on with the one that edits or amends the same filing already.
 * Within the caller's transaction.
 * @throws {NaruError} `not-found`; `not-possible-now` where the filing may not be edited or amended
 */
export function startDraft(
  tables: Tables,
  from: DraftSource,
  { office, at }: { office: Office | null; at: EpochMs },
): StoredDraft {
  switch (from.is) {
    case 'empty':
      return add(tables, from.kind, officeValues(office), at);
    case 'template': {
      const template = tables.templates.byId(from.templateId);
      if (template === null) throw new NaruError('not-found', { what: String(from.templateId) });
      return add(tables, template.kind, withoutConsignment(template.declaration), at);
    }
    case 'copy': {
      const filing = filingOf(tables, from.filingId);
      return add(tables, filing.kind, withoutConsignment(readDeclaration(tables, filing)), at);
    }
    case 'edit':
    case 'amend':
      return openOn(tables, filingOf(tables, from.filingId), from.is, at);
  }
}

function filingOf(tables: Tables, id: FilingId): StoredFiling {
  const filing = tables.filings.byId(id);
  if (filing === null) throw new NaruError('not-found', { what: String(id) });
  // Amendments and withdrawals are about a declaration; it is the declaration that is meant.
  const original = filing.originalId === null ? null : tables.filings.byId(filing.originalId);
  return original ?? filing;
}

function add(tables: Tables, kind: DeclarationKind, declaration: Json, at: EpochMs): StoredDraft {
  const body: DraftBody = {
    reference: proposedReference(tables, at),
    priority: 'normal',
    deadline: null,
    reason: null,
    declaration,
  };
  return store(tables, { kind, filingId: null, purpose: 'new', body, at });
}

/** The draft of a filing that waits (edit), or of one that customs has (amend, 정정). */
function openOn(
  tables: Tables,
  filing: StoredFiling,
  purpose: 'edit' | 'amend',
  at: EpochMs,
): StoredDraft {
  const allowed =
    purpose === 'edit'
      ? editableStates.has(filing.transport)
      : filing.transport === 'acknowledged' &&
        filing.customs !== 'rejected' &&
        filing.customs !== 'withdrawn';
  if (!allowed) throw new NaruError('not-possible-now', { state: filing.transport });
  const begun = tables.drafts.of(filing.id);
  if (begun?.purpose === purpose) return begun;
  // Customs has taken meanwhile what was being edited here: nothing of that can be sent any more.
  if (begun !== null) tables.drafts.drop(begun.id);
  // An amendment begins where the one before it ended.
  const read = purpose === 'amend' ? readAsAmended : readDeclaration;
  const declaration = z.json().parse(read(tables, filing));
  const body: DraftBody = {
    reference: filing.reference,
    priority: filing.priority,
    // A deadline that follows from the declaration goes on following it.
    deadline: filing.basis?.by === 'law' ? null : filing.deadline,
    reason: purpose === 'amend' ? { code: '', fault: '', text: '' } : null,
    declaration,
  };
  return store(tables, { kind: filing.kind, filingId: filing.id, purpose, body, at });
}

function store(
  tables: Tables,
  draft: Pick<StoredDraft, 'kind' | 'filingId' | 'purpose'> & { body: DraftBody; at: EpochMs },
): StoredDraft {
  const id = nextDraftId(tables);
  tables.drafts.add({ ...draft, id, title: draftTitle(draft.body.declaration) });
  const stored = tables.drafts.byId(id);
  if (stored === null) throw new Error('a draft that was just added is there');
  return stored;
}

/** A new declaration begins with what the office says of itself. */
function officeValues(office: Office | null): Json {
  if (office === null) return {};
  return { customsOffice: office.customsOffice, submitterName: office.name };
}

/** The declaration without what only that one consignment had, at any depth. */
function withoutConsignment(declaration: unknown): Json {
  return without(z.json().parse(declaration ?? {}));
}

function without(value: Json): Json {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !consignmentKeys.has(key))
      .map(([key, item]) => [key, without(item)]),
  );
}

const counterSchema = z.object({ draft: z.number(), day: z.string(), reference: z.number() });
type Counter = z.output<typeof counterSchema>;

function readCounter(tables: Tables): Counter {
  const stored = counterSchema.safeParse(tables.settings.get('draft-counter'));
  return stored.success ? stored.data : { draft: 0, day: '', reference: 0 };
}

/** An id that no draft ever had: a window that shows one that is gone must not save over another. */
function nextDraftId(tables: Tables): number {
  const counter = readCounter(tables);
  const draft = counter.draft + 1;
  tables.settings.set('draft-counter', { ...counter, draft } satisfies Counter);
  return draft;
}

/** The day and a number that counts on, e.g. `20261124-003`; unique in the outbox. */
function proposedReference(tables: Tables, at: EpochMs): string {
  const counter = readCounter(tables);
  const day = koreanDate(at).replaceAll('-', '');
  let reference = counter.day === day ? counter.reference : 0;
  let text: string;
  do {
    reference += 1;
    text = `${day}-${String(reference).padStart(3, '0')}`;
  } while (tables.filings.hasReference(text));
  tables.settings.set('draft-counter', { ...counter, day, reference } satisfies Counter);
  return text;
}

/** What was typed, as the contract has it; what is on disk is input too. */
export const readBody = (draft: StoredDraft): DraftBody => draftBodySchema.parse(draft.body);
