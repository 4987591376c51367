import { contentWidth, ink, sheet, type Paper, type Style } from './paper.ts';

/** Space between the baselines of lines, in sizes of the letters. */
const leading = 1.5;

export function heading(paper: Paper, text: string): void {
  paper.reserve(90);
  paper.mark(text);
  paper.y += 8;
  paper.line(text, sheet.side, paper.y, { size: 14, weight: 'SemiBold' });
  paper.y += 26;
}

export function subheading(paper: Paper, text: string): void {
  paper.reserve(60);
  paper.y += 4;
  paper.line(text, sheet.side, paper.y, { size: 10.5, weight: 'SemiBold' });
  paper.y += 19;
}

export function paragraph(paper: Paper, text: string, style: Partial<Style> = {}): void {
  const full: Style = { size: 9, ...style };
  for (const part of text.split('\n')) {
    for (const line of paper.wrap(part, full, contentWidth)) {
      paper.reserve(full.size * leading);
      paper.line(line, sheet.side, paper.y, full);
      paper.y += full.size * leading;
    }
    paper.y += 3;
  }
  paper.y += 5;
}

/** Names with what they are, one below the other. */
export function facts(
  paper: Paper,
  rows: readonly (readonly [name: string, value: string])[],
): void {
  const style: Style = { size: 9 };
  const nameWidth = 118;
  for (const [name, value] of rows) {
    const lines = paper.wrap(value, style, contentWidth - nameWidth, 12);
    paper.reserve(lines.length * style.size * leading);
    paper.line(name, sheet.side, paper.y, { ...style, color: ink.faint });
    for (const line of lines) {
      paper.line(line, sheet.side + nameWidth, paper.y, style);
      paper.y += style.size * leading;
    }
    paper.y += 2;
  }
  paper.y += 6;
}

export interface Column {
  title: string;
  /** Part of the width, beside the others' parts. */
  share: number;
  /** Numbers stand to the right. */
  right?: boolean;
}

const cell: Style = { size: 7.5 };
const head: Style = { size: 7.5, weight: 'SemiBold' };
const pad = { x: 3, y: 2.5 } as const;

/** Rows of text; the headings stand on every page. Each cell has at most `most` lines. */
export function table(
  paper: Paper,
  columns: readonly Column[],
  rows: Iterable<readonly string[]>,
  most = 2,
): void {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  let x: number = sheet.side;
  const placed = columns.map((column) => {
    const width = (column.share / all) * contentWidth;
    const place = { ...column, x, width };
    x += width;
    return place;
  });
  const { pdf } = paper;

  function drawRow(cells: readonly string[], style: Style, fill: string | null): void {
    const wrapped = placed.map(({ width }, at) =>
      paper.wrap(cells[at] ?? '', style, width - 2 * pad.x, most),
    );
    const height = Math.max(...wrapped.map((lines) => lines.length)) * lineHeight + 2 * pad.y;
    if (paper.reserve(height) && style !== head) drawHead();
    if (fill !== null) pdf.rect(sheet.side, paper.y, contentWidth, height).fill(fill);
    for (const [at, { x: left, width, right }] of placed.entries())
      for (const [index, line] of (wrapped[at] ?? []).entries()) {
        const indent = right === true ? width - 2 * pad.x - paper.width(line, style) : 0;
        paper.line(line, left + pad.x + indent, paper.y + pad.y + index * lineHeight, style);
      }
    paper.y += height;
  }
  function drawHead(): void {
    const titles = placed.map(({ title }) => title);
    drawRow(titles, head, null);
    pdf
      .moveTo(sheet.side, paper.y)
      .lineTo(sheet.side + contentWidth, paper.y)
      .lineWidth(0.8)
      .stroke(ink.faint);
  }

  paper.reserve(48);
  drawHead();
  let index = 0;
  for (const row of rows) {
    drawRow(row, cell, index % 2 === 1 ? ink.zebra : null);
    index += 1;
  }
  paper.y += 12;
}
const lineHeight = cell.size * 1.35;
