import type { CellRepair, IntakePreview, Sheet } from '../../../shared/contract/index.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { isPersonalColumn, maskCell } from '../../../shared/privacy/mask-sheet.ts';
import type { Block } from '../editor/sheet-place.ts';

/** Most characters of a cell that is mended. */
export const longestCell = 2000;

/** A row that is, or was, at fault; one that was mended stays in its place until all are new. */
export interface RepairRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly isMended: boolean;
}

/** Rows as the grid shows them, and which columns are worth showing. */
export interface RepairState {
  readonly rows: readonly RepairRow[];
  /** Columns that have been at fault, by place. */
  readonly faulty: readonly number[];
}

/** Errors by where they stand; those of no cell stand at -1. */
export type ErrorsByCell = ReadonlyMap<string, readonly FieldError[]>;
export const cellKey = (row: number, at: number): string => `${row}:${at}`;

/** The first state of a sheet's faults. */
export const begin = (preview: IntakePreview, sheet: Sheet): RepairState => ({
  rows: faultyRows(preview, sheet).map((one) => ({ ...one, isMended: false })),
  faulty: faultyColumns(preview.errors, sheet),
});

/** Rows that are at fault in a cell; a column that is not decided is mended for all rows at once. */
function faultyRows({ errors }: IntakePreview, sheet: Sheet): Sheet['faulty'] {
  const rows = new Set(
    errors.filter((error) => isInCell(error, sheet)).map((error) => error.row ?? 0),
  );
  return sheet.faulty.filter(({ row }) => rows.has(row));
}

const isInCell = (error: FieldError, sheet: Sheet): boolean =>
  error.code !== 'unknown-field' || !sheet.undecided.includes(columnOf(error, sheet));

/**
 * The state after another check. Rows keep their places, so that nothing moves under the cursor;
 * what came up since stands below.
 */
export function follow(
  before: RepairState,
  preview: IntakePreview,
  sheet: Sheet,
  waiting: Waiting,
): RepairState {
  const now = new Map(faultyRows(preview, sheet).map(({ row, cells }) => [row, cells]));
  const kept = before.rows.map((row): RepairRow => {
    const cells = now.get(row.row);
    now.delete(row.row);
    return cells === undefined
      ? { ...row, cells: withWaiting(row, waiting, sheet), isMended: true }
      : { ...row, cells, isMended: false };
  });
  const fresh = [...now].map(([row, cells]) => ({ row, cells, isMended: false }));
  const faulty = new Set([...before.faulty, ...faultyColumns(preview.errors, sheet)]);
  return {
    rows: [...kept, ...fresh],
    faulty: [...faulty].toSorted((a, b) => a - b),
  };
}

/** Names a way of reading a sheet; columns that were added for missing fields make it no other. */
export const readingOf = ({ mapping, width }: Sheet): string => {
  const { kind, headingRow, columns, fixed } = mapping;
  return JSON.stringify([kind, headingRow, columns.filter(({ at }) => at < width), fixed]);
};

/** What was typed and the engine has not answered to yet, by `cellKey`. */
export type Waiting = ReadonlyMap<string, string>;

/** What a cell says: as it was typed last, else as the file has it. */
export const textAt = ({ row, cells }: RepairRow, at: number, waiting: Waiting): string =>
  waiting.get(cellKey(row, at)) ?? cells[at] ?? '';

/** Rows with what was typed meanwhile, to be kept where they are at fault no more: masked then. */
const withWaiting = (row: RepairRow, waiting: Waiting, sheet: Sheet): readonly string[] =>
  row.cells.map((_, at) => maskCell(sheet, at, textAt(row, at, waiting)));

/** Whether a text is one that was masked: it must not be written over what it stands for. */
export const isMaskedText = (sheet: Sheet, at: number, text: string): boolean =>
  text.includes('*') && isPersonalColumn(sheet, at);

/** The column that an error stands in; -1 where it is the whole row's. */
export function columnOf(error: FieldError, { mapping, headings }: Sheet): number {
  if (error.code === 'unknown-field') return headings.indexOf(error.column ?? error.field);
  const key = /([^.[\]]+)(?:\[\d+\])?$/.exec(error.field)?.[1] ?? '';
  return mapping.columns.find((column) => column.key === key)?.at ?? -1;
}

export function errorsByCell(errors: readonly FieldError[], sheet: Sheet): ErrorsByCell {
  const cells = new Map<string, FieldError[]>();
  for (const error of errors) {
    if (!isInCell(error, sheet)) continue;
    const key = cellKey(error.row ?? 0, columnOf(error, sheet));
    cells.set(key, [...(cells.get(key) ?? []), error]);
  }
  return cells;
}

function faultyColumns(errors: readonly FieldError[], sheet: Sheet): number[] {
  const inCells = errors.filter((error) => isInCell(error, sheet));
  const columns = new Set(inCells.map((error) => columnOf(error, sheet)));
  return [...columns].filter((at) => at >= 0).toSorted((a, b) => a - b);
}

/** Where the cursor goes for the next error: to the right, then down, then from the top. */
export function nextError(
  rows: readonly RepairRow[],
  columns: readonly number[],
  errors: ErrorsByCell,
  from: { row: number; column: number },
): { row: number; column: number } | null {
  const width = columns.length;
  const count = rows.length * width;
  for (let step = 1; step <= count; step += 1) {
    const place = (from.row * width + from.column + step) % count;
    const row = Math.floor(place / width);
    const column = place % width;
    if (errors.has(cellKey(rows[row]?.row ?? 0, columns[column] ?? -1))) return { row, column };
  }
  return null;
}

/** The first cell with an error; the first of all where there is none. */
export const firstError = (
  rows: readonly RepairRow[],
  columns: readonly number[],
  errors: ErrorsByCell,
): { row: number; column: number } =>
  nextError(rows, columns, errors, { row: 0, column: -1 }) ?? { row: 0, column: 0 };

/**
 * The cells that pasted ones fall on, from the block's first on; one cell alone fills the block.
 * @returns the cells, and how many pasted rows found no place
 */
export function pasted(
  texts: readonly (readonly string[])[],
  rows: readonly RepairRow[],
  columns: readonly number[],
  { top, left, bottom, right }: Block,
): { cells: CellRepair[]; rowsLeft: number } {
  const single = texts.length === 1 && texts[0]?.length === 1;
  const height = single ? bottom - top + 1 : texts.length;
  const cells: CellRepair[] = [];
  for (let down = 0; down < height; down += 1) {
    const row = rows[top + down]?.row;
    const width = single ? right - left + 1 : (texts[down]?.length ?? 0);
    for (let across = 0; across < width; across += 1) {
      const at = columns[left + across];
      const text = (single ? texts[0]?.[0] : texts[down]?.[across]) ?? '';
      if (row !== undefined && at !== undefined)
        cells.push({ row, at, value: text.slice(0, longestCell) });
    }
  }
  return { cells, rowsLeft: Math.max(0, top + height - rows.length) };
}
