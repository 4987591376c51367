import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { View } from '../../../shared/contract/view.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { pageSize, type ListState, type PagedList } from '../../app/paged-list.ts';
import { addressOf, goTo, replaceRoute, type Route } from '../../app/route.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import { useCommands } from '../../app/use-commands.ts';
import { usePagedList } from '../../app/use-paged-list.ts';
import { rowElement } from '../../components/grid/grid-row.tsx';
import { Grid } from '../../components/grid/grid.tsx';
import { useFirstFocus } from '../../components/grid/use-first-focus.ts';
import { chosenRows, useSelection } from '../../components/grid/use-selection.ts';
import { Chosen, EmptyList, ListFoot, ListScreen } from '../../components/list-screen.tsx';
import { ToldBar } from '../../components/told-bar.tsx';
import { FilingPanel } from '../filing/filing-panel.tsx';
import { PrintChosen } from '../print/print-chosen.tsx';
import { plan, type Command } from './actions.ts';
import { CommandButtons } from './command-buttons.tsx';
import { columns, columnsLayout } from './columns.tsx';
import { SearchBox } from './search-box.tsx';
import { WhatIfChosen } from './what-if.tsx';

/**
 * 신고함: the list of a view, or of what an incident affected, and, beside it, the filing that is
 * open.
 */
export function FilingsScreen({
  view,
  incident = null,
  open,
}: {
  view: View;
  /** Set: just the filings that it affected; the view is of no matter then. */
  incident?: number | null;
  open: FilingId | null;
}): ReactNode {
  const { t, format } = useText();
  const [search, setSearch] = useState('');
  const [list, state] = useFilingList(view, incident, search);
  const [selection, change] = useSelection(state, open);
  const input = useRef<HTMLInputElement>(null);
  const commands = useCommands();

  const focusRow = (): void => {
    if (selection.focus !== null) rowElement(selection.focus)?.focus();
  };
  const routeOf = (id: FilingId | null): Route =>
    incident === null
      ? { screen: 'filings', view, open: id }
      : { screen: 'affected', incident, open: id };
  const openFiling = (id: FilingId): void => {
    if (open === null) goTo(routeOf(id));
    else replaceRoute(routeOf(id));
  };
  const close = (): void => {
    if (open === null) return;
    replaceRoute(routeOf(null));
    requestAnimationFrame(focusRow);
  };

  const targets = chosenRows(selection, state, open);
  const run = (command: Command): void => commands.run(plan(command, targets));
  useShortcuts({
    Slash: () => input.current?.focus(),
    KeyH: () => run('hold'),
    KeyR: () => run('resume'),
    KeyU: () => run('urgency'),
    KeyC: () => run('cancel'),
    KeyZ: commands.undo,
    ...(open === null ? {} : { Escape: close }),
  });
  useFirstFocus(state.ready, focusRow);

  return (
    <ListScreen
      label={
        incident === null
          ? t(`screens.views.${view}`)
          : t('incidents.affected.title', { id: incident })
      }
      tools={
        <>
          {incident === null ? (
            <SearchBox input={input} onSearch={setSearch} onDown={focusRow} onLeave={focusRow} />
          ) : (
            <a href={addressOf({ screen: 'incidents', open: incident })}>
              {t('incidents.affected.title', { id: incident })}
            </a>
          )}
          <Chosen count={selection.selected.size} />
          {selection.selected.size > 0 ? <PrintChosen rows={targets} /> : null}
          {selection.selected.size > 0 ? (
            <WhatIfChosen rows={targets} onRun={commands.run} />
          ) : null}
          <CommandButtons rows={targets} onRun={run} />
        </>
      }
      foot={
        <ListFoot state={state} keys={t('screens.list.keys')} onAgain={list.invalidate}>
          {state.total !== null && search === ''
            ? t('screens.list.total', { total: format.count(state.total) })
            : t('screens.list.found', { shown: format.count(state.rows.length) })}
        </ListFoot>
      }
      told={<ToldBar commands={commands} />}
      panel={
        open === null ? null : (
          <FilingPanel
            id={open}
            onClose={close}
            onRun={(command, rows) => commands.run(plan(command, rows))}
          />
        )
      }
    >
      {state.ready && state.rows.length === 0 ? (
        <NothingHere view={view} incident={incident} search={search} />
      ) : (
        <Grid
          label={t('screens.list.label')}
          columns={columns}
          layout={columnsLayout}
          state={state}
          onShow={list.show}
          selection={selection}
          onSelection={change}
          open={open}
          onOpen={openFiling}
          onLeave={close}
        />
      )}
    </ListScreen>
  );
}

/** An empty view says what it would hold, and what to do. */
function NothingHere({
  view,
  incident,
  search,
}: {
  view: View;
  incident: number | null;
  search: string;
}): ReactNode {
  const { t } = useText();
  if (incident !== null)
    return (
      <EmptyList>
        <p>{t('incidents.affected.none')}</p>
      </EmptyList>
    );
  return (
    <EmptyList>
      <p>
        {search === '' ? t(`screens.empty.${view}`) : t('screens.list.notFound', { text: search })}
      </p>
      {search === '' && view === 'all' ? (
        <a href={addressOf({ screen: 'overview' })}>{t('screens.empty.start')}</a>
      ) : null}
    </EmptyList>
  );
}

function useFilingList(
  view: View,
  incident: number | null,
  search: string,
): [PagedList<FilingRow>, ListState<FilingRow>] {
  const engine = useEngine();
  return usePagedList(
    useCallback(
      (after: string | null) =>
        incident === null
          ? engine.call('filings.page', { view, search, after, limit: pageSize })
          : engine.call('incidents.filings', { id: incident, after, limit: pageSize }),
      [engine, view, incident, search],
    ),
  );
}
