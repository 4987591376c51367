/**
 * Reads the Markdown that the office's pages are written in: headings, paragraphs, lists, tables,
 * code, and within a line strong words, code and links. Nothing becomes HTML: a face makes elements
 * of its own from it.
 */

export type Inline =
  | { is: 'text'; text: string }
  | { is: 'strong'; text: string }
  | { is: 'code'; text: string }
  | { is: 'link'; text: string; to: string };

export type Block =
  | { is: 'heading'; level: 1 | 2 | 3; text: Inline[] }
  | { is: 'paragraph'; text: Inline[] }
  | { is: 'list'; ordered: boolean; items: Inline[][] }
  | { is: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { is: 'code'; text: string };

export function readMarkdown(text: string): Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  /** Takes the lines from here on that are alike. */
  function take(isAlike: (line: string) => boolean): string[] {
    const from = at;
    while (at < lines.length && isAlike(lines[at] ?? '')) at += 1;
    return lines.slice(from, at);
  }
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,3}) (.+)$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (heading !== null) {
      at += 1;
      blocks.push({
        is: 'heading',
        level: levelOf(heading[1]),
        text: readInline(heading[2] ?? ''),
      });
    } else if (line.startsWith('```')) {
      at += 1;
      const code = take((each) => !each.startsWith('```'));
      at += 1;
      blocks.push({ is: 'code', text: code.join('\n') });
    } else if (line.startsWith('|')) {
      const [head = '', , ...rows] = take((each) => each.startsWith('|'));
      blocks.push({ is: 'table', head: cellsOf(head), rows: rows.map(cellsOf) });
    } else if (itemMark.test(line)) {
      const ordered = /^\d/.test(line);
      const items = take((each) => itemMark.test(each) || /^ {2,}\S/.test(each));
      blocks.push({ is: 'list', ordered, items: joinItems(items).map(readInline) });
    } else {
      const paragraph = take((each) => each.trim() !== '' && !beginsBlock(each));
      blocks.push({ is: 'paragraph', text: readInline(paragraph.join(' ')) });
    }
  }
  return blocks;
}

const itemMark = /^(?:- |\d{1,2}\. )/;
const beginsBlock = (line: string): boolean =>
  /^#{1,3} |^```|^\|/.test(line) || itemMark.test(line);

function levelOf(marks = ''): 1 | 2 | 3 {
  return marks.length === 1 ? 1 : marks.length === 2 ? 2 : 3;
}

/** An item's further lines stand under it, moved in. */
function joinItems(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (itemMark.test(line)) items.push(line.replace(itemMark, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items;
}

const cellsOf = (line: string): Inline[][] =>
  line
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => readInline(cell.trim()));

const mark = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const found of text.matchAll(mark)) {
    const [whole, code, strong, label, to] = found;
    if (found.index > from) parts.push({ is: 'text', text: text.slice(from, found.index) });
    if (code !== undefined) parts.push({ is: 'code', text: code });
    else if (strong !== undefined) parts.push({ is: 'strong', text: strong });
    else if (label !== undefined && to !== undefined) parts.push({ is: 'link', text: label, to });
    from = found.index + whole.length;
  }
  if (from < text.length) parts.push({ is: 'text', text: text.slice(from) });
  return parts;
}

/** The words alone. */
export const plainText = (inlines: readonly Inline[]): string =>
  inlines.map(({ text }) => text).join('');
