import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

/** An element of a document by its local name; attributes and namespaces do not matter here. */
export interface Element {
  name: string;
  /** Trimmed; empty where it has elements inside. */
  text: string;
  children: readonly Element[];
}

/** Deeper than any document of customs. */
const deepest = 60;

const parser = new XMLParser({
  preserveOrder: true,
  removeNSPrefix: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: false,
  cdataPropName: '#cdata',
  maxNestedTags: deepest,
});

const nodesSchema = z.array(z.record(z.string(), z.unknown()));

/** Reads well-formed XML without a DTD; `null` where it is none. No entity is ever fetched. */
export function readTree(xml: string): Element | null {
  try {
    if (XMLValidator.validate(xml) !== true) return null;
    const nodes = nodesSchema.parse(parser.parse(xml));
    return elementsOf(nodes).at(0) ?? null;
  } catch {
    // The parser throws where it is nested beyond the bound.
    return null;
  }
}

function elementsOf(nodes: z.output<typeof nodesSchema>): Element[] {
  return nodes.flatMap((node) => {
    const [name] = Object.keys(node);
    if (name === undefined || name.startsWith('#') || name === ':@') return [];
    const inside = nodesSchema.parse(node[name]);
    const children = elementsOf(inside);
    return [{ name, text: children.length === 0 ? textOf(inside) : '', children }];
  });
}

function textOf(nodes: z.output<typeof nodesSchema>): string {
  return nodes
    .map((node) => {
      if (typeof node['#text'] === 'string') return withoutEntities(node['#text']);
      const cdata = nodesSchema.safeParse(node['#cdata']);
      if (!cdata.success) return '';
      return cdata.data
        .map((part) => (typeof part['#text'] === 'string' ? part['#text'] : ''))
        .join('');
    })
    .join('')
    .trim();
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** The five entities of XML and character references; others stand as they are. */
function withoutEntities(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi,
    (whole, decimal, hex, name) => {
      if (typeof name === 'string') return named[name] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : whole;
    },
  );
}

/** An element without elements inside, and where it stands below the base. */
export interface Leaf {
  /** Local names from the base on, e.g. `Declaration/ID`. */
  path: string;
  text: string;
}

/** All leaves in the document's order; those without a text are left out. */
export function leavesOf(element: Element, path = ''): Leaf[] {
  return element.children.flatMap((child) => {
    const at = path === '' ? child.name : `${path}/${child.name}`;
    if (child.children.length > 0) return leavesOf(child, at);
    return child.text === '' ? [] : [{ path: at, text: child.text }];
  });
}

/** Elements with this name at any depth, in the document's order. */
export function elementsNamed(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elementsNamed(child, name),
  ]);
}

/**
 * Texts at the first of these places that has any: a path from the base on, or from any depth
 * where it begins with two stars and a slash.
 */
export function textsAt(leaves: readonly Leaf[], places: readonly string[]): string[] {
  for (const place of places) {
    const found = leaves.filter((leaf) => isAt(leaf.path, place)).map(({ text }) => text);
    if (found.length > 0) return found;
  }
  return [];
}

export function isAt(path: string, place: string): boolean {
  if (!place.startsWith('**/')) return path === place;
  const rest = place.slice(3);
  return path === rest || path.endsWith(`/${rest}`);
}
