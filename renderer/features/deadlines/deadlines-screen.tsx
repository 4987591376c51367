import { useCallback, useState, type ReactNode } from 'react';
import type { DeadlineRow } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import type { CivilDate } from '../../../shared/time.ts';
import { pageSize, type ListState, type PagedList } from '../../app/paged-list.ts';
import { addressOf, goTo } from '../../app/route.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { usePagedList } from '../../app/use-paged-list.ts';
import { Button } from '../../components/button.tsx';
import { rowElement } from '../../components/grid/grid-row.tsx';
import { Grid } from '../../components/grid/grid.tsx';
import { clear } from '../../components/grid/selection.ts';
import { useFirstFocus } from '../../components/grid/use-first-focus.ts';
import { chosenRows, useSelection } from '../../components/grid/use-selection.ts';
import { EmptyList, ListFoot, ListScreen } from '../../components/list-screen.tsx';
import { Notice } from '../../components/notice.tsx';
import { deadlineColumns, deadlinesLayout } from './columns.tsx';
import { DeadlineCounts } from './deadline-counts.tsx';
import { DeadlineFacts } from './deadline-facts.tsx';
import styles from './deadlines.module.css';
import { Month } from './month.tsx';

/** 기한: what is to be done by which day, the nearest first, with the month beside it. */
export function DeadlinesScreen(): ReactNode {
  const { t, format } = useText();
  const [on, setOn] = useState<CivilDate | null>(null);
  const [list, state] = useDeadlineList(on);
  const [selection, change] = useSelection(state);
  const [shown] = chosenRows(clear(selection), state);
  const focusRow = (): void => {
    if (selection.focus !== null) rowElement(selection.focus)?.focus();
  };
  useFirstFocus(state.ready, focusRow);
  const openFiling = (id: string): void => {
    const row = state.rows.find((each) => each.id === id);
    if (row !== undefined) goTo({ screen: 'filings', view: 'all', open: row.row.id });
  };

  return (
    <ListScreen
      label={t('deadlines.list')}
      tools={
        <>
          <DeadlineCounts />
          {on === null ? null : <Button onPress={() => setOn(null)}>{t('deadlines.all')}</Button>}
        </>
      }
      foot={
        <ListFoot state={state} keys={t('deadlines.keys')} onAgain={list.invalidate}>
          {t('deadlines.shown', { n: format.count(state.rows.length) })}
        </ListFoot>
      }
      panel={
        <aside className={styles['panel']} aria-label={t('deadlines.title')}>
          <Month chosen={on} onChoose={setOn} />
          {shown === undefined ? null : <Shown item={shown} key={shown.id} />}
        </aside>
      }
      panelStays
    >
      {state.ready && state.rows.length === 0 ? (
        <EmptyList>
          <p>{on === null ? t('deadlines.none') : t('deadlines.noneOn', { day: on })}</p>
        </EmptyList>
      ) : (
        <Grid
          label={t('deadlines.list')}
          columns={deadlineColumns}
          layout={deadlinesLayout}
          state={state}
          onShow={list.show}
          selection={selection}
          onSelection={change}
          open={shown?.id ?? null}
          onOpen={nothing}
          onEnter={openFiling}
          onLeave={nothing}
        />
      )}
    </ListScreen>
  );
}

function nothing(): void {
  // What has the focus is shown beside the list already.
}

/** The deadline that has the focus. */
function Shown({ item: { row, deadline } }: { item: DeadlineRow }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { rule } = deadline;
  const done = (rule: 'supplement' | 'export-loading'): void => {
    setProblem(null);
    engine
      .call('deadlines.done', { id: row.id, rule })
      .catch((error: unknown) => setProblem(problemOf(error)));
  };
  return (
    <section className={styles['shown']} aria-label={t('deadlines.columns.what')}>
      <h3>
        {t(`deadlines.rules.${rule}`)} <small>{formatDeclarationNo(row.declarationNo)}</small>
      </h3>
      <p className={styles['who']}>
        {row.summary.importer} · {row.summary.goods}
      </p>
      <DeadlineFacts deadline={deadline} />
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      <p className={styles['do']}>
        <a href={addressOf({ screen: 'filings', view: 'all', open: row.id })}>
          {t('deadlines.open')}
        </a>
        {rule === 'supplement' || rule === 'export-loading' ? (
          <Button onPress={() => done(rule)}>{t('deadlines.done')}</Button>
        ) : null}
      </p>
    </section>
  );
}

function useDeadlineList(on: CivilDate | null): [PagedList<DeadlineRow>, ListState<DeadlineRow>] {
  const engine = useEngine();
  return usePagedList(
    useCallback(
      (after: string | null) => engine.call('deadlines.page', { after, limit: pageSize, on }),
      [engine, on],
    ),
  );
}
