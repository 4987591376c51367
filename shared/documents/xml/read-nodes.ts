import type { Field, List, Measured, Node, Parent } from '../table/nodes.ts';
import type { XmlElement } from './parse.ts';

type Values = Record<string, unknown>;

/** What a document says beside its declaration, and what of it finds no place in the table. */
export interface Gathered {
  readonly known: Map<string, string>;
  /** Paths by local names, e.g. `GoodsShipment/Seller/Fax`. */
  readonly leftOut: string[];
}

/**
 * Reads the children of an element by a table; the values are as they stand in the document, not
 * checked. Elements are told apart by their fixed attributes and fixed children, whatever their
 * order.
 * @param index place of the element among its like, from 0
 */
export function readNodes(
  nodes: readonly Node[],
  element: XmlElement,
  gathered: Gathered,
  path = '',
  index = 0,
  values: Values = {},
): Values {
  const byName = nodesByName(nodes);
  const used = new Set<Node>();
  const seen = new Map<string, number>();
  for (const child of element.children) {
    const nth = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, nth);
    const at = `${path}${child.name}${nth > 1 ? `[${nth}]` : ''}`;
    const node = chosen(byName.get(child.name) ?? [], child, used);
    if (node === undefined) {
      gathered.leftOut.push(at);
      continue;
    }
    if (node.node !== 'repeat' && node.node !== 'list') used.add(node);
    take(node, child, gathered, at, index, values);
  }
  // Counted only now: what is counted comes later in the document.
  for (const node of used)
    if (node.node === 'count' && !countHolds(node.of, node.element, element, values))
      gathered.leftOut.push(`${path}${localName(node.element)}`);
  return values;
}

export const localName = (element: string): string => element.slice(element.indexOf(':') + 1);

const nameOf = (node: Node): string => {
  if (node.node === 'measured') return localName(node.value.element);
  if (node.node === 'list') return localName(node.within?.element ?? node.item);
  return localName(node.element);
};

const indexes = new WeakMap<readonly Node[], ReadonlyMap<string, readonly Node[]>>();

function nodesByName(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const known = indexes.get(nodes);
  if (known !== undefined) return known;
  const byName = new Map<string, Node[]>();
  for (const node of nodes) byName.set(nameOf(node), [...(byName.get(nameOf(node)) ?? []), node]);
  indexes.set(nodes, byName);
  return byName;
}

/** The node that an element belongs to: the one that it fits, else the only one of its name. */
function chosen(
  candidates: readonly Node[],
  element: XmlElement,
  used: ReadonlySet<Node>,
): Node | undefined {
  const free = candidates.filter((node) => !used.has(node));
  const fitting = free.find((node) => fits(node, element));
  if (fitting !== undefined) return fitting;
  const [only] = free;
  const alone = candidates.length === 1 && (only?.node === 'field' || only?.node === 'measured');
  return alone ? only : undefined;
}

function fits(node: Node, element: XmlElement): boolean {
  switch (node.node) {
    case 'constant':
      return element.text === node.text;
    case 'field':
    case 'measured': {
      const field = node.node === 'field' ? node : node.value;
      return Object.entries(field.attributes).every(
        ([name, text]) => element.attributes.get(name) === text,
      );
    }
    case 'parent':
      return constantsOf(node).every(({ name, text }) =>
        element.children.some((child) => child.name === name && child.text === text),
      );
    default:
      return true;
  }
}

const constants = new WeakMap<Parent, readonly { name: string; text: string }[]>();

function constantsOf(parent: Parent): readonly { name: string; text: string }[] {
  let found = constants.get(parent);
  if (found === undefined) {
    found = parent.children.flatMap((node) =>
      node.node === 'constant' ? [{ name: localName(node.element), text: node.text }] : [],
    );
    constants.set(parent, found);
  }
  return found;
}

function take(
  node: Node,
  element: XmlElement,
  gathered: Gathered,
  at: string,
  index: number,
  values: Values,
): void {
  const { leftOut, known } = gathered;
  switch (node.node) {
    case 'constant':
    case 'count':
      leaf(element, [], leftOut, at);
      break;
    case 'known':
      leaf(element, [], leftOut, at);
      known.set(node.from, element.text);
      break;
    case 'position':
      leaf(element, [], leftOut, at);
      if (Number(element.text) !== index + 1) leftOut.push(at);
      break;
    case 'field':
    case 'measured':
      takeValue(node, element, leftOut, at, values);
      break;
    case 'parent':
      leafless(element, leftOut, at);
      readNodes(node.children, element, gathered, `${at}/`, index, values);
      break;
    case 'list':
      takeText(node, element, leftOut, at, values);
      break;
    case 'repeat': {
      leafless(element, leftOut, at);
      const items = listAt(values, node.key);
      items.push(readNodes(node.children, element, gathered, `${at}/`, items.length));
      break;
    }
  }
}

function takeValue(
  node: Field | Measured,
  element: XmlElement,
  leftOut: string[],
  at: string,
  values: Values,
): void {
  const field = node.node === 'field' ? node : node.value;
  const attributes = Object.keys(field.attributes);
  for (const name of attributes)
    if (element.attributes.get(name) !== field.attributes[name] && element.attributes.has(name))
      leftOut.push(`${at}@${name}`);
  values[field.key] = valueOf(field, element.text);
  if (node.node === 'measured') {
    attributes.push(node.attribute);
    const unit = element.attributes.get(node.attribute);
    if (unit !== undefined) values[node.unit.key] = unit;
  }
  leaf(element, attributes, leftOut, at);
}

/** Flags in either spelling that XML has for them; anything else stays as it stands. */
const valueOf = ({ format }: Field, text: string): string | boolean => {
  if (format.type !== 'flag') return text;
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : text;
};

function takeText(
  node: List,
  element: XmlElement,
  leftOut: string[],
  at: string,
  values: Values,
): void {
  const items = listAt(values, node.key);
  if (node.within === null) {
    leaf(element, [], leftOut, at);
    items.push(element.text);
    return;
  }
  const itemName = localName(node.item);
  const positionName = localName(node.within.position.element);
  let text = '';
  for (const child of element.children) {
    if (child.name === itemName) text = child.text;
    else if (child.name !== positionName || Number(child.text) !== items.length + 1)
      leftOut.push(`${at}/${child.name}`);
  }
  leafless(element, leftOut, at);
  items.push(text);
}

function listAt(values: Values, key: string): unknown[] {
  const known = values[key];
  if (Array.isArray(known)) return known;
  const items: unknown[] = [];
  values[key] = items;
  return items;
}

/** Names what an element of one value holds beside its value. */
function leaf(
  element: XmlElement,
  attributes: readonly string[],
  leftOut: string[],
  at: string,
): void {
  for (const name of element.attributes.keys())
    if (!attributes.includes(name)) leftOut.push(`${at}@${name}`);
  for (const child of element.children) leftOut.push(`${at}/${child.name}`);
}

/** Names text and attributes where only elements are known. */
function leafless(element: XmlElement, leftOut: string[], at: string): void {
  for (const name of element.attributes.keys()) leftOut.push(`${at}@${name}`);
  if (element.text !== '') leftOut.push(`${at}#text`);
}

function countHolds(key: string, name: string, element: XmlElement, values: Values): boolean {
  const items = values[key];
  const count = Array.isArray(items) ? items.length : 0;
  const said = element.children.find((child) => child.name === localName(name))?.text;
  return Number(said) === count;
}
