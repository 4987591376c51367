import { memo, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import type { RowId } from '../../app/paged-list.ts';
import styles from './grid.module.css';

export type Pick = 'focus' | 'toggle' | 'extend' | 'open';

interface GridRowProps {
  id: RowId;
  /** What the row shows, by which a change is known. */
  item: object;
  cells: () => readonly { id: string; content: ReactNode }[];
  index: number;
  start: number;
  focused: boolean;
  selected: boolean;
  open: boolean;
  onPick: (index: number, how: Pick) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** One row of a list; rendered again only when something about it has changed. */
export const GridRow = memo(
  function GridRow({
    id,
    cells,
    index,
    start,
    focused,
    selected,
    open,
    onPick,
    onKeyDown,
  }: GridRowProps): ReactNode {
    const style: CSSProperties = { transform: `translateY(${start}px)` };
    return (
      <div
        role="row"
        className={styles['row']}
        style={style}
        data-row={id}
        aria-rowindex={index + 2}
        aria-selected={selected}
        data-open={open}
        tabIndex={focused ? 0 : -1}
        onClick={(event) =>
          onPick(
            index,
            event.ctrlKey || event.metaKey ? 'toggle' : event.shiftKey ? 'extend' : 'open',
          )
        }
        onFocus={() => onPick(index, 'focus')}
        onKeyDown={onKeyDown}
      >
        {cells().map((cell) => (
          <div key={cell.id} role="gridcell" className={styles['cell']} data-column={cell.id}>
            {cell.content}
          </div>
        ))}
      </div>
    );
  },
  (before, after) =>
    before.item === after.item &&
    before.index === after.index &&
    before.start === after.start &&
    before.focused === after.focused &&
    before.selected === after.selected &&
    before.open === after.open &&
    before.onPick === after.onPick &&
    before.onKeyDown === after.onKeyDown,
);

/** The element of a row that is in sight. */
export function rowElement(id: RowId): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-row="${CSS.escape(String(id))}"]`);
}
