import { useCallback, useEffect, type ReactNode } from 'react';
import type { IncidentRow } from '../../../shared/contract/index.ts';
import { pageSize, type ListState, type PagedList } from '../../app/paged-list.ts';
import { goTo, replaceRoute } from '../../app/route.ts';
import { useEngine, useSession } from '../../app/session-context.tsx';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import { usePagedList } from '../../app/use-paged-list.ts';
import { rowElement } from '../../components/grid/grid-row.tsx';
import { Grid } from '../../components/grid/grid.tsx';
import { useFirstFocus } from '../../components/grid/use-first-focus.ts';
import { useSelection } from '../../components/grid/use-selection.ts';
import { EmptyList, ListFoot, ListScreen } from '../../components/list-screen.tsx';
import { incidentColumns, incidentLayout } from './columns.tsx';
import { IncidentPanel } from './incident-panel.tsx';
import styles from './incidents.module.css';

/** 장애: what was measured, what people noted on it, and a notice to forward. */
export function IncidentsScreen({ open }: { open: number | null }): ReactNode {
  const { t, format } = useText();
  const [list, state] = useIncidents();
  const [selection, change] = useSelection(state, open);
  const focusRow = (): void => {
    if (selection.focus !== null) rowElement(selection.focus)?.focus();
  };
  const close = (): void => {
    replaceRoute({ screen: 'incidents', open: null });
    requestAnimationFrame(focusRow);
  };
  const openIncident = (id: number): void => {
    const route = { screen: 'incidents', open: id } as const;
    if (open === null) goTo(route);
    else replaceRoute(route);
  };
  useShortcuts(open === null ? {} : { Escape: close });
  useFirstFocus(state.ready, focusRow);

  return (
    <ListScreen
      label={t('incidents.nav')}
      tools={<p className={styles['text']}>{t('incidents.text')}</p>}
      foot={
        <ListFoot state={state} keys={t('screens.list.keys')} onAgain={list.invalidate}>
          {t('incidents.count', { n: format.count(state.rows.length) })}
        </ListFoot>
      }
      panel={open === null ? null : <IncidentPanel id={open} onClose={close} key={open} />}
    >
      {state.ready && state.rows.length === 0 ? (
        <EmptyList>
          <p>{t('incidents.none')}</p>
        </EmptyList>
      ) : (
        <Grid
          label={t('incidents.list')}
          columns={incidentColumns}
          layout={incidentLayout}
          state={state}
          onShow={list.show}
          selection={selection}
          onSelection={change}
          open={open}
          onOpen={openIncident}
          onLeave={close}
        />
      )}
    </ListScreen>
  );
}

function useIncidents(): [PagedList<IncidentRow>, ListState<IncidentRow>] {
  const engine = useEngine();
  const { store } = useSession();
  const [list, state] = usePagedList(
    useCallback(
      (after: string | null) => engine.call('incidents.page', { after, limit: pageSize }),
      [engine],
    ),
  );
  useEffect(
    () =>
      store.subscribe((now, before) => {
        if (now.incidentsAt !== before.incidentsAt) list.invalidate();
      }),
    [store, list],
  );
  return [list, state];
}
