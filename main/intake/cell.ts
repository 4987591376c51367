import type { SpreadsheetColumn } from '../../shared/documents/index.ts';
import type { ErrorParams, FieldErrorCode } from '../../shared/errors.ts';

/** A cell as the file holds it. */
export type Cell =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  /** `text` as the file writes the number, which may be in scientific notation. */
  | { kind: 'number'; text: string }
  | { kind: 'date'; text: string }
  | { kind: 'flag'; value: boolean }
  /** A formula without a usable value: where it stands, and the formula or its error. */
  | { kind: 'formula'; cell: string; shown: string };

export type FilledCell = Exclude<Cell, { kind: 'empty' }>;

export type CellReading =
  | { ok: true; value: unknown }
  | { ok: false; code: FieldErrorCode; params: ErrorParams };

type ColumnFormat = SpreadsheetColumn['format'];

const refused = (code: FieldErrorCode, params: ErrorParams): CellReading => ({
  ok: false,
  code,
  params,
});

/** What a person sees in a cell. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  switch (cell.kind) {
    case 'empty':
      return '';
    case 'flag':
      return cell.value ? 'Y' : 'N';
    case 'formula':
      return cell.shown;
    case 'number':
      return plainNumber(cell.text) ?? cell.text;
    case 'text':
    case 'date':
      return cell.text;
  }
}

/** The value of a cell as JSON would have it. */
export function readCell(cell: FilledCell, column: SpreadsheetColumn): CellReading {
  switch (cell.kind) {
    case 'formula':
      return refused('formula', { cell: cell.cell, shown: cell.shown });
    case 'flag':
      return readFlagCell(cell.value, column.format);
    case 'date':
      if (column.format.type === 'date') return { ok: true, value: cell.text };
      return refused('wrong-type', {
        expected: column.format.type === 'decimal' ? 'number' : 'text',
      });
    case 'number': {
      const text = plainNumber(cell.text);
      if (text === null) return refused('digits-lost', { value: cell.text });
      return readText(text, column);
    }
    case 'text':
      if (scientific.test(cell.text.trim()) && column.format.type !== 'flag')
        return refused('digits-lost', { value: cell.text.trim() });
      return readText(cell.text.trim(), column);
  }
}

/** What spreadsheets make of long numbers when they save them as text. */
const scientific = /^\d(?:\.\d+)?E\+\d{1,3}$/i;

function readFlagCell(value: boolean, format: ColumnFormat): CellReading {
  if (format.type === 'flag') return { ok: true, value };
  if (format.type === 'code' && format.codes.includes('Y'))
    return { ok: true, value: value ? 'Y' : 'N' };
  return refused('wrong-type', { expected: format.type === 'decimal' ? 'number' : 'text' });
}

function readText(text: string, column: SpreadsheetColumn): CellReading {
  const { format } = column;
  if (column.several) return { ok: true, value: text.split(/[\s,;]+/).filter((one) => one !== '') };
  if (column.key === 'priority') return { ok: true, value: priorityWords.get(text) ?? text };
  switch (format.type) {
    case 'flag': {
      const value = flagWords.get(text.toLowerCase());
      return value === undefined
        ? refused('wrong-type', { expected: 'flag' })
        : { ok: true, value };
    }
    case 'decimal':
      return { ok: true, value: thousands.test(text) ? text.replaceAll(',', '') : text };
    case 'date':
      return { ok: true, value: dateText(text) };
    case 'code':
    case 'text':
      if (lostZeros(text, format)) return refused('digits-lost', { value: text });
      return { ok: true, value: text };
  }
}

const thousands = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

const priorityWords: ReadonlyMap<string, string> = new Map([
  ['긴급', 'urgent'],
  ['보통', 'normal'],
]);

const flagWords: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'yes', 'true', '예', '1'].map((word) => [word, true] as const),
  ...['n', 'no', 'false', '아니오', '0'].map((word) => [word, false] as const),
]);

/** `2026.1.5`, `2026/01/05` and `2026. 1. 5.` are `2026-01-05`. */
function dateText(text: string): string {
  const parts = /^(\d{4})[-./]\s*(\d{1,2})[-./]\s*(\d{1,2})\.?$/.exec(text);
  if (parts === null) return text;
  const [, year = '', month = '', day = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Whether a number would fit if the zeros that a spreadsheet dropped stood before it. */
function lostZeros(text: string, format: ColumnFormat): boolean {
  if (!/^\d+$/.test(text)) return false;
  if (format.type === 'code')
    return !format.codes.includes(text) && format.codes.includes(text.padStart(2, '0'));
  if (format.type !== 'text' || format.pattern === null || format.pattern.test(text)) return false;
  const { pattern, min, max } = format;
  return pattern.test(`0${text}`) || (min === max && pattern.test(text.padStart(max, '0')));
}

/** Digits that a spreadsheet's number keeps. */
const keptDigits = 15;

/**
 * A spreadsheet's number in plain decimal text, to the 15 digits that it shows; `null` where the
 * number is longer, so that the last digits are not what was typed.
 */
export function plainNumber(text: string): string | null {
  const number = Number(text);
  if (!Number.isFinite(number) || Math.abs(number) >= 10 ** keptDigits) return null;
  const rounded = Number(number.toPrecision(keptDigits));
  const plain = String(rounded);
  return plain.includes('e') ? rounded.toFixed(20).replace(/\.?0+$/, '') : plain;
}
