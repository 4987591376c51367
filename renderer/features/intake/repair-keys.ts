import type { ClipboardEvent, KeyboardEvent } from 'react';
import { isImeKey } from '../../app/is-ime-key.ts';
import { isBlock, readBlock, writeBlock } from '../editor/clipboard.ts';
import {
  blockOf,
  cellPlace,
  isOneCell,
  moved,
  nextCell,
  placeAfterKey,
  type Extent,
  type Place,
} from '../editor/sheet-place.ts';
import type { RepairCell } from './use-repair-cell.ts';

/** Rows that a page key goes by. */
const pageRows = 10;

/** What the keys do in the cell that has the cursor. */
export interface RepairKeys {
  /** Leaves the cell as it is and goes to another. */
  move(next: Place): void;
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void;
  onCopy(event: ClipboardEvent<HTMLInputElement>): void;
  onPaste(event: ClipboardEvent<HTMLInputElement>): void;
}

export function repairKeys(grid: {
  place: Place;
  extent: Extent;
  cell: RepairCell;
  goTo: (place: Place) => void;
  goToNextError: () => void;
  /** The selected cells as they are. */
  textsOf: () => string[][];
  onPaste: (texts: string[][]) => void;
}): RepairKeys {
  const { place, extent, cell, goTo } = grid;
  const move = (next: Place): void => {
    cell.settle();
    goTo(next);
  };
  const wholeGrid: Place = {
    row: 0,
    column: 0,
    fromRow: extent.rows - 1,
    fromColumn: extent.columns - 1,
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isImeKey(event.nativeEvent)) {
      // The browser would leave the grid in the middle of a syllable.
      if (event.code === 'Tab') event.preventDefault();
      return;
    }
    const { key, shiftKey } = event;
    const isReady = cell.mode() === 'ready';
    const control = event.ctrlKey || event.metaKey;
    if (key === 'Tab') {
      const next = nextCell(place, extent, shiftKey);
      // At either end the key leads out of the grid.
      if (next === null) return;
      move(next);
    } else if (key === 'Enter')
      move(moved(place, { rows: shiftKey ? -1 : 1, columns: 0 }, extent, false));
    else if (key === 'F8') {
      cell.settle();
      grid.goToNextError();
    } else if (key === 'Escape' && !isReady) cell.giveUp();
    else if (key === 'Escape' && !isOneCell(blockOf(place)))
      goTo(cellPlace(place.row, place.column));
    else if (key === 'F2') cell.edit();
    else if (key === 'Delete' && isReady) grid.onPaste([['']]);
    else if (event.code === 'KeyA' && control && isReady) goTo(wholeGrid);
    else if (event.altKey || cell.mode() === 'edit') return;
    else {
      const keys = { key, shiftKey, ctrlKey: control };
      const next = placeAfterKey(keys, place, extent, pageRows);
      if (next === null) return;
      move(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    move,
    onKeyDown,
    onCopy(event) {
      if (cell.mode() !== 'ready') return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', writeBlock(grid.textsOf()));
    },
    onPaste(event) {
      const text = event.clipboardData.getData('text/plain');
      if (cell.mode() !== 'ready' && !isBlock(text)) return;
      event.preventDefault();
      grid.onPaste(readBlock(text));
    },
  };
}
