import { hash } from 'node:crypto';
import type { Summary } from '../../shared/filing/filing.ts';
import {
  kindLetterOf,
  declarationKinds,
  filingId,
  type DeclarationKind,
  type DeclarationNo,
  type FilingId,
} from '../../shared/filing/numbers.ts';
import { sequenceOf, theDeclaration } from '../../shared/filing/part.ts';
import type { Receipt } from '../../shared/filing/receipts.ts';
import { addDays, epochMs, koreanDate, type CivilDate, type EpochMs } from '../../shared/time.ts';
import { contentDigest } from '../central/content-digest.ts';
import { takeKeptNotices } from '../central/notice-feed.ts';
import {
  customsAfter,
  followCustoms,
  moveTransport,
  readDeclaration,
  readSummary,
  type KeptDeclaration,
  type LostPart,
  type NewFiling,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';
import { originalDate, type Describe, type Render } from './freeze.ts';
import type { Means } from './visits.ts';

/**
 * Takes a receipt for a filing that an older copy of the data does not know to be there, within the
 * caller's transaction. Where the document is not the one that the copy has, its digest is kept
 * without its text.
 */
export function takeReceipt(
  tables: Tables,
  filing: StoredFiling,
  receipt: Receipt,
  render: Render,
  at: EpochMs,
): StoredFiling {
  const { id, transport } = filing;
  const known = documentOf(tables, filing, receipt, render);
  const submissionId = known.id ?? freezeFrom(tables, filing, receipt, known, at);
  const journalSeq = known.id === null ? submissionId : filing.journalSeq;
  let moved: StoredFiling = { ...filing, journalSeq };
  const data = { word: 'taken', receipt: receipt.receiptNo, ours: known.isOurs };
  const entry = { kind: 'asked-after-restore', data } as const;
  if (transport === 'invalid') moved = moveTransport(tables, moved, 'enqueue', entry, at);
  if (transport !== 'unconfirmed' && transport !== 'processing') {
    const asked = { inquireAt: at, inquiries: 0, submissionId };
    moved = moveTransport(tables, moved, 'lose', entry, at, asked);
  }
  const receiptAt = epochMs(Date.parse(receipt.receivedAt));
  const customs = customsAfter(moved.customs, receipt.state);
  followCustoms(tables, { ...moved, customs }, moved.customs, { at: receiptAt, named: null }, at);
  moved = moveTransport(tables, moved, 'take', entry, at, {
    submissionId,
    receiptNo: receipt.receiptNo,
    receiptAt,
    customs,
    lastError: null,
    inquiries: 0,
  });
  tables.stales.drop(id);
  return moved;
}

/**
 * Takes up a filing that nobody here knows any more, as the central system tells of it, within the
 * caller's transaction: its number, receipt and states; the declaration itself where a database that
 * was kept aside has it and it can still be read.
 */
export function takeUp(
  tables: Tables,
  declarationNo: DeclarationNo,
  receipt: Receipt,
  { render, describe, kept }: Pick<Means, 'render' | 'describe' | 'kept'>,
  at: EpochMs,
): FilingId {
  const kind = kindOf(declarationNo);
  const content = contentOf(
    kind,
    kept?.(declarationNo, theDeclaration, receipt.digest) ?? null,
    describe,
  );
  const reference = freeReference(tables, declarationNo, content?.reference ?? null);
  const common = { reference, declarationNo, kind, part: theDeclaration, originalId: null };
  const summary = content?.summary ?? nothing;
  const filing = putIn(tables, { ...common, summary }, content?.body ?? null, at);
  const taken = takeReceipt(tables, filing, receipt, render, at);
  // What was told of it before anybody here knew its number.
  takeKeptNotices(tables, taken.declarationNo, at);
  return filing.id;
}

/**
 * Takes up an amendment or withdrawal that only the data knows which was put aside, within the caller's
 * transaction.
 * @returns `null` where not even its declaration is known here
 */
export function takeUpPart(
  tables: Tables,
  { no, part }: LostPart,
  receipt: Receipt,
  { render, kept }: Pick<Means, 'render' | 'kept'>,
  at: EpochMs,
): FilingId | null {
  const original = tables.filings.byNumber(no);
  if (original === null) return null;
  const { kind } = original;
  const found = kept?.(no, part, receipt.digest) ?? null;
  const context = { declarationNo: no, declaredOn: koreanDate(at) };
  // Checked as any input: what cannot be rendered is no content.
  const isReadable = found !== null && render(kind, found.declaration, context, part).ok;
  const body = isReadable ? JSON.stringify(found.declaration) : null;
  const reference = freeReference(tables, no, found?.reference ?? null);
  const summary = readSummary(original);
  const common = { reference, declarationNo: no, kind, part, originalId: original.id, summary };
  const filing = putIn(tables, common, body, at);
  takeReceipt(tables, filing, receipt, render, at);
  takeKeptNotices(tables, no, at);
  return filing.id;
}

function putIn(
  tables: Tables,
  common: Pick<
    NewFiling,
    'reference' | 'declarationNo' | 'kind' | 'part' | 'originalId' | 'summary'
  >,
  body: string | null,
  at: EpochMs,
): StoredFiling {
  const id = filingId(tables.journal.head().seq + 1);
  const { reference, declarationNo, part } = common;
  const state = { priority: 'normal', deadline: null, basis: null, transport: 'queued' } as const;
  tables.filings.insert({ id, ...common, ...state, at });
  tables.journal.append({
    at,
    filingId: id,
    before: null,
    kind: 'queued',
    transport: 'queued',
    data: {
      reference,
      declarationNo,
      origin: 'central',
      ...(part.is === 'declaration' ? {} : { part: part.is, sequence: sequenceOf(part) }),
      ...(body === null ? {} : { sha256: hash('sha256', body) }),
    },
    ...(body === null ? {} : { body }),
  });
  const filing = tables.filings.byId(id);
  if (filing === null) throw new RangeError(`filing ${id} was not put in`);
  return filing;
}

interface Found {
  /** Of the submission, where it is frozen already. */
  id: number | null;
  body: Uint8Array | null;
  declaredOn: CivilDate;
  isOurs: boolean;
}

/** Our own document with the receipt's digest, frozen already or as it would be frozen again. */
function documentOf(
  tables: Tables,
  filing: StoredFiling,
  { digest, receivedAt }: Receipt,
  render: Render,
): Found {
  const chain = tables.submissions.chain(filing.submissionId);
  const own = chain.find((each) => each.digest === digest);
  const received = koreanDate(epochMs(Date.parse(receivedAt)));
  const notFound: Found = { id: null, body: null, declaredOn: received, isOurs: false };
  // The newest stays the last one; which of them was taken, the receipt tells.
  if (own !== undefined) return { ...notFound, id: filing.submissionId, isOurs: true };
  const declaration = readDeclaration(tables, filing);
  if (declaration === null) return notFound;
  const { declarationNo, kind, part } = filing;
  for (const declaredOn of [received, addDays(received, -1)]) {
    const context = { declarationNo, declaredOn, ...originalDate(tables, filing) };
    const rendered = render(kind, declaration, context, part);
    if (!rendered.ok) continue;
    const body = new TextEncoder().encode(rendered.xml);
    if (contentDigest(body) === digest) return { id: null, body, declaredOn, isOurs: true };
  }
  return notFound;
}

function freezeFrom(
  { journal }: Tables,
  filing: StoredFiling,
  { digest }: Receipt,
  { body, declaredOn }: Found,
  at: EpochMs,
): number {
  const data = {
    digest,
    declaredOn,
    previous: filing.submissionId,
    bytes: body?.byteLength ?? 0,
    origin: 'central',
  };
  return journal.append({
    at,
    filingId: filing.id,
    before: filing.journalSeq,
    kind: 'frozen',
    data,
    ...(body === null ? {} : { body }),
  });
}

function kindOf(no: DeclarationNo): DeclarationKind {
  return declarationKinds.find((kind) => kindLetterOf[kind] === no.at(-1)) ?? 'import';
}

const nothing: Summary = {
  importer: '',
  goods: '',
  lines: 0,
  billOfLading: '',
  currency: '',
  amount: '',
  tax: null,
};

/** What was kept of it, checked as any input; `null` where it cannot be read. */
function contentOf(
  kind: DeclarationKind,
  kept: KeptDeclaration | null,
  describe: Describe,
): { reference: string; summary: Summary; body: string } | null {
  const described = kept === null ? null : describe(kind, kept.declaration);
  if (kept === null || described === null) return null;
  const { reference, declaration } = kept;
  return { reference, summary: described.summary, body: JSON.stringify(declaration) };
}

function freeReference({ filings }: Tables, no: DeclarationNo, own: string | null): string {
  if (own !== null && !filings.hasReference(own)) return own;
  const plain = `central-${no}`;
  return filings.hasReference(plain) ? `${plain}-2` : plain;
}
