import { flexRender, useTable, type Row as TableRow } from '@tanstack/react-table';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { isImeKey } from '../../app/is-ime-key.ts';
import type { ListState, RowId } from '../../app/paged-list.ts';
import { useText } from '../../app/text.tsx';
import { columnsOf, gridFeatures, type GridColumn } from './columns.ts';
import { GridRow, rowElement, type Pick } from './grid-row.tsx';
import styles from './grid.module.css';
import { clear, moveTo, toggle, type Selection } from './selection.ts';

const rowHeight = 34;
const headHeight = 32;

interface GridProps<Row extends { id: RowId }> {
  label: string;
  /** In the order of the list; which of them fit is for `layout` to say. The same array always. */
  columns: readonly GridColumn<Row>[];
  /** Class that sets `--columns`, by the room that there is. */
  layout: string;
  state: ListState<Row>;
  /** Tells which rows are in sight. */
  onShow: (first: number, last: number) => void;
  selection: Selection<Row['id']>;
  onSelection: (change: (selection: Selection<Row['id']>) => Selection<Row['id']>) => void;
  open: Row['id'] | null;
  /** By a click, and as the focus moves while something is open. */
  onOpen: (id: Row['id']) => void;
  /** By the Enter key, where that does something else. */
  onEnter?: (id: Row['id']) => void;
  onLeave: () => void;
}

/** A virtual list: one row has the focus, arrows move it, only rows in sight exist. */
export function Grid<Row extends { id: RowId }>(props: GridProps<Row>): ReactNode {
  const { state, selection, onShow, onSelection, open, onOpen } = props;
  const { t } = useText();
  const { rows } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const focusPlace = selection.place;

  const data = useMemo(() => [...rows], [rows]);
  const columns = useMemo(() => columnsOf(props.columns), [props.columns]);
  const table = useTable({ features: gridFeatures, columns, data });
  const tableRows = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    scrollPaddingEnd: headHeight,
    // The focused row stays in the document, so that scrolling cannot take the focus away.
    rangeExtractor: useCallback((range: Range) => withFocus(range, focusPlace), [focusPlace]),
  });
  const items = virtualizer.getVirtualItems();

  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => onShow(first, last), [onShow, first, last, rows]);

  useKeptPlace(scroller, state);
  const moveFocus = useFocusAfterMove(scroller, selection.focus);

  const move = (index: number, extend: boolean): void => {
    const next = moveTo(selection, rows, index, extend);
    onSelection(() => next);
    moveFocus();
    virtualizer.scrollToIndex(next.place, { align: 'auto' });
    if (open !== null && next.focus !== null && !extend) onOpen(next.focus);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event.nativeEvent) || event.altKey) return;
    const pageRows = Math.max(1, last - first - 1);
    const target = targetOf(event.key, selection.place, pageRows, rows.length);
    if (target !== null) {
      event.preventDefault();
      move(target, event.shiftKey);
      return;
    }
    const { focus } = selection;
    if (event.key === 'Enter' && focus !== null) (props.onEnter ?? onOpen)(focus);
    else if (event.key === ' ' && focus !== null)
      onSelection((now) => toggle(now, focus, now.place));
    else if (event.key === 'Escape' && selection.selected.size > 0) onSelection(clear);
    else if (event.key === 'Escape') props.onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const latest = useRef({ props, onKeyDown });
  useLayoutEffect(() => {
    latest.current = { props, onKeyDown };
  });
  const onRowKey = useCallback((event: KeyboardEvent) => latest.current.onKeyDown(event), []);
  const onPick = useCallback((index: number, how: Pick) => {
    const { state, onSelection, onOpen } = latest.current.props;
    const id: Row['id'] | undefined = state.rows[index]?.id;
    if (id === undefined) return;
    onSelection((before) => {
      if (how === 'toggle') return toggle(before, id, index);
      if (how === 'focus')
        return before.focus === id ? before : { ...before, focus: id, place: index };
      return moveTo(before, state.rows, index, how === 'extend');
    });
    if (how === 'open') onOpen(id);
  }, []);

  return (
    <div
      className={`${styles['scroller']} ${props.layout}`}
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={state.total === null ? -1 : state.total + 1}
      aria-colcount={props.columns.length}
      aria-multiselectable="true"
      tabIndex={-1}
    >
      <div className={styles['head']} role="row" aria-rowindex={1}>
        {props.columns.map(({ id, title }) => (
          <div key={id} role="columnheader" className={styles['cell']} data-column={id}>
            {t(title)}
          </div>
        ))}
      </div>
      <div
        className={styles['body']}
        role="rowgroup"
        style={{ height: `${virtualizer.getTotalSize()}px` }}
      >
        {items.map((item) => {
          const row = tableRows[item.index];
          if (row === undefined) return null;
          const { id } = row.original;
          return (
            <GridRow
              key={id}
              id={id}
              item={row.original}
              cells={() => cellsOf(row)}
              index={item.index}
              start={item.start}
              focused={selection.focus === id}
              selected={selection.selected.has(id)}
              open={open === id}
              onPick={onPick}
              onKeyDown={onRowKey}
            />
          );
        })}
      </div>
    </div>
  );
}

function cellsOf<Row extends object>(
  row: TableRow<typeof gridFeatures, Row>,
): { id: string; content: ReactNode }[] {
  return row.getAllCells().map((cell) => ({
    id: cell.column.id,
    content: flexRender(cell.column.columnDef.cell, cell.getContext()),
  }));
}

/** Where a key leads; `null` for keys that lead nowhere. */
function targetOf(key: string, place: number, page: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return place + 1;
    case 'ArrowUp':
      return place - 1;
    case 'PageDown':
      return place + page;
    case 'PageUp':
      return place - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function withFocus(range: Range, place: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (place >= range.count || indexes.includes(place)) return indexes;
  return [...indexes, place].toSorted((a, b) => a - b);
}

/** Keeps the row at the top of the view where it is when rows come or go above it. */
function useKeptPlace<Row extends { id: RowId }>(
  scroller: React.RefObject<HTMLDivElement | null>,
  { rows, indexById }: ListState<Row>,
): void {
  const top = useRef<{ id: Row['id']; offset: number } | null>(null);
  const shown = useRef(rows);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    if (shown.current !== rows && top.current !== null && element.scrollTop > 0) {
      const index = indexById.get(top.current.id);
      if (index !== undefined) element.scrollTo({ top: index * rowHeight + top.current.offset });
    }
    shown.current = rows;
    const remember = (): void => {
      const index = Math.floor(element.scrollTop / rowHeight);
      const row = rows[index];
      top.current =
        row === undefined ? null : { id: row.id, offset: element.scrollTop - index * rowHeight };
    };
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [scroller, rows, indexById]);
}

/** Gives the focused row the document's focus after a key has moved it, or its row has left. */
function useFocusAfterMove(
  scroller: React.RefObject<HTMLDivElement | null>,
  focus: RowId | null,
): () => void {
  const moved = useRef(false);
  const held = useRef(false);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const lost = held.current && document.activeElement === document.body;
    if ((moved.current || lost) && focus !== null) {
      const row = rowElement(focus);
      row?.focus({ preventScroll: true });
      if (row !== null) moved.current = false;
    }
    held.current = element.contains(document.activeElement);
  }, [scroller, focus]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const note = (): void => {
      held.current = element.contains(document.activeElement);
    };
    element.addEventListener('focusin', note);
    return () => element.removeEventListener('focusin', note);
  }, [scroller]);
  return () => {
    moved.current = true;
  };
}
