import { readDeclarationNo, type DeclarationNo } from '../../shared/filing/numbers.ts';
import { sequenceOf, type Part, type PartKind } from '../../shared/filing/part.ts';
import type { Notice, NoticeKind } from '../../shared/filing/receipts.ts';
import type { CustomsState } from '../../shared/filing/states.ts';
import { lostPartsOf, readRestored, type StoredFiling, type Tables } from '../store/index.ts';
import { folderDestination } from './folder/destination.ts';
import type { DocumentNotice } from './gateway.ts';

/**
 * Finds out which of the filings here a notice document speaks of. Where that is not sure, its
 * notice is shown with the declaration and moves nothing.
 */
export function attribute(tables: Tables, says: DocumentNotice): Notice {
  const no = numberThatIsMeant(tables, says);
  const isSure = says.isNamed || says.numbers.length === 1;
  const notice: Notice = { ...says.notice, declarationNo: no ?? '' };
  if (no === null || says.notice.kind === 'unknown') return notice;
  if (!isSure) return { ...notice, kind: 'information' };
  if (says.about.includes('declaration')) return notice;
  const own = partAmong(tables, no, says.about, says.sequence, Date.parse(notice.at));
  if (own === null) return { ...notice, kind: kindWithoutPart(notice, says.about) };
  return { ...notice, kind: kindFor(own, notice.kind), part: own };
}

/** The amendment or withdrawal that a notice decides, where the gateway does not name it. */
export function partThatIsMeant(tables: Tables, notice: Notice): Part | null {
  const about = aboutByKind[notice.kind];
  const no = readDeclarationNo(notice.declarationNo);
  if (about === undefined || no === null) return null;
  return partAmong(tables, no, about, null, Date.parse(notice.at));
}

const aboutByKind: Readonly<Partial<Record<NoticeKind, readonly PartKind[]>>> = {
  amended: ['amendment'],
  'amendment-refused': ['amendment'],
  withdrawn: ['withdrawal'],
  'withdrawal-refused': ['withdrawal'],
};

function numberThatIsMeant(
  { filings }: Tables,
  { numbers, isNamed }: DocumentNotice,
): DeclarationNo | null {
  const known = numbers.find((no) => filings.byNumber(no) !== null);
  if (known !== undefined) return known;
  // A number that stands anywhere, and is none of ours, may be anything.
  return isNamed ? (numbers[0] ?? null) : null;
}

const decided: ReadonlySet<CustomsState> = new Set([
  'amended',
  'withdrawn',
  'rejected',
  'released',
]);
const isInDoubt = ({ transport }: StoredFiling): boolean =>
  transport === 'unconfirmed' || transport === 'processing' || transport === 'sending';
const waitsForWord = ({ transport, customs }: StoredFiling): boolean =>
  transport === 'refused' || (transport === 'acknowledged' && !decided.has(customs));

/**
 * The part that a word was about, one of a day that an older copy of the data does not know among
 * them. Where it may as well be about one that is here, nobody knows.
 */
function partAmong(
  tables: Tables,
  no: DeclarationNo,
  about: readonly PartKind[],
  sequence: number | null,
  at: number,
): Part | null {
  const lost = lostPartsOf(tables, no).filter(
    (part) => about.includes(part.is) && tables.filings.byPart(no, part) === null,
  );
  const sent = sentBy(tables, no, about, at);
  if (lost.length === 0) return partHere(tables, sent, sequence)?.part ?? null;
  const named = (part: Part): boolean => sequence !== null && sequenceOf(part) === sequence;
  const known = sent.find(({ part }) => named(part))?.part ?? lost.find(named);
  if (known !== undefined) return known;
  const isSure =
    lost.length === 1 && !sent.some((filing) => isInDoubt(filing) || waitsForWord(filing));
  return isSure ? (lost[0] ?? null) : null;
}

/** Those that had gone out by then. */
function sentBy(
  tables: Tables,
  no: DeclarationNo,
  about: readonly PartKind[],
  at: number,
): StoredFiling[] {
  const sent = tables.filings
    .partsOf(no)
    .filter(({ part, submissionId }) => about.includes(part.is) && submissionId !== null);
  const [first] = sent;
  // A late word on an earlier part must not be taken for one on the part that followed it.
  return sent.filter((filing) => filing === first || wentOutBefore(tables, filing, at));
}

/**
 * The part here that a word was about: one in doubt, else the last that had gone out by then, for a part
 * is only made when the one of its kind before it has come to an end. `null` where there is none,
 * or where an amendment and a withdrawal both wait for such a word.
 */
function partHere(
  tables: Tables,
  possible: readonly StoredFiling[],
  sequence: number | null,
): StoredFiling | null {
  const named = possible.filter(({ part }) => sequence !== null && sequenceOf(part) === sequence);
  const among = named.length > 0 ? named : possible;
  const inDoubt = among.filter(isInDoubt);
  if (inDoubt.length > 0) {
    const [meant, ...others] =
      inDoubt.length === 1 ? inDoubt : inDoubt.filter((each) => !wasNeverHandedOver(tables, each));
    return meant !== undefined && others.length === 0 ? meant : null;
  }
  const last = among.at(-1) ?? null;
  const rival = among.find(({ part }) => part.is !== last?.part.is && waitsForWordOf(among, part));
  return rival === undefined ? last : null;
}

/** Whether the last part of that kind waits for customs' word. */
function waitsForWordOf(among: readonly StoredFiling[], { is }: Part): boolean {
  const last = among.findLast(({ part }) => part.is === is);
  return last !== undefined && waitsForWord(last);
}

/**
 * Whether customs cannot have it: each attempt ended before its file got its name. A copy of older
 * data does not know of the attempts of the day that it has lost.
 */
function wasNeverHandedOver(tables: Tables, { journalSeq }: StoredFiling): boolean {
  const { settings, journal } = tables;
  if (readRestored(tables) !== null || settings.get('listening') !== null) return false;
  return journal
    .timeline(journalSeq)
    .every(
      ({ kind, data }) =>
        kind !== 'handing-over' &&
        !(
          kind === 'attempt-started' &&
          data['attempt'] === 'send' &&
          data['via'] !== folderDestination
        ),
    );
}

/** Customs writes whole seconds. */
function wentOutBefore({ attempts }: Tables, { id }: StoredFiling, at: number): boolean {
  const last = attempts.of(id).findLast(({ kind }) => kind === 'send');
  return last !== undefined && Math.floor(last.startedAt / 1000) * 1000 <= at;
}

/** 5DT answers both amendment and withdrawal of an export with the same codes. */
function kindFor(part: Part, kind: NoticeKind): NoticeKind {
  if (part.is !== 'withdrawal') return kind;
  if (kind === 'amended') return 'withdrawn';
  return kind === 'amendment-refused' ? 'withdrawal-refused' : kind;
}

/** What a word on a part that is not here does to the declaration. */
function kindWithoutPart({ kind, code }: Notice, about: readonly PartKind[]): NoticeKind {
  if (code === '5TF') return kind;
  const isDecision = aboutByKind[kind] !== undefined;
  return isDecision && about.length === 1 ? kind : 'information';
}
