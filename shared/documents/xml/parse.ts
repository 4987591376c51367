import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element by its local name: prefixes and namespaces are left out. */
export interface XmlElement {
  readonly name: string;
  /** By local name; without namespace declarations and what `xsi` says. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, without blanks around it. */
  readonly text: string;
}

export type XmlReading =
  | { ok: true; root: XmlElement }
  | { ok: false; why: 'too-large' | 'document-type' }
  | { ok: false; why: 'malformed'; line: number };

/** Longest document that is read, in characters. */
export const longestDocument = 50_000_000;
const deepestNesting = 40;

let made: XMLParser | null = null;

/** Made when it is first needed: where nothing is read as XML, no bundle carries the parser. */
const parser = (): XMLParser =>
  (made ??= new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    // Only the five entities and character numbers are known, and they are put in below.
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    cdataPropName: '#cdata',
    maxNestedTags: deepestNesting,
  }));

/** Reads well-formed XML without a document type; nothing outside the text is ever looked at. */
export function parseXml(text: string): XmlReading {
  if (text.length > longestDocument) return { ok: false, why: 'too-large' };
  if (/<!DOCTYPE/i.test(text)) return { ok: false, why: 'document-type' };
  const plain = text.replace(/^\uFEFF/, '').trimStart();
  const verdict = XMLValidator.validate(plain);
  if (verdict !== true) return { ok: false, why: 'malformed', line: verdict.err.line };
  let parsed: unknown;
  try {
    parsed = parser().parse(plain);
  } catch {
    // Nested deeper than any declaration.
    return { ok: false, why: 'malformed', line: 1 };
  }
  const [root] = elementsOf(parsed);
  return root === undefined ? { ok: false, why: 'malformed', line: 1 } : { ok: true, root };
}

type Parsed = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Parsed => typeof value === 'object' && value !== null;

function elementsOf(nodes: unknown): XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  const elements: XmlElement[] = [];
  for (const node of nodes) {
    if (!isRecord(node)) continue;
    for (const name of Object.keys(node)) {
      if (name === ':@' || name.startsWith('#') || name.startsWith('?')) continue;
      const content = node[name];
      elements.push({
        name: localName(name),
        attributes: attributesOf(node[':@']),
        children: elementsOf(content),
        text: textOf(content),
      });
    }
  }
  return elements;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributesOf(given: unknown): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  if (!isRecord(given)) return attributes;
  for (const [name, value] of Object.entries(given))
    if (!/^(?:xmlns|xsi)(?::|$)/.test(name))
      attributes.set(localName(name), unescape(String(value)));
  return attributes;
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  let text = '';
  for (const node of content) {
    if (!isRecord(node)) continue;
    if ('#text' in node) text += unescape(String(node['#text']));
    // A CDATA section holds its text as it is.
    if ('#cdata' in node && Array.isArray(node['#cdata']))
      for (const part of node['#cdata']) if (isRecord(part)) text += String(part['#text']);
  }
  return text.trim();
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** What is no entity of XML's own stays as it is written. */
function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, ...groups) => {
    const [decimal, hexadecimal, name] = groups;
    if (typeof name === 'string') return entities[name] ?? whole;
    const point = typeof decimal === 'string' ? Number(decimal) : Number(`0x${hexadecimal}`);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
