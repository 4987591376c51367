import { mostColumns, mostRows } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { Cell } from './cell.ts';

/** A row of a sheet as a person counts it, from 1. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** Most rows of a sheet with the empty ones; no spreadsheet has more. */
const mostLines = 1_048_576;

/**
 * The rows of a sheet that hold anything.
 * @throws {NaruError} `file-empty`, `file-too-many-rows`, `file-too-many-columns`
 */
export async function gatherRows(
  name: string,
  rows: AsyncIterable<SheetRow> | Iterable<SheetRow>,
): Promise<SheetRow[]> {
  const filled: SheetRow[] = [];
  let count = 0;
  let lines = 0;
  for await (const { row, cells } of rows) {
    lines += 1;
    if (lines > mostLines)
      throw new NaruError('file-too-many-rows', { name, rows: lines - 1, limit: mostRows });
    const width = 1 + cells.findLastIndex((cell) => cell.kind !== 'empty');
    if (width === 0) continue;
    if (width > mostColumns)
      throw new NaruError('file-too-many-columns', { name, columns: width, limit: mostColumns });
    count += 1;
    // One row more than the limit is the heading.
    if (count <= mostRows + 1)
      filled.push({ row, cells: width === cells.length ? cells : cells.slice(0, width) });
  }
  if (count === 0) throw new NaruError('file-empty', { name });
  if (count > mostRows + 1)
    throw new NaruError('file-too-many-rows', { name, rows: count - 1, limit: mostRows });
  return filled;
}
