import type { Field, Known, List, Node, Table } from './nodes.ts';

/** Texts that are known only when the document is rendered; what is not known is left out. */
export type KnownTexts = Readonly<Partial<Record<Known['from'], string>>>;

type Values = Readonly<Record<string, unknown>>;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escape = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (char) => escapes[char] ?? char);

/**
 * The XML text of a declaration in the table's order. Parents without content are left out; the
 * same values give the same text.
 */
export function renderTable(table: Table, values: Values, known: KnownTexts): string {
  const { root, namespace, prefixes } = table;
  const spaces = prefixes.map((prefix) => ` xmlns:${prefix}="${namespace}"`).join('');
  const body = renderNodes(table.children, values, known, 0, '  ').lines;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root}${spaces}>`,
    ...body,
    `</${root}>`,
    '',
  ].join('\n');
}

interface Rendered {
  lines: string[];
  /** Whether anything was entered, so that the parent belongs into the document. */
  entered: boolean;
}

function renderNodes(
  nodes: readonly Node[],
  values: Values,
  known: KnownTexts,
  index: number,
  indent: string,
): Rendered {
  const lines: string[] = [];
  let entered = false;
  const leaf = (element: string, text: string, attributes = '') =>
    lines.push(`${indent}<${element}${attributes}>${escape(text)}</${element}>`);
  const branch = (element: string, content: readonly string[]) =>
    lines.push(`${indent}<${element}>`, ...content, `${indent}</${element}>`);
  for (const node of nodes)
    switch (node.node) {
      case 'constant':
        leaf(node.element, node.text);
        break;
      case 'known': {
        const text = known[node.from];
        if (text !== undefined) leaf(node.element, text);
        break;
      }
      case 'position':
        leaf(node.element, positionText(index, node.width));
        break;
      case 'count':
        leaf(node.element, String(recordsOf(values[node.of]).length));
        break;
      case 'field':
      case 'measured': {
        const field = node.node === 'field' ? node : node.value;
        const given = textOf(field, values);
        const text = given ?? field.fallback;
        if (text === null) break;
        const unit = node.node === 'field' ? null : textOf(node.unit, values);
        const attributes = { ...field.attributes };
        if (node.node === 'measured' && unit !== null) attributes[node.attribute] = unit;
        leaf(field.element, text, attributesText(attributes));
        entered ||= given !== null;
        break;
      }
      case 'parent': {
        const inner = renderNodes(node.children, values, known, index, `${indent}  `);
        if (!inner.entered) break;
        branch(node.element, inner.lines);
        entered = true;
        break;
      }
      case 'list':
        textsOf(values[node.key]).forEach((text, at) => {
          if (node.within === null) leaf(node.item, text);
          else branch(node.within.element, listElement(node, node.within, text, at, indent));
          entered = true;
        });
        break;
      case 'repeat':
        recordsOf(values[node.key]).forEach((item, at) => {
          branch(node.element, renderNodes(node.children, item, known, at, `${indent}  `).lines);
          entered = true;
        });
        break;
    }
  return { lines, entered };
}

function listElement(
  { item }: List,
  { position, numbered }: NonNullable<List['within']>,
  text: string,
  at: number,
  indent: string,
): string[] {
  const number = positionText(at, position.width);
  const lines = [
    `${indent}  <${position.element}>${number}</${position.element}>`,
    `${indent}  <${item}>${escape(text)}</${item}>`,
  ];
  return numbered === 'before' ? lines : lines.toReversed();
}

const positionText = (index: number, width: number) => String(index + 1).padStart(width, '0');

const attributesText = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .map(([name, text]) => ` ${name}="${escape(text)}"`)
    .join('');

function textOf(field: Field, values: Values): string | null {
  const value = values[field.key];
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  return field.format.type === 'date' ? value.replaceAll('-', '') : value;
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

const recordsOf = (value: unknown): readonly Values[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
