import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type PointerEvent,
  type ReactNode,
} from 'react';
import type { FormField, FormGrid } from '../../../shared/documents/form.ts';
import { fieldLabel } from '../../../shared/documents/index.ts';
import { useText } from '../../app/text.tsx';
import { createCell } from './cell.ts';
import { ChoiceList } from './choice-list.tsx';
import { choicesOf } from './choices.ts';
import { useEditor, useEditorState } from './editor-context.tsx';
import { Lookup, lookupOf } from './lookups/lookup.tsx';
import { blockOf, cellPlace, firstPlace, isOneCell, type Place } from './sheet-place.ts';
import {
  headHeight,
  heightOf,
  layoutOf,
  rowHeight,
  wantedCell,
  wholeRow,
  within,
} from './sheet-layout.ts';
import { SheetFoot } from './sheet-foot.tsx';
import { SheetRow } from './sheet-row.tsx';
import styles from './sheet.module.css';
import { shown } from './typed.ts';
import { usePicker } from './use-picker.tsx';
import { useSheetActions, type SheetActions } from './use-sheet-actions.ts';
import { useSheetKeys } from './use-sheet-keys.ts';
import { rowsAt, valueAt } from './values.ts';

/**
 * Lines or specifications as a grid. One input stands in the cell that has the cursor and has the
 * focus before the first key, so that a syllable is composed in place.
 */
export function Sheet({
  path,
  grid,
  columns,
  onActions,
  onDetail,
  onLeave,
}: {
  path: string;
  grid: FormGrid;
  columns: readonly FormField[];
  /** Hands out what the buttons above do. */
  onActions: (actions: SheetActions) => void;
  /** F7: the other fields of the row. */
  onDetail: (() => void) | null;
  /** Esc: back to the grid that this one is in. */
  onLeave: (() => void) | null;
}): ReactNode {
  const { t, language } = useText();
  const editor = useEditor();
  const rows = useEditorState((state) => rowsAt(state.values, path));
  const stored = useEditorState((state) => state.places[path] ?? firstPlace);
  const extent = { rows: Math.min(rows.length + 1, grid.max), columns: columns.length };
  const place = within(stored, extent);
  const block = blockOf(place);
  const field = columns[place.column];
  const rowPath = `${path}[${place.row}]`;
  const cellPath = `${rowPath}.${field?.key ?? ''}`;
  const value = useEditorState((state) => valueAt(state.values, cellPath));
  const computed = useEditorState((state) => state.check?.computed[cellPath]);
  const choices = useMemo(
    () => (field === undefined ? null : choicesOf(field, language)),
    [field, language],
  );
  const picker = usePicker(choices);
  const input = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [cell] = useState(() => createCell(editor));
  useLayoutEffect(() => {
    const spot = field === undefined ? null : { path: cellPath, field, choices };
    cell.stand(input.current, spot, value);
  });
  const [lookingUp, setLookingUp] = useState(false);
  const lookup = field === undefined ? null : lookupOf(field.key);

  const virtualizer = useVirtualizer({
    count: extent.rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingEnd: headHeight + 4,
  });
  const { template, minWidth } = useMemo(() => layoutOf(columns), [columns]);

  const goTo = useCallback(
    (next: Place) => {
      editor.place(path, next);
      input.current?.focus({ preventScroll: true });
    },
    [editor, path],
  );
  const actions = useSheetActions({ path, grid, columns, rows, place, goTo });
  useEffect(() => onActions(actions));

  // Where the cursor goes, the view goes.
  const { row, column } = place;
  useLayoutEffect(() => {
    if (document.activeElement !== input.current) return;
    virtualizer.scrollToIndex(row, { align: 'auto' });
    input.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [virtualizer, row, column]);

  const wanted = useEditorState((state) => wantedCell(state.wanted, path));
  useEffect(() => {
    const index = columns.findIndex(({ key }) => key === wanted?.key);
    if (wanted === null || index < 0) return;
    goTo(cellPlace(wanted.row, index));
    editor.arrived();
  }, [wanted, columns, goTo, editor]);

  const { move, ...keys } = useSheetKeys({
    path,
    grid,
    columns,
    rows,
    place,
    extent,
    cell,
    picker,
    actions,
    goTo,
    proposal: computed,
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
    onLookup: lookup === null ? null : () => setLookingUp(true),
    onDetail,
    onLeave,
  });

  const latest = useRef({ place, move, extent });
  useLayoutEffect(() => {
    latest.current = { place, move, extent };
  });
  const onPick = useCallback((row: number, column: number, event: PointerEvent): void => {
    const { place, move, extent } = latest.current;
    event.preventDefault();
    const dragged = event.type === 'pointerenter';
    if (column < 0) move(wholeRow(cellPlace(row, 0), extent));
    else if (event.shiftKey || dragged) move({ ...place, row, column });
    else move(cellPlace(row, column));
  }, []);

  const label = field === undefined ? '' : fieldLabel(cellPath, language);
  return (
    <>
      <div
        ref={scroller}
        className={styles['scroller']}
        role="grid"
        aria-label={fieldLabel(grid.key, language)}
        aria-rowcount={extent.rows + 1}
        aria-colcount={columns.length + 1}
        tabIndex={-1}
        style={{ height: heightOf(extent.rows) }}
      >
        <div
          className={styles['head']}
          role="row"
          aria-rowindex={1}
          style={{ gridTemplateColumns: template, minWidth }}
        >
          <div
            role="columnheader"
            className={styles['corner']}
            aria-label={t('editor.sheet.number')}
          />
          {columns.map((each) => (
            <div
              key={each.key}
              role="columnheader"
              data-number={each.format.type === 'decimal'}
              title={fieldLabel(each.key, language)}
            >
              {fieldLabel(each.key, language)}
              {each.mandatory ? <i aria-hidden="true" /> : null}
            </div>
          ))}
        </div>
        <div
          className={styles['body']}
          role="rowgroup"
          style={{ height: `${virtualizer.getTotalSize()}px`, minWidth }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const isSelected =
              !isOneCell(block) && item.index >= block.top && item.index <= block.bottom;
            return (
              <SheetRow
                key={item.index}
                path={`${path}[${item.index}]`}
                index={item.index}
                start={item.start}
                columns={columns}
                template={template}
                isNew={item.index >= rows.length}
                isCursor={item.index === place.row}
                from={isSelected ? block.left : -1}
                to={isSelected ? block.right : -2}
                onPick={onPick}
              />
            );
          })}
          <div
            className={styles['cursor']}
            role="presentation"
            style={{
              transform: `translateY(${place.row * rowHeight}px)`,
              gridTemplateColumns: template,
            }}
          >
            <div className={styles['editing']} style={{ gridColumn: place.column + 2 }}>
              <input
                ref={input}
                type="text"
                className={styles['input']}
                data-stop
                data-sheet={path}
                data-path={cellPath}
                data-number={field?.format.type === 'decimal'}
                aria-label={label}
                autoComplete="off"
                spellCheck={false}
                placeholder={
                  field === undefined || computed === undefined ? '' : shown(field.format, computed)
                }
                {...(choices === null
                  ? {}
                  : {
                      role: 'combobox',
                      'aria-expanded': picker.isOpen,
                      'aria-autocomplete': 'list' as const,
                      'aria-controls': picker.listId,
                    })}
                onInput={(event) => {
                  cell.typed();
                  picker.typed(event.currentTarget.value);
                }}
                onPointerDown={() => {
                  if (document.activeElement === input.current) cell.edit();
                }}
                onFocus={(event) => {
                  if (cell.mode() === 'ready') event.currentTarget.select();
                }}
                onBlur={() => {
                  picker.close();
                  cell.settle();
                  editor.visit(rowPath);
                }}
                onKeyDown={keys.onKeyDown}
                onCopy={(event) => keys.onCopy(event, false)}
                onCut={(event) => keys.onCopy(event, true)}
                onPaste={keys.onPaste}
              />
              {picker.isOpen ? (
                <ChoiceList
                  picker={picker}
                  label={label}
                  complete={choices?.complete ?? true}
                  onChoose={({ code }) => {
                    picker.close();
                    cell.choose(code);
                  }}
                />
              ) : null}
            </div>
          </div>
        </div>
        {lookup !== null && field !== undefined && lookingUp ? (
          <Lookup
            name={lookup}
            scope={rowPath}
            field={field}
            onClose={() => {
              setLookingUp(false);
              editor.goTo(cellPath);
            }}
          />
        ) : null}
      </div>
      {field === undefined ? null : (
        <SheetFoot path={cellPath} rowPath={rowPath} field={field} choices={choices} />
      )}
    </>
  );
}
