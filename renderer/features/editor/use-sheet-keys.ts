import type { ClipboardEvent, KeyboardEvent } from 'react';
import type { FormField, FormGrid } from '../../../shared/documents/form.ts';
import { isImeKey } from '../../app/is-ime-key.ts';
import type { Cell } from './cell.ts';
import { isBlock, writeBlock } from './clipboard.ts';
import { useEditor } from './editor-context.tsx';
import { goToNextStop } from './next-stop.ts';
import { cellsOf } from './sheet-edit.ts';
import { afterTyping, wholeOf, wholeRow } from './sheet-layout.ts';
import {
  blockOf,
  isOneCell,
  nextCell,
  placeAfterKey,
  type Extent,
  type Place,
} from './sheet-place.ts';
import type { Picker } from './use-picker.tsx';
import type { SheetActions } from './use-sheet-actions.ts';
import { isEmptyRow, rowsAt, type Values } from './values.ts';

/** What the keys do in the cell that has the cursor. */
export interface SheetKeys {
  /** Leaves the cell as it is and goes to another. */
  move(next: Place): void;
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void;
  onCopy(event: ClipboardEvent<HTMLInputElement>, cut: boolean): void;
  onPaste(event: ClipboardEvent<HTMLInputElement>): void;
}

export function useSheetKeys(sheet: {
  path: string;
  grid: FormGrid;
  columns: readonly FormField[];
  rows: readonly Values[];
  place: Place;
  extent: Extent;
  cell: Cell;
  picker: Picker;
  actions: SheetActions;
  goTo: (place: Place) => void;
  /** What the cell is computed to be. */
  proposal: string | undefined;
  pageRows: () => number;
  onLookup: (() => void) | null;
  onDetail: (() => void) | null;
  onLeave: (() => void) | null;
}): SheetKeys {
  const { path, grid, columns, rows, place, extent, cell, picker, actions, goTo } = sheet;
  const { proposal, pageRows, onLookup, onDetail, onLeave } = sheet;
  const editor = useEditor();
  const block = blockOf(place);

  const move = (next: Place): void => {
    cell.settle();
    picker.close();
    editor.visit(`${path}[${place.row}]`);
    goTo(next);
  };
  /** Enter and Tab: the next cell, and from an empty new row on out of the grid. */
  const goOn = (event: KeyboardEvent<HTMLInputElement>): void => {
    const chosen = picker.isOpen ? picker.chosen() : null;
    if (chosen !== null) cell.choose(chosen.code);
    const row = rowsAt(editor.store.getState().values, path)[place.row];
    const isOut = !event.shiftKey && place.column === 0 && (row === undefined || isEmptyRow(row));
    const next = isOut
      ? null
      : nextCell(place, afterTyping(extent, place, grid.max), event.shiftKey);
    if (next !== null) {
      event.preventDefault();
      event.stopPropagation();
      move(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      cell.settle();
      picker.close();
      const form = event.currentTarget.closest('[data-form]') ?? document;
      goToNextStop(form, event.currentTarget, event.shiftKey);
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isImeKey(event.nativeEvent)) {
      // The browser would leave the grid in the middle of a syllable.
      if (event.code === 'Tab') event.preventDefault();
      return;
    }
    if (picker.onKey(event)) return;
    const isReady = cell.mode() === 'ready';
    const { key, shiftKey } = event;
    const control = event.ctrlKey || event.metaKey;
    if ((key === 'Enter' && !control) || key === 'Tab') return goOn(event);
    if (key === 'Escape' && !isReady) cell.giveUp();
    else if (key === 'Escape' && onLeave !== null) onLeave();
    else if (key === 'F2') cell.edit();
    else if (key === 'F4' && onLookup !== null) onLookup();
    else if (key === 'F7' && onDetail !== null) onDetail();
    else if (key === '=' && isReady && proposal !== undefined)
      editor.takeOver([`${path}[${place.row}].${columns[place.column]?.key ?? ''}`]);
    else if (key === 'Delete' && control) actions.remove();
    else if (key === 'Delete' && isReady) actions.clear();
    else if (key === 'Insert') actions.insert();
    else if (event.code === 'KeyD' && control) actions.duplicate();
    else if (event.code === 'KeyA' && control && isReady) goTo(wholeOf(extent));
    else if (key === ' ' && shiftKey && isReady) goTo(wholeRow(place, extent));
    else if (event.altKey || cell.mode() === 'edit') return;
    else {
      const next = placeAfterKey({ key, shiftKey, ctrlKey: control }, place, extent, pageRows());
      if (next === null) return;
      move(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const onCopy = (event: ClipboardEvent<HTMLInputElement>, cut: boolean): void => {
    if (cell.mode() === 'edit' || (cell.mode() === 'typing' && isOneCell(block))) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', writeBlock(cellsOf(rows, columns, block)));
    if (cut) actions.clear();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const text = event.clipboardData.getData('text/plain');
    if (cell.mode() !== 'ready' && !isBlock(text)) return;
    event.preventDefault();
    actions.paste(text);
  };
  return { move, onKeyDown, onCopy, onPaste };
}
