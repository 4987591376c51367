import type { Field, Known, Node, Table } from './nodes.ts';

/** Texts that are known only when the document is rendered. */
export type KnownTexts = Readonly<Record<Known['from'], string>>;

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
  const { root, namespace } = table;
  const body = renderNodes(table.children, values, known, 0, '  ').lines;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} xmlns:wco="${namespace}" xmlns:kcs="${namespace}">`,
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
      case 'known':
        leaf(node.element, known[node.from]);
        break;
      case 'position':
        leaf(node.element, positionText(index, node.width));
        break;
      case 'field':
      case 'measured': {
        const field = node.node === 'field' ? node : node.value;
        const text = textOf(field, values);
        if (text === null) break;
        const unit = node.node === 'field' ? null : textOf(node.unit, values);
        const attributes = { ...field.attributes };
        if (node.node === 'measured' && unit !== null) attributes[node.attribute] = unit;
        leaf(field.element, text, attributesText(attributes));
        entered = true;
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
          const inner = `${indent}  `;
          const { element, width } = node.position;
          branch(node.element, [
            `${inner}<${element}>${positionText(at, width)}</${element}>`,
            `${inner}<${node.item}>${escape(text)}</${node.item}>`,
          ]);
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
