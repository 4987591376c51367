import type { FormField } from '../../../shared/documents/form.ts';
import type { Block } from './sheet-place.ts';
import { isEmptyRow, textOf, type Json, type Values } from './values.ts';

type Rows = readonly Values[];

/** What pasted text becomes in a column; `undefined` leaves the cell empty. */
export type Convert = (field: FormField, text: string) => Json | undefined;

/**
 * Puts a block of cells in place, from the block's first cell on; rows that are not there yet are
 * made. One cell alone fills the whole block.
 * @returns the rows, how many cells were written and how many pasted rows found no place
 */
export function pasted(
  rows: Rows,
  columns: readonly FormField[],
  { top, left, bottom, right }: Block,
  cells: readonly (readonly string[])[],
  convert: Convert,
  max: number,
): { rows: Values[]; written: number; rowsLeft: number } {
  const [first = []] = cells;
  const single = cells.length === 1 && first.length === 1;
  const height = single ? bottom - top + 1 : cells.length;
  const width = single ? right - left + 1 : Math.max(...cells.map((row) => row.length));
  const fitting = Math.max(0, Math.min(height, max - top));
  const result = [...rows];
  while (result.length < top + fitting) result.push({});
  let written = 0;
  for (let down = 0; down < fitting; down += 1) {
    let row = result[top + down] ?? {};
    for (let across = 0; across < width; across += 1) {
      const field = columns[left + across];
      const text = single ? first[0] : cells[down]?.[across];
      if (field === undefined || text === undefined) continue;
      row = withCell(row, field.key, text.trim() === '' ? undefined : convert(field, text));
      written += 1;
    }
    result[top + down] = row;
  }
  return { rows: withoutEmptyEnd(result, rows.length), written, rowsLeft: height - fitting };
}

function withCell(row: Values, key: string, value: Json | undefined): Values {
  if (value !== undefined) return { ...row, [key]: value };
  const { [key]: _, ...others } = row;
  return others;
}

/** Rows that were only made to be empty go again. */
function withoutEmptyEnd(rows: Values[], keep: number): Values[] {
  let length = rows.length;
  while (length > keep && isEmptyRow(rows[length - 1] ?? {})) length -= 1;
  return rows.slice(0, length);
}

export function cleared(rows: Rows, columns: readonly FormField[], block: Block): Values[] {
  const keys = columns.slice(block.left, block.right + 1).map(({ key }) => key);
  return rows.map((row, index) =>
    index < block.top || index > block.bottom
      ? row
      : keys.reduce((left, key) => withCell(left, key, undefined), row),
  );
}

/** An empty row before a place. */
export const inserted = (rows: Rows, at: number): Values[] => [
  ...rows.slice(0, at),
  {},
  ...rows.slice(at),
];

/** The block's rows once more, right after it, as far as there is room. */
export function duplicated(rows: Rows, { top, bottom }: Block, max: number): Values[] {
  const copies = rows.slice(top, bottom + 1).slice(0, Math.max(0, max - rows.length));
  return [...rows.slice(0, bottom + 1), ...copies, ...rows.slice(bottom + 1)];
}

export const removed = (rows: Rows, { top, bottom }: Block): Values[] => [
  ...rows.slice(0, top),
  ...rows.slice(bottom + 1),
];

/** The block's cells as text, as they are kept. */
export const cellsOf = (rows: Rows, columns: readonly FormField[], block: Block): string[][] =>
  rows.slice(block.top, block.bottom + 1).map((row) =>
    columns.slice(block.left, block.right + 1).map(({ key }) => {
      const value = row[key];
      return typeof value === 'boolean' ? (value ? 'Y' : 'N') : textOf(value);
    }),
  );
