import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { NotKnown, OpenApi } from '../../../shared/contract/lookups.ts';
import { plainText } from '../plain-text.ts';
import { apis } from './apis.ts';

/** An element by the local names of its children. */
export type Row = Readonly<Record<string, unknown>>;

/** What every answer has around its rows. */
export interface Envelope {
  /** `tCnt`; `null` where the answer has none. */
  count: number | null;
  /** `ntceInfo`. */
  notice: string;
  root: Row;
}

export type Reading<Value> =
  | { is: 'known'; value: Value }
  | { is: 'not-known'; why: NotKnown; words: string | null };

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
});

/**
 * Reads the envelope of an answer. HTTP says 200 even where something went wrong, so the content
 * alone decides: `tCnt` -1 is the key or the system, whatever else is no answer of this API.
 */
export function readEnvelope(api: OpenApi, text: string): Reading<Envelope> {
  // An answer declares no entities; what does is not read.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text) || XMLValidator.validate(text) !== true)
    return noAnswer(withoutTags(text));
  const parsed = parse(text);
  const root = isRow(parsed) ? parsed[apis[api].root] : undefined;
  // An answer without rows may be a single empty element.
  if (!isRow(root)) return noAnswer(withoutTags(text));
  const notice = textAt(root, 'ntceInfo');
  const counted = textAt(root, 'tCnt');
  const count = /^-?\d{1,9}$/.test(counted) ? Number(counted) : null;
  if (count !== null && count < 0)
    return { is: 'not-known', why: 'key-refused', words: notice === '' ? null : notice };
  if (count === null && counted !== '') return noAnswer(counted);
  return { is: 'known', value: { count, notice, root } };
}

/** `null` where it is nested beyond what the parser bears, or names what no element may be called. */
function parse(text: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    return null;
  }
}

/** The elements of this name, none, one or many. */
export function rowsOf(parent: Row, name: string): Row[] {
  const found = parent[name];
  if (found === undefined) return [];
  return (Array.isArray(found) ? found : [found]).filter(isRow);
}

/** The text of an element, cut and freed of what steers a screen; empty where there is none. */
export function textAt(row: Row, name: string, max = 500): string {
  const found = row[name];
  const [text] = Array.isArray(found) ? found : [found];
  return typeof text === 'string' ? plainText(text.trim(), max) : '';
}

/** The text of an element, or `null` where it is missing or empty. */
export function textOrNull(row: Row, name: string, max = 500): string | null {
  const text = textAt(row, name, max);
  return text === '' ? null : text;
}

export const unreadable: Reading<never> = { is: 'not-known', why: 'unreadable', words: null };

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noAnswer(text: string): Reading<Envelope> {
  const words = plainText(text.trim().replaceAll(/\s+/g, ' '), 200);
  return { is: 'not-known', why: 'unreadable', words };
}

function withoutTags(text: string): string {
  return text
    .slice(0, 5000)
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ');
}
