import type { PointerEvent, ReactNode } from 'react';
import { describeFieldError } from '../../../shared/documents/describe.ts';
import { useText } from '../../app/text.tsx';
import { withoutRow } from './findings.tsx';
import styles from './repair-grid.module.css';
import { cellKey, type ErrorsByCell, type RepairRow } from './repair-rows.ts';

/** One row that is, or was, at fault. */
export function RepairRowView({
  row,
  index,
  start,
  template,
  columns,
  errors,
  textAt,
  isCursor,
  from,
  to,
  onPick,
}: {
  row: RepairRow;
  index: number;
  /** Pixels from the top. */
  start: number;
  template: string;
  columns: readonly number[];
  errors: ErrorsByCell;
  textAt: (row: RepairRow, at: number) => string;
  isCursor: boolean;
  /** Selected columns; -1 where none is. */
  from: number;
  to: number;
  onPick: (row: number, column: number, event: PointerEvent) => void;
}): ReactNode {
  const { t, language, format } = useText();
  const sayAt = (at: number): string =>
    (errors.get(cellKey(row.row, at)) ?? [])
      .map((fault) => describeFieldError(t, language, withoutRow(fault)))
      .join(' ');
  const ofRow = sayAt(-1);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles['row']}
      data-repair-row={row.row}
      data-mended={row.isMended}
      data-cursor={isCursor}
      style={{ transform: `translateY(${start}px)`, gridTemplateColumns: template }}
    >
      <div
        role="rowheader"
        className={styles['number']}
        data-bad={ofRow !== ''}
        title={ofRow === '' ? undefined : ofRow}
      >
        {format.count(row.row)}
        {row.isMended ? <small>{t('intake.repair.mended')}</small> : null}
      </div>
      {columns.map((at, column) => {
        const says = sayAt(at);
        return (
          <div
            key={at}
            role="gridcell"
            aria-colindex={column + 2}
            aria-invalid={says !== ''}
            title={says === '' ? undefined : says}
            className={styles['cell']}
            data-at={at}
            data-selected={column >= from && column <= to}
            onPointerDown={(event) => onPick(index, column, event)}
            onPointerEnter={(event) => {
              if (event.buttons === 1) onPick(index, column, event);
            }}
          >
            {textAt(row, at)}
          </div>
        );
      })}
    </div>
  );
}
