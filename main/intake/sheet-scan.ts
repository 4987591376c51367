import { setImmediate } from 'node:timers/promises';

/** What a sheet holds before its values are read: its size, and formulas without a value. */
export interface SheetScan {
  /** Rows with content. */
  readonly rows: number;
  readonly lastRow: number;
  readonly lastColumn: number;
  /** By cell, e.g. `C3`: the formula, or the error that it ended in. */
  readonly broken: ReadonlyMap<string, string>;
}

// A tag ends before the next begins: an opening that is never closed must not be looked for to the
// end of the sheet, once for each of a million of them.
const cellStart = /<(?:\w+:)?c(?=[\s/>])([^<>]*)>/g;
const cellEnd = /<\/(?:\w+:)?c\s*>/g;
const formula = /<(?:\w+:)?f(?=[\s/>])[^<>]*?(?:\/>|>([^<]*)<)/;
const value = /<(?:\w+:)?(?:v|is)(?=[\s>])[^<>]*>([^<]*)/;

/** Cells between two turns of everything else. */
const sliceCells = 50_000;

/** Scans the XML of a sheet cell by cell. */
export async function scanSheet(xml: string): Promise<SheetScan> {
  const broken = new Map<string, string>();
  let rows = 0;
  let lastRow = 0;
  let lastColumn = 0;
  let cells = 0;
  cellStart.lastIndex = 0;
  for (let start = cellStart.exec(xml); start !== null; start = cellStart.exec(xml)) {
    cells += 1;
    const attributes = start[1] ?? '';
    if (attributes.endsWith('/')) continue;
    cellEnd.lastIndex = cellStart.lastIndex;
    const end = cellEnd.exec(xml)?.index ?? xml.length;
    const content = xml.slice(cellStart.lastIndex, end);
    cellStart.lastIndex = end;
    const at = /\br="([A-Z]{1,3})(\d+)"/.exec(attributes);
    if (at === null) continue;
    const [, letters = '', digits = ''] = at;
    const problem = problemOf(/\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n', content);
    if (problem !== null) broken.set(`${letters}${digits}`, problem);
    const row = Number(digits);
    if (row > lastRow) rows += 1;
    lastRow = Math.max(lastRow, row);
    lastColumn = Math.max(lastColumn, columnNumber(letters));
    if (cells % sliceCells === 0) {
      const resumeAt = cellStart.lastIndex;
      await setImmediate();
      cellStart.lastIndex = resumeAt;
    }
  }
  return { rows, lastRow, lastColumn, broken };
}

/** The formula or error of a cell that has nothing to offer, else `null`. */
function problemOf(type: string, content: string): string | null {
  const given = value.exec(content)?.[1];
  if (type === 'e') return given ?? '#';
  const written = formula.exec(content);
  if (written === null) return null;
  // A formula whose result is the empty text has an empty value of the type text.
  const usable = given !== undefined && (given !== '' || type === 'str');
  return usable ? null : `=${(written[1] ?? '').slice(0, 40)}`;
}

/** `A` is 1, `AA` is 27. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

/** 1 is `A`, 27 is `AA`. */
export function columnLetters(number: number): string {
  const rest = Math.floor((number - 1) / 26);
  const last = String.fromCharCode(65 + ((number - 1) % 26));
  return rest === 0 ? last : columnLetters(rest) + last;
}
