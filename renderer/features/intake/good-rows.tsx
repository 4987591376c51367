import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { IntakePreview } from '../../../shared/contract/index.ts';
import { useText } from '../../app/text.tsx';
import { Deadline } from '../../components/moment.tsx';
import { useIntake } from './intake-context.tsx';
import type { Job } from './intake-jobs.ts';
import styles from './intake-screen.module.css';
import { useCounted } from './use-counted.ts';

const rowHeight = 34;
type GoodRow = IntakePreview['rows'][number];

/** All good filings of a file; those that come into sight are fetched. */
export function GoodRows({ job, preview }: { job: Job; preview: IntakePreview }): ReactNode {
  const { t, format } = useText();
  const counted = useCounted();
  const count = preview.good + preview.known;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const last = virtualizer.range?.endIndex ?? 0;
  const rows = useRows(job, preview, last);
  return (
    <section className={styles['part']}>
      <h3>{t('intake.rowsTitle', counted(count))}</h3>
      <div
        ref={scroller}
        className={styles['rows']}
        role="table"
        aria-label={t('intake.rowsTitle', counted(count))}
        aria-rowcount={count}
        // A list that scrolls must be reachable by the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div role="row" className={styles['rowsHead']}>
          <span role="columnheader" className={styles['num']}>
            {t('screens.intake.row')}
          </span>
          <span role="columnheader">{t('screens.columns.reference')}</span>
          <span role="columnheader">{t('intake.kind')}</span>
          <span role="columnheader">{t('screens.columns.importer')}</span>
          <span role="columnheader">{t('screens.columns.goods')}</span>
          <span role="columnheader">{t('screens.columns.deadline')}</span>
          <span role="columnheader" className={styles['num']}>
            {t('screens.filing.amount')}
          </span>
        </div>
        <div
          role="presentation"
          className={styles['rowsBody']}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map((item) => (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 1}
              className={styles['rowsRow']}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Cells row={rows[item.index]} count={format.count} />
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

function Cells({
  row,
  count,
}: {
  row: GoodRow | undefined;
  count: (value: number) => string;
}): ReactNode {
  const { t, format } = useText();
  if (row === undefined) return <span role="cell">{t('intake.loading')}</span>;
  const { summary } = row;
  return (
    <>
      <span role="cell" className={styles['num']}>
        {count(row.row)}
      </span>
      <span role="cell">{row.reference}</span>
      <span role="cell">{t(`intake.kinds.${row.kind}`)}</span>
      <span role="cell">{summary.importer}</span>
      <span role="cell">{summary.goods}</span>
      <span role="cell">
        <Deadline date={row.deadline} />
      </span>
      <span role="cell" className={styles['num']}>
        {format.money(summary.currency, summary.amount)}
      </span>
    </>
  );
}

/** The rows that are known so far, and more as the last one in sight moves on. */
function useRows(job: Job, preview: IntakePreview, last: number): readonly GoodRow[] {
  const intake = useIntake();
  const [first, setFirst] = useState(preview.rows);
  const [rows, setRows] = useState<readonly GoodRow[]>(preview.rows);
  const fetching = useRef(false);
  if (first !== preview.rows) {
    setFirst(preview.rows);
    setRows(preview.rows);
  }
  const count = preview.good + preview.known;
  const isShort = last + 20 >= rows.length && rows.length < count;
  useEffect(() => {
    if (!isShort || fetching.current) return undefined;
    let isOver = false;
    fetching.current = true;
    intake
      .rows(job, rows.length)
      .then((more) => {
        if (!isOver && more.length > 0) setRows((before) => [...before, ...more]);
      })
      // A file that is gone says so where it is taken in.
      .catch(() => undefined)
      .finally(() => {
        fetching.current = false;
      });
    return () => {
      isOver = true;
      fetching.current = false;
    };
  }, [intake, isShort, job, rows.length]);
  return rows;
}
