import type { ReactNode } from 'react';
import { describeFieldError } from '../../../shared/documents/describe.ts';
import { useText } from '../../app/text.tsx';
import { Sign } from '../../components/sign.tsx';
import { withoutRow } from './findings.tsx';
import styles from './repair-grid.module.css';
import { cellKey, type ErrorsByCell, type RepairRow } from './repair-rows.ts';

/** About the cell that has the cursor: what is wrong with it, and where else in its row. */
export function RepairWord({
  id,
  row,
  at,
  columns,
  headings,
  errors,
}: {
  id: string;
  row: RepairRow;
  at: number;
  columns: readonly number[];
  headings: readonly string[];
  errors: ErrorsByCell;
}): ReactNode {
  const { t, language } = useText();
  const here = [
    ...(errors.get(cellKey(row.row, at)) ?? []),
    ...(errors.get(cellKey(row.row, -1)) ?? []),
  ];
  const others = columns.flatMap((other, index) =>
    other !== at && errors.has(cellKey(row.row, other)) ? [headings[index] ?? ''] : [],
  );
  return (
    <div id={id} className={styles['word']} aria-live="polite">
      {here.length > 0 ? (
        <b>
          <Sign name="alert" />{' '}
          {here.map((fault) => describeFieldError(t, language, withoutRow(fault))).join(' ')}
        </b>
      ) : null}
      {others.length > 0 ? (
        <span>{t('intake.repair.others', { columns: others.join(', ') })}</span>
      ) : null}
      {row.isMended ? <span>{t('intake.repair.rowMended')}</span> : null}
      {here.length + others.length === 0 && !row.isMended ? (
        <span>{t('intake.repair.nothingHere')}</span>
      ) : null}
    </div>
  );
}
