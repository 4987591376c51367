import { useCallback, type ReactNode } from 'react';
import type { AnswerWait, UnansweredRow } from '../../../shared/sync/watch.ts';
import { useNow } from '../../app/clock.ts';
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

/** Filings whose answer is later than usual, with how old it is and what to do. */
export function LateList({ waits, tools }: { waits: AnswerWait; tools: ReactNode }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [list, state] = usePagedList(
    useCallback(
      (after: string | null) => engine.call('unanswered.page', { waits, after, limit: pageSize }),
      [engine, waits],
    ),
  );
  const [selection, change] = useSelection<UnansweredRow>(state);
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
      {state.ready && state.rows.length === 0 && !state.more ? (
        <EmptyList>
          <p>{t(`watch.none.${waits}`)}</p>
        </EmptyList>
      ) : (
        <Grid
          label={t(`watch.show.${waits}`)}
          columns={columns}
          layout={styles['late'] ?? ''}
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

const columns: readonly GridColumn<UnansweredRow>[] = [
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
