import { memo, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import type { FilingRow as Filing } from '../../../shared/filing/filing.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { Row } from '@tanstack/react-table';
import { flexRender } from '@tanstack/react-table';
import type { listFeatures } from './columns.tsx';
import styles from './filing-grid.module.css';

interface FilingRowProps {
  row: Row<typeof listFeatures, Filing>;
  /** The filing itself, by which a change is known. */
  filing: Filing;
  index: number;
  start: number;
  focused: boolean;
  selected: boolean;
  open: boolean;
  onPick: (id: FilingId, how: 'focus' | 'toggle' | 'extend' | 'open') => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** One row of the list; rendered again only when something about it has changed. */
export const FilingRow = memo(
  function FilingRow({
    row,
    filing,
    index,
    start,
    focused,
    selected,
    open,
    onPick,
    onKeyDown,
  }: FilingRowProps): ReactNode {
    const style: CSSProperties = { transform: `translateY(${start}px)` };
    return (
      <div
        role="row"
        className={styles['row']}
        style={style}
        id={rowElementId(filing.id)}
        data-filing={filing.id}
        aria-rowindex={index + 2}
        aria-selected={selected}
        data-open={open}
        tabIndex={focused ? 0 : -1}
        onClick={(event) =>
          onPick(
            filing.id,
            event.ctrlKey || event.metaKey ? 'toggle' : event.shiftKey ? 'extend' : 'open',
          )
        }
        onFocus={() => onPick(filing.id, 'focus')}
        onKeyDown={onKeyDown}
      >
        {row.getAllCells().map((cell) => (
          <div
            key={cell.id}
            role="gridcell"
            className={styles['cell']}
            data-column={cell.column.id}
          >
            {flexRender(cell.column.columnDef.cell, cell.getContext())}
          </div>
        ))}
      </div>
    );
  },
  (before, after) =>
    before.filing === after.filing &&
    before.index === after.index &&
    before.start === after.start &&
    before.focused === after.focused &&
    before.selected === after.selected &&
    before.open === after.open &&
    before.onPick === after.onPick &&
    before.onKeyDown === after.onKeyDown,
);

export function rowElementId(id: FilingId): string {
  return `filing-${id}`;
}
