/** The cell that has the cursor, and the corner that a selected block began at. */
export interface Place {
  readonly row: number;
  readonly column: number;
  readonly fromRow: number;
  readonly fromColumn: number;
}

export const firstPlace: Place = { row: 0, column: 0, fromRow: 0, fromColumn: 0 };

/** How many rows (with the empty one at the end) and columns there are. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

export const cellPlace = (row: number, column: number): Place => ({
  row,
  column,
  fromRow: row,
  fromColumn: column,
});

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** The cursor by so many cells; `extend` keeps the corner where it is. */
export function moved(
  place: Place,
  by: { rows: number; columns: number },
  extent: Extent,
  extend: boolean,
): Place {
  const row = within(place.row + by.rows, extent.rows);
  const column = within(place.column + by.columns, extent.columns);
  return extend ? { ...place, row, column } : cellPlace(row, column);
}

/** The cell after (or before) this one in reading order; `null` past the end. */
export function nextCell(place: Place, extent: Extent, backwards: boolean): Place | null {
  const index = place.row * extent.columns + place.column + (backwards ? -1 : 1);
  if (index < 0 || index >= extent.rows * extent.columns) return null;
  return cellPlace(Math.floor(index / extent.columns), index % extent.columns);
}

/** A selected block, corners in order, both ends within. */
export interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function blockOf({ row, column, fromRow, fromColumn }: Place): Block {
  return {
    top: Math.min(row, fromRow),
    bottom: Math.max(row, fromRow),
    left: Math.min(column, fromColumn),
    right: Math.max(column, fromColumn),
  };
}

export const isOneCell = ({ top, bottom, left, right }: Block): boolean =>
  top === bottom && left === right;

/** Where a key leads that moves the cursor; `null` for others. */
export function placeAfterKey(
  key: { key: string; shiftKey: boolean; ctrlKey: boolean },
  place: Place,
  extent: Extent,
  pageRows: number,
): Place | null {
  const { ctrlKey: far, shiftKey: extend } = key;
  const by = (rows: number, columns: number): Place =>
    moved(place, { rows, columns }, extent, extend);
  const all = { rows: extent.rows, columns: extent.columns };
  switch (key.key) {
    case 'ArrowDown':
      return by(far ? all.rows : 1, 0);
    case 'ArrowUp':
      return by(far ? -all.rows : -1, 0);
    case 'ArrowRight':
      return by(0, far ? all.columns : 1);
    case 'ArrowLeft':
      return by(0, far ? -all.columns : -1);
    case 'PageDown':
      return by(pageRows, 0);
    case 'PageUp':
      return by(-pageRows, 0);
    case 'Home':
      return by(far ? -all.rows : 0, -all.columns);
    case 'End':
      return by(far ? all.rows : 0, all.columns);
    default:
      return null;
  }
}
