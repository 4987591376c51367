import { useCallback, type ReactNode } from 'react';
import { customsStates } from '../../../shared/filing/states.ts';
import type { DifferenceRow } from '../../../shared/sync/watch.ts';
import { pageSize } from '../../app/paged-list.ts';
import { goTo } from '../../app/route.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { usePagedList } from '../../app/use-paged-list.ts';
import type { GridColumn } from '../../components/grid/columns.ts';
import { rowElement } from '../../components/grid/grid-row.tsx';
import { Grid } from '../../components/grid/grid.tsx';
import { useFirstFocus } from '../../components/grid/use-first-focus.ts';
import { useSelection } from '../../components/grid/use-selection.ts';
import { EmptyList, ListFoot, ListScreen } from '../../components/list-screen.tsx';
import { CustomsBadge, TransportBadge } from '../../components/state-badge.tsx';
import { NumberOf } from '../directives/directive-screen.tsx';
import styles from './unanswered.module.css';

/** What ours and theirs differ in, in words, each with what to do. */
export function DifferencesList({ tools }: { tools: ReactNode }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [list, state] = usePagedList(
    useCallback(
      (after: string | null) => engine.call('differences.page', { after, limit: pageSize }),
      [engine],
    ),
  );
  const [selection, change] = useSelection<DifferenceRow>(state);
  useFirstFocus(state.ready, () => {
    if (selection.focus !== null) rowElement(selection.focus)?.focus();
  });
  return (
    <ListScreen
      label={t('watch.nav')}
      tools={tools}
      foot={
        <ListFoot state={state} keys={t('watch.keys')} onAgain={list.invalidate}>
          {t('watch.total', { count: state.rows.length })}
        </ListFoot>
      }
      panel={null}
    >
      {state.ready && state.rows.length === 0 ? (
        <EmptyList>
          <p>{t('watch.none.differences')}</p>
        </EmptyList>
      ) : (
        <Grid
          label={t('watch.show.differences')}
          columns={columns}
          layout={styles['differences'] ?? ''}
          state={state}
          onShow={list.show}
          selection={selection}
          onSelection={change}
          open={null}
          onOpen={(id) => goTo({ screen: 'filings', view: 'all', open: id })}
          onLeave={() => undefined}
        />
      )}
    </ListScreen>
  );
}

const columns: readonly GridColumn<DifferenceRow>[] = [
  {
    id: 'number',
    title: 'watch.columns.number',
    cell: ({ declarationNo }) => <NumberOf no={declarationNo} />,
  },
  { id: 'importer', title: 'watch.columns.importer', cell: ({ importer }) => importer },
  {
    id: 'ours',
    title: 'watch.columns.ours',
    cell: ({ transport }) => <TransportBadge state={transport} />,
  },
  {
    id: 'theirs',
    title: 'watch.columns.theirs',
    cell: ({ customs }) => <CustomsBadge state={customs} />,
  },
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
