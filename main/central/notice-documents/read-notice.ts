import { createHash } from 'node:crypto';
import {
  declarationNoPattern,
  readDeclarationNo,
  type DeclarationNo,
} from '../../../shared/filing/numbers.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { NoticeFact } from '../../../shared/filing/receipts.ts';
import { plainText } from '../plain-text.ts';
import { noticeDocuments, submittedDocuments } from './codes.ts';
import { decodeNotice, type DocumentTrouble, type NoticeEncoding } from './decode.ts';
import { documentCode, meaningOf, type Fact, type NoticeMeaning } from './meaning.ts';
import { placesOf, type NoticeItem, type OwnPlaces } from './paths.ts';
import { readMoment } from './times.ts';
import { leavesOf, readTree, textsAt, type Element, type Leaf } from './tree.ts';

/** A notice document (통보서) of customs, read. */
export interface NoticeDocument extends Omit<NoticeMeaning, 'facts'> {
  /** Our own facts first, then every text of the document by its path; bounded. */
  facts: NoticeFact[];
  /** Names what it says: the same document in another encoding has the same. */
  id: string;
  /** The code after `GOVCBR`, e.g. `R99`; as it stands where it is none of customs'; `?` without one. */
  code: string;
  encoding: NoticeEncoding;
  /**
   * Numbers that it may be about, the most likely first. `isNamed`: they stand where such a
   * document has its number; otherwise they are all that stand anywhere in it.
   */
  numbers: readonly DeclarationNo[];
  isNamed: boolean;
  /** Amendment's number (정정차수), where it says one. */
  sequence: number | null;
  at: EpochMs | null;
  receiptNo: string | null;
}

export type NoticeReading =
  | { is: 'document'; document: NoticeDocument }
  /** A declaration or another document of our own. */
  | { is: 'submission'; code: string; numbers: readonly DeclarationNo[] }
  | { is: 'unreadable'; trouble: DocumentTrouble };

export interface NoticeReadingOptions {
  /** Its file's name tells the code where the document does not. */
  fileName?: string;
  /** An office's own places of things, tried before ours. */
  places?: OwnPlaces;
}

/** No notice of customs is as large as this. */
export const mostDocumentBytes = 5 * 1024 * 1024;

const mostFacts = 200;
const longestFact = 4000;

/** Reads a notice document by local names. Pure; it never throws, whatever the bytes are. */
export function readNoticeDocument(
  bytes: Uint8Array,
  { fileName = '', places = {} }: NoticeReadingOptions = {},
): NoticeReading {
  if (bytes.byteLength > mostDocumentBytes) return { is: 'unreadable', trouble: 'too-large' };
  const decoded = decodeNotice(bytes);
  if (!decoded.ok) return { is: 'unreadable', trouble: decoded.trouble };
  const root = readTree(decoded.text);
  if (root === null) return { is: 'unreadable', trouble: 'malformed' };
  const base = baseOf(root);
  const leaves = leavesOf(base);
  const code = codeOf(root, leaves, fileName, places);
  const texts = (item: NoticeItem): string[] => textsAt(leaves, placesOf(item, code, places));
  const named = numbersAt(leaves, placesOf('number', code, places));
  const numbers = named.length > 0 ? named : numbersAt(leaves, null);
  if (submittedDocuments[code] !== undefined) return { is: 'submission', code, numbers };
  const meaning = meaningOf({ base, code, texts });
  const receiptNo =
    placesOf('receiptNo', code, places)
      .flatMap((place) => textsAt(leaves, [place]))
      .find((text) => readDeclarationNo(text) === null) ?? null;
  const facts = [...meaning.facts];
  if (receiptNo !== null) facts.push({ name: 'receipt-no', value: receiptNo });
  if (named.length === 0 && numbers.length > 0)
    facts.push({ name: 'number-elsewhere', value: numbers.join(' ') });
  return {
    is: 'document',
    document: {
      ...meaning,
      message: meaning.message === null ? null : plainText(meaning.message, 4000),
      id: idOf(root.name, code, leaves),
      code: code === '' ? '?' : code,
      encoding: decoded.encoding,
      numbers,
      isNamed: named.length > 0,
      sequence: sequenceIn(texts('sequence')),
      at:
        texts('at')
          .map(readMoment)
          .find((at) => at !== null) ?? null,
      receiptNo: receiptNo === null ? null : plainText(receiptNo, 200),
      facts: factsOf(facts, leaves),
    },
  };
}

/** The response, where it is wrapped in something else. */
function baseOf(root: Element): Element {
  if (root.name === 'Response') return root;
  const inside = (element: Element, depth: number): Element | null => {
    for (const child of element.children) {
      const found = child.name === 'Response' ? child : depth > 0 ? inside(child, depth - 1) : null;
      if (found !== null) return found;
    }
    return null;
  };
  return inside(root, 3) ?? root;
}

const codePattern = /^(?:GOVCBR)?[0-9A-Z]{3}$/i;
const isKnown = (code: string): boolean =>
  noticeDocuments[code] !== undefined || submittedDocuments[code] !== undefined;

function codeOf(
  root: Element,
  leaves: readonly Leaf[],
  fileName: string,
  places: OwnPlaces,
): string {
  const [said] = textsAt(leaves, placesOf('code', '', places));
  if (said !== undefined && codePattern.test(said)) return documentCode(said);
  const inRoot = /^GOVCBR([0-9A-Z]{3})$/i.exec(root.name)?.[1];
  if (inRoot !== undefined) return documentCode(inRoot);
  // A field that elsewhere names the original document may name the notice itself.
  const fields = textsAt(leaves, placesOf('originalCode', '', places)).map(documentCode);
  const field = fields.find((code) => noticeDocuments[code] !== undefined);
  if (field !== undefined) return field;
  const inName = /GOVCBR([0-9A-Z]{3})/i.exec(fileName)?.[1];
  if (inName !== undefined && isKnown(documentCode(inName))) return documentCode(inName);
  return said === undefined ? '' : plainText(said, 20);
}

function numbersAt(leaves: readonly Leaf[], places: readonly string[] | null): DeclarationNo[] {
  const found =
    places === null
      ? leaves.map(({ text }) => text)
      : places.flatMap((place) => textsAt(leaves, [place]));
  const numbers = found.map(readDeclarationNo).filter((no) => no !== null);
  return [...new Set(numbers)].filter((no) => declarationNoPattern.test(no)).slice(0, 100);
}

function sequenceIn(texts: readonly string[]): number | null {
  const [text = ''] = texts;
  const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return value > 0 ? value : null;
}

function factsOf(first: readonly Fact[], leaves: readonly Leaf[]): NoticeFact[] {
  const rest = leaves.map(({ path, text }) => ({ name: path, value: text }));
  return [...first, ...rest].slice(0, mostFacts).map(({ name, value }) => ({
    name: plainText(name.slice(-200), 200),
    value: plainText(value, longestFact),
  }));
}

function idOf(root: string, code: string, leaves: readonly Leaf[]): string {
  const hash = createHash('sha256').update(`${root}\n${code}`);
  for (const { path, text } of leaves) hash.update(`\n${path}=${text}`);
  return `${code === '' ? '?' : code}-${hash.digest('hex').slice(0, 40)}`;
}
