import { useCallback, type ReactNode } from 'react';
import { customsStates } from '../../../shared/filing/states.ts';
import type { DifferenceRow } from '../../../shared/sync/watch.ts';
import { pageSize } from '../../app/paged-list.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import type { GridColumn } from '../../components/grid/columns.ts';
import styles from './unanswered.module.css';
import { filingColumns, WatchList } from './watch-list.tsx';

/** What ours and theirs differ in, in words, each with what to do. */
export function DifferencesList({ tools }: { tools: ReactNode }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetchPage = useCallback(
    (after: string | null) => engine.call('differences.page', { after, limit: pageSize }),
    [engine],
  );
  return (
    <WatchList
      fetchPage={fetchPage}
      label={t('watch.show.differences')}
      none={t('watch.none.differences')}
      layout={styles['differences'] ?? ''}
      columns={columns}
      tools={tools}
    />
  );
}

const columns: readonly GridColumn<DifferenceRow>[] = [
  ...filingColumns,
  { id: 'found', title: 'watch.columns.found', cell: (row) => <Found row={row} /> },
  { id: 'todo', title: 'watch.columns.todo', cell: (row) => <Cure row={row} /> },
];

function Found({ row }: { row: DifferenceRow }): ReactNode {
  const { t } = useText();
  const word = (text: string): string => {
    const state = customsStates.find((each) => each === text);
    return state === undefined ? text : t(`states.customs.${state}`);
  };
  return (
    <b>{t(`watch.different.${row.what}`, { ours: word(row.ours), theirs: word(row.theirs) })}</b>
  );
}

function Cure({ row }: { row: DifferenceRow }): ReactNode {
  const { t } = useText();
  const words = t(`watch.cure.${row.what}`);
  return <span title={words}>{words}</span>;
}
