import {
  readDeclarationNo,
  type DeclarationNo,
  type FilingId,
} from '../../shared/filing/numbers.ts';
import { sequenceOf } from '../../shared/filing/part.ts';
import { customsWord, type Notice, type NoticeKind } from '../../shared/filing/receipts.ts';
import type { CustomsState } from '../../shared/filing/states.ts';
import { nextTransport } from '../../shared/filing/transitions.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import {
  customsAfter,
  followCustoms,
  moveTransport,
  record,
  soonestInquiry,
  type OtherChange,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';
import type { ReceivedFile } from './gateway.ts';
import { attribute, partThatIsMeant } from './notice-attribution.ts';
import { isStandIn, receiptNoIn } from './receipt-number.ts';

/**
 * Takes a page of notices in, within the caller's transaction: each once, however often it comes.
 * Notices move the customs axis alone; one about a filing that we hold for not taken puts it in
 * doubt, so that it is inquired about before anything is sent.
 * @returns the filings that changed
 */
export function takeNotices(
  tables: Tables,
  destination: string,
  notices: readonly Notice[],
  now: EpochMs,
): FilingId[] {
  return notices.flatMap((notice) => {
    const part = notice.part ?? partThatIsMeant(tables, notice);
    return takeNotice(tables, destination, part === null ? notice : { ...notice, part }, now);
  });
}

/**
 * Takes in files of the receiving folders, within the caller's transaction: the document as it came
 * and what its notice does are on disk together, or neither is. A file that is read again does
 * nothing twice.
 * @returns the filings that changed
 */
export function takeFiles(
  tables: Tables,
  destination: string,
  files: readonly ReceivedFile[],
  now: EpochMs,
): FilingId[] {
  return files.flatMap(({ path, size, modifiedAt, document, says, trouble }) => {
    const notice = says === null ? null : attribute(tables, says);
    const documentId =
      document === null
        ? null
        : tables.noticeDocuments.keep(
            destination,
            { ...document, file: path, declarationNo: notice?.declarationNo ?? '' },
            now,
          );
    tables.receivedFiles.note(destination, { path, size, modifiedAt, documentId, trouble }, now);
    if (documentId === null) return [];
    if (notice !== null) return takeNotice(tables, destination, { ...notice, documentId }, now);
    noteUnknown(tables, { document: documentId, word: trouble }, now);
    return [];
  });
}

function takeNotice(tables: Tables, destination: string, notice: Notice, now: EpochMs): FilingId[] {
  if (!tables.notices.keep(destination, notice, now)) return [];
  const no = readDeclarationNo(notice.declarationNo);
  const declaration = no === null ? null : tables.filings.byNumber(no);
  if (no === null || declaration === null) {
    const { id, declarationNo, kind } = notice;
    noteUnknown(tables, { notice: id, declarationNo, word: kind }, now);
    return [];
  }
  return apply(tables, declaration, notice, now);
}

/**
 * Lets the notices that came before their filing was known take effect, within the caller's
 * transaction.
 */
export function takeKeptNotices(tables: Tables, no: DeclarationNo, now: EpochMs): void {
  for (const notice of tables.notices.of(no)) {
    const declaration = tables.filings.byNumber(no);
    if (declaration !== null) apply(tables, declaration, notice, now);
  }
}

function apply(
  tables: Tables,
  declaration: StoredFiling,
  notice: Notice,
  now: EpochMs,
): FilingId[] {
  const { declarationNo: no } = declaration;
  const { part } = notice;
  const own =
    part === undefined || part.is === 'declaration' ? null : tables.filings.byPart(no, part);
  if (own !== null) take(tables, own, notice, partWord(notice.kind), now);
  if (own !== null && !speaksOfBoth(notice)) return [own.id, declaration.id];
  const isOfDeclaration = part === undefined || part.is === 'declaration';
  // A word on a part that is not here says of its declaration what a decision does, or that customs
  // has it at all.
  const moves = isOfDeclaration || speaksOfBoth(notice) || isThoughtNotTaken(declaration);
  const said = moves ? notice : toldOnly(notice);
  take(tables, declaration, said, declarationWord(declaration, said.kind), now);
  return own === null ? [declaration.id] : [own.id, declaration.id];
}

const toldOnly = (notice: Notice): Notice => ({ ...notice, kind: 'information' });

function noteUnknown(
  tables: Tables,
  data: Record<string, string | number | null>,
  at: EpochMs,
): void {
  tables.journal.append({ at, filingId: null, before: null, kind: 'notice-unknown', data });
}

/** The decision on a part changes the declaration; a full copy proves that customs has it. */
function speaksOfBoth({ kind, code }: Notice): boolean {
  return kind === 'amended' || kind === 'withdrawn' || (code === '5TF' && kind === 'received');
}

/** What is amended after its release (수리) stays released: no second release will be told. */
function declarationWord({ customs }: StoredFiling, kind: NoticeKind): CustomsState | null {
  return customs === 'released' && kind === 'amended' ? null : customsWord(kind);
}

/** What a notice is to the amendment or withdrawal itself. */
function partWord(kind: NoticeKind): CustomsState | null {
  const isRefused = kind === 'amendment-refused' || kind === 'withdrawal-refused';
  return isRefused ? 'rejected' : customsWord(kind);
}

function take(
  tables: Tables,
  filing: StoredFiling,
  notice: Notice,
  word: CustomsState | null,
  now: EpochMs,
): void {
  const customs = word === null ? filing.customs : customsAfter(filing.customs, word);
  const entry = {
    kind: 'notice',
    data: {
      notice: notice.id,
      word: notice.kind,
      noticedAt: notice.at,
      ...(notice.code === undefined ? {} : { code: notice.code }),
      ...(notice.part === undefined
        ? {}
        : { part: notice.part.is, sequence: sequenceOf(notice.part) }),
    },
  } as const;
  const said = { at: epochMs(Date.parse(notice.at)), named: notice.answerBy ?? null };
  followCustoms(tables, { ...filing, customs }, filing.customs, said, now);
  if (filing.transport === 'unconfirmed' || filing.transport === 'processing') {
    // The central system knows it: fetch the receipt, as soon as its last answer allows.
    const inquireAt = soonestInquiry(tables, filing, now);
    record(tables, filing, entry, now, { customs, inquireAt });
  } else if (word !== null && isThoughtNotTaken(filing) && !isRejectionOf(filing, notice)) {
    const change = { customs, inquireAt: epochMs(now), inquiries: 0 };
    moveTransport(tables, filing, 'lose', entry, now, change);
  } else record(tables, filing, entry, now, { customs, ...laterReceipt(filing, notice) });
}

/** A receipt that came after another notice had proved the same. */
function laterReceipt(
  { transport, receiptNo, declarationNo }: StoredFiling,
  notice: Notice,
): OtherChange {
  const told = notice.kind === 'received' ? receiptNoIn(notice) : null;
  const isWanted = transport === 'acknowledged' && receiptNo !== null;
  if (told === null || !isWanted || !isStandIn(receiptNo, declarationNo)) return {};
  return { receiptNo: told, receiptAt: epochMs(Date.parse(notice.at)) };
}

/**
 * What was refused and is now called rejected is no contradiction where the gateway has one word
 * for both; customs' own rejection (각하) follows on a receipt.
 */
function isRejectionOf({ transport }: StoredFiling, { kind, code }: Notice): boolean {
  return transport === 'refused' && kind === 'rejected' && code === undefined;
}

/** Sent once, and held for not taken since. */
function isThoughtNotTaken(filing: StoredFiling): boolean {
  return (
    filing.submissionId !== null &&
    filing.transport !== 'sending' &&
    nextTransport(filing.transport, 'lose') !== null
  );
}
