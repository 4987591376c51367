import { useCallback, type ReactNode } from 'react';
import type { AnswerWait, UnansweredRow } from '../../../shared/sync/watch.ts';
import { useNow } from '../../app/clock.ts';
import { pageSize } from '../../app/paged-list.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import type { GridColumn } from '../../components/grid/columns.ts';
import styles from './unanswered.module.css';
import { filingColumns, WatchList } from './watch-list.tsx';

/** Filings whose answer is later than usual, with how old it is and what to do. */
export function LateList({ waits, tools }: { waits: AnswerWait; tools: ReactNode }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetchPage = useCallback(
    (after: string | null) => engine.call('unanswered.page', { waits, after, limit: pageSize }),
    [engine, waits],
  );
  return (
    <WatchList
      fetchPage={fetchPage}
      label={t(`watch.show.${waits}`)}
      none={t(`watch.none.${waits}`)}
      layout={styles['late'] ?? ''}
      columns={columns}
      tools={tools}
    />
  );
}

const columns: readonly GridColumn<UnansweredRow>[] = [
  ...filingColumns,
  { id: 'waited', title: 'watch.columns.waited', cell: (row) => <Waited row={row} /> },
  { id: 'usual', title: 'watch.columns.usual', cell: (row) => <UsualTime row={row} /> },
  { id: 'todo', title: 'watch.columns.todo', cell: (row) => <Todo row={row} /> },
];

/** How long, and by its word how urgent that is. */
function Waited({ row }: { row: UnansweredRow }): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  return (
    <span className={styles['age']} data-age={row.age}>
      {format.span(Math.floor((now - row.since) / 60_000) * 60_000)} · {t(`watch.age.${row.age}`)}
    </span>
  );
}

function UsualTime({ row }: { row: UnansweredRow }): ReactNode {
  const { t, format } = useText();
  return (
    <span className={styles['quiet']}>{t('watch.within', { span: format.span(row.usualMs) })}</span>
  );
}

function Todo({ row }: { row: UnansweredRow }): ReactNode {
  const { t } = useText();
  return t(`watch.todo.${row.waits}.${row.age}`);
}
