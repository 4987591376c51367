import type { FormField } from '../../../shared/documents/form.ts';
import { columnWidth } from './sheet-columns.ts';
import { cellPlace, type Extent, type Place } from './sheet-place.ts';

export const rowHeight = 34;
export const headHeight = 30;
const numberWidth = 44;
const mostInSight = 12;

/** Height of a grid with so many rows, in pixels; it scrolls from a dozen on. */
export const heightOf = (rows: number): string =>
  `${Math.min(rows, mostInSight) * rowHeight + headHeight + 12}px`;

/** What is typed into the new row makes room for another one. */
export const afterTyping = (extent: Extent, place: Place, max: number): Extent => ({
  ...extent,
  rows: Math.min(max, Math.max(extent.rows, place.row + 2)),
});

/** Columns as wide as they need to be, and wider together where there is room. */
export function layoutOf(columns: readonly FormField[]): { template: string; minWidth: string } {
  const widths = columns.map(columnWidth);
  const tracks = widths.map((width) => `minmax(${width}px, ${width}fr)`);
  const total = widths.reduce((sum, width) => sum + width, numberWidth);
  return { template: `${numberWidth}px ${tracks.join(' ')}`, minWidth: `${total}px` };
}

export const wholeRow = (place: Place, extent: Extent): Place => ({
  ...place,
  column: 0,
  fromColumn: extent.columns - 1,
});

export const wholeOf = (extent: Extent): Place => ({
  row: 0,
  column: 0,
  fromRow: Math.max(0, extent.rows - 2),
  fromColumn: extent.columns - 1,
});

/** Rows may have gone since the cursor was put there. */
export function within(place: Place, extent: Extent): Place {
  const row = Math.min(place.row, Math.max(0, extent.rows - 1));
  const column = Math.min(place.column, Math.max(0, extent.columns - 1));
  if (row === place.row && column === place.column) return place;
  return cellPlace(row, column);
}

const wantedBy = new Map<string, { row: number; key: string }>();

/** The row and column of this grid that a person is sent to; the same object for the same path. */
export function wantedCell(
  wanted: string | null,
  path: string,
): { row: number; key: string } | null {
  if (wanted === null || !wanted.startsWith(`${path}[`)) return null;
  const rest = /^\[(\d+)\]\.([^.[]+)$/.exec(wanted.slice(path.length));
  if (rest === null) return null;
  let found = wantedBy.get(wanted);
  if (found === undefined) {
    wantedBy.clear();
    found = { row: Number(rest[1]), key: rest[2] ?? '' };
    wantedBy.set(wanted, found);
  }
  return found;
}
