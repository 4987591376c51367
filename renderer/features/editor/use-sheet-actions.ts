import { koreanDate } from '../../../shared/time.ts';
import type { FormField, FormGrid } from '../../../shared/documents/form.ts';
import { engineNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import { choicesOf } from './choices.ts';
import { readBlock } from './clipboard.ts';
import { useEditor } from './editor-context.tsx';
import { cleared, duplicated, inserted, pasted, removed } from './sheet-edit.ts';
import { blockOf, cellPlace, type Place } from './sheet-place.ts';
import { readFlag, settled } from './typed.ts';
import { withRows, type Json, type Values } from './values.ts';

/** What is done to whole rows and blocks of cells; each is one step to undo. */
export interface SheetActions {
  insert(): void;
  duplicate(): void;
  remove(): void;
  clear(): void;
  paste(text: string): void;
}

export function useSheetActions({
  path,
  grid,
  columns,
  rows,
  place,
  goTo,
}: {
  path: string;
  grid: FormGrid;
  columns: readonly FormField[];
  rows: readonly Values[];
  place: Place;
  goTo: (place: Place) => void;
}): SheetActions {
  const editor = useEditor();
  const { language } = useText();
  const block = blockOf(place);
  const { max } = grid;

  const convert = (field: FormField, text: string): Json | undefined => {
    if (field.format.type === 'flag') return readFlag(text) ?? undefined;
    const named = choicesOf(field, language)?.exactly(text) ?? text;
    return settled(field.format, named, koreanDate(engineNow()));
  };

  return {
    insert() {
      if (rows.length >= max) return;
      const at = Math.min(rows.length, place.row + 1);
      editor.change((values) => withRows(values, path, inserted(rows, at)), { grid: path });
      goTo(cellPlace(at, 0));
    },
    duplicate() {
      if (rows[place.row] === undefined) return;
      editor.change((values) => withRows(values, path, duplicated(rows, block, max)), {
        grid: path,
      });
      goTo(cellPlace(Math.min(block.bottom + 1, max - 1), place.column));
    },
    remove() {
      const gone = Math.min(block.bottom, rows.length - 1) - block.top + 1;
      if (gone < 1) return;
      editor.change((values) => withRows(values, path, removed(rows, block)), {
        grid: path,
        told: { is: 'removed', rows: gone },
      });
      goTo(cellPlace(block.top, place.column));
    },
    clear() {
      if (block.top >= rows.length) return;
      const cells = (block.bottom - block.top + 1) * (block.right - block.left + 1);
      editor.change((values) => withRows(values, path, cleared(rows, columns, block)), {
        grid: path,
        ...(cells > 1 ? { told: { is: 'cleared' as const, cells } } : {}),
      });
    },
    paste(text) {
      const cells = readBlock(text);
      const result = pasted(rows, columns, block, cells, convert, max);
      const { written, rowsLeft } = result;
      editor.change((values) => withRows(values, path, result.rows), {
        grid: path,
        ...(written > 1 || rowsLeft > 0
          ? {
              told: {
                is: 'pasted' as const,
                rows: cells.length - rowsLeft,
                cells: written,
                left: rowsLeft,
              },
            }
          : {}),
      });
      goTo({
        row: block.top,
        column: block.left,
        fromRow: Math.min(block.top + cells.length - 1, max - 1),
        fromColumn: Math.min(block.left + (cells[0]?.length ?? 1) - 1, columns.length - 1),
      });
    },
  };
}
