import { buffer } from 'node:stream/consumers';
import PdfKit from 'pdfkit';
import type { EpochMs } from '../../../shared/time.ts';
import { readFont, weights, type Weight } from './fonts.ts';

/** Points of A4 and what stays free around. */
export const sheet = { width: 595.28, height: 841.89, side: 48, top: 52, bottom: 56 } as const;
export const contentWidth = sheet.width - 2 * sheet.side;
const lowest = sheet.height - sheet.bottom;

export const ink = {
  text: '#14202B',
  faint: '#5B6B7A',
  line: '#C3CDD6',
  zebra: '#F3F6F8',
} as const;

export interface Style {
  size: number;
  weight?: Weight;
  color?: string;
}

export type Pdf = InstanceType<typeof PdfKit>;

/** Pages that text and drawings are put on, from top to bottom. */
export interface Paper {
  readonly pdf: Pdf;
  /** Where the next thing begins, in points from the top. */
  y: number;
  /** Begins a new page where less than this is left; returns whether it did. */
  reserve(height: number): boolean;
  newPage(): void;
  width(text: string, style: Style): number;
  /** Lines of a text that fit a width, at most so many; what is left off ends in an ellipsis. */
  wrap(text: string, style: Style, width: number, most?: number): string[];
  /** One line at a place, as it is. */
  line(text: string, x: number, y: number, style: Style): void;
  /** Names this place in the document's outline. */
  mark(title: string): void;
  /** Writes what stands on every page, and ends the document. */
  end(foot: (page: number, of: number) => string): Promise<Buffer>;
}

export function openPaper(options: { title: string; author: string; at: EpochMs }): Paper {
  const { title, author, at } = options;
  const pdf: Pdf = new PdfKit({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: 'ko-KR',
    displayTitle: true,
    // No standard font: every letter is from the embedded ones.
    font: '',
    info: {
      Title: title,
      Author: author,
      Creator: 'Naru',
      Producer: 'Naru',
      CreationDate: new Date(at),
    },
  });
  for (const weight of weights) pdf.registerFont(weight, readFont(weight));
  const bytes = buffer(pdf);

  /** Width of each letter at a size of one point. */
  const widths = { Regular: new Map<string, number>(), SemiBold: new Map<string, number>() };
  let current = '';
  function use({ size, weight = 'Regular' }: Style): void {
    const wanted = `${weight} ${size}`;
    if (wanted !== current) pdf.font(weight).fontSize(size);
    current = wanted;
  }
  function letterWidth(letter: string, weight: Weight): number {
    const known = widths[weight].get(letter);
    if (known !== undefined) return known;
    use({ size: 1, weight });
    const width = pdf.widthOfString(letter);
    widths[weight].set(letter, width);
    return width;
  }
  function widthOf(text: string, { size, weight = 'Regular' }: Style): number {
    let width = 0;
    for (const letter of text) width += letterWidth(letter, weight);
    return width * size;
  }

  function wrapOne(text: string, style: Style, width: number): string[] {
    const lines: string[] = [];
    const { size, weight = 'Regular' } = style;
    let line = '';
    let used = 0;
    let lastSpace = -1;
    for (const letter of text) {
      const wide = letterWidth(letter, weight) * size;
      if (used + wide > width && line !== '') {
        // Korean breaks between any two letters, but is read better at spaces.
        const breakAt = letter === ' ' || lastSpace < line.length / 2 ? line.length : lastSpace;
        lines.push(line.slice(0, breakAt).trimEnd());
        line = line.slice(breakAt).trimStart();
        used = widthOf(line, style);
        lastSpace = -1;
      }
      if (letter === ' ') lastSpace = line.length;
      if (letter !== ' ' || line !== '') {
        line += letter;
        used += wide;
      }
    }
    return line === '' && lines.length > 0 ? lines : [...lines, line];
  }

  function shorten(text: string, style: Style, width: number): string {
    if (widthOf(text, style) <= width) return text;
    const letters = Array.from(text);
    while (letters.length > 0 && widthOf(`${letters.join('')}…`, style) > width) letters.pop();
    return `${letters.join('').trimEnd()}…`;
  }

  const paper: Paper = {
    pdf,
    y: lowest,
    reserve(height) {
      if (paper.y + height <= lowest) return false;
      paper.newPage();
      return true;
    },
    newPage() {
      pdf.addPage();
      current = '';
      paper.y = sheet.top;
    },
    width: widthOf,
    wrap(text, style, width, most = Infinity) {
      const lines = printable(text)
        .split('\n')
        .flatMap((part) => wrapOne(part, style, width));
      if (lines.length <= most) return lines;
      const kept = lines.slice(0, most);
      const last = `${kept.pop() ?? ''} ${lines[most] ?? ''}`;
      return [...kept, shorten(last, style, width)];
    },
    line(text, x, y, style) {
      if (text === '') return;
      use(style);
      pdf.fillColor(style.color ?? ink.text);
      // The baseline stands where it would with the font's own line height.
      pdf.text(text, x, y, { lineBreak: false });
    },
    mark: (title) => void pdf.outline.addItem(title),
    async end(foot) {
      const { count } = pdf.bufferedPageRange();
      for (let page = 0; page < count; page += 1) {
        pdf.switchToPage(page);
        current = '';
        const style = { size: 8, color: ink.faint };
        const text = foot(page + 1, count);
        paper.line(text, (sheet.width - widthOf(text, style)) / 2, sheet.height - 36, style);
      }
      pdf.end();
      return bytes;
    },
  };
  return paper;
}

/** Control characters and odd spaces have no shape. */
const printable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replaceAll('\r\n', '\n').replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F-\u00A0]+/g, ' ');
