import { useCallback, type ReactNode } from 'react';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { pageSize, type ListState, type PagedList } from '../../app/paged-list.ts';
import { goTo, replaceRoute } from '../../app/route.ts';
import { useEngine, useSync } from '../../app/session-context.tsx';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import { useCommands, type Commands } from '../../app/use-commands.ts';
import { usePagedList } from '../../app/use-paged-list.ts';
import { rowElement } from '../../components/grid/grid-row.tsx';
import { Grid } from '../../components/grid/grid.tsx';
import { useFirstFocus } from '../../components/grid/use-first-focus.ts';
import { chosenRows, useSelection } from '../../components/grid/use-selection.ts';
import { Chosen, EmptyList, ListFoot, ListScreen } from '../../components/list-screen.tsx';
import { ToldBar } from '../../components/told-bar.tsx';
import { openDraft } from '../filing/open-draft.ts';
import { plan } from '../filings/actions.ts';
import { acceptedOf } from './accepting.ts';
import { staleColumns, staleLayout, type StaleItem } from './columns.tsx';
import { StaleButtons, type StaleCommand } from './stale-buttons.tsx';
import { StalePanel } from './stale-panel.tsx';
import { useStale } from './use-stale.ts';

/** 재확인: filings of which a value went stale, what would change, and what a person may do. */
export function RecheckScreen({ open }: { open: FilingId | null }): ReactNode {
  const { t, format } = useText();
  const [list, state] = useStaleList();
  const [selection, change] = useSelection(state, open);
  const total = useSync((sync) => sync.counts.transport.recheck);
  const commands = useCommands();
  const shown = useStale(open ?? selection.focus, state);
  const targets = chosenRows(selection, state, open);
  const run = useStaleCommands(commands, targets);

  const focusRow = (): void => {
    if (selection.focus !== null) rowElement(selection.focus)?.focus();
  };
  useShortcuts({
    KeyA: () => run('accept'),
    KeyR: () => run('again'),
    KeyE: () => run('edit'),
    KeyH: () => run('hold'),
    KeyC: () => run('cancel'),
    KeyZ: commands.undo,
  });
  useFirstFocus(state.ready && open === null, focusRow);

  return (
    <ListScreen
      label={t('stale.nav')}
      tools={
        <>
          <Chosen count={selection.selected.size} />
          <StaleButtons items={targets} onRun={run} />
        </>
      }
      foot={
        <ListFoot state={state} keys={t('stale.keys')} onAgain={list.invalidate}>
          {t('screens.list.total', { total: format.count(total) })}
        </ListFoot>
      }
      told={<ToldBar commands={commands} />}
      panel={shown === null ? null : <StalePanel item={shown} />}
      panelStays
    >
      {state.ready && state.rows.length === 0 ? (
        <EmptyList>
          <p>{t('stale.none')}</p>
        </EmptyList>
      ) : (
        <Grid
          label={t('stale.list')}
          columns={staleColumns}
          layout={staleLayout}
          state={state}
          onShow={list.show}
          selection={selection}
          onSelection={(next) => {
            change(next);
            if (open !== null) replaceRoute({ screen: 'recheck', open: null });
          }}
          open={open}
          onOpen={() => undefined}
          onEnter={(id) => goTo({ screen: 'filings', view: 'attention', open: id })}
          onLeave={() => undefined}
        />
      )}
    </ListScreen>
  );
}

function useStaleList(): [PagedList<StaleItem>, ListState<StaleItem>] {
  const engine = useEngine();
  return usePagedList(
    useCallback(
      async (after: string | null) => {
        const { rows, next } = await engine.call('stale.page', { after, limit: pageSize });
        return { rows: rows.map((each) => ({ id: each.row.id, ...each })), next };
      },
      [engine],
    ),
  );
}

/** What a person may do with the chosen filings. */
function useStaleCommands(
  commands: Commands,
  items: readonly StaleItem[],
): (command: StaleCommand) => void {
  const engine = useEngine();

  const accept = (): void => {
    const { ids, left } = acceptedOf(items);
    if (ids.length === 0) return;
    commands.tell('stale.accepted', ids.length, engine.call('stale.accept', { ids }), left);
  };
  const edit = (filingId: FilingId): void => {
    openDraft(engine, { is: 'edit', filingId }).catch((error: unknown) =>
      commands.tell('stale.accepted', 1, Promise.reject(error)),
    );
  };
  return (command) => {
    const [first] = items;
    if (first === undefined) return;
    const ids = items.map(({ id }) => id);
    switch (command) {
      case 'accept':
        return accept();
      case 'again':
        return commands.tell('stale.checked', ids.length, engine.call('stale.checkAgain', { ids }));
      case 'edit':
        return edit(first.id);
      case 'hold':
      case 'cancel':
        return commands.run(
          plan(
            command,
            items.map(({ row }) => row),
          ),
        );
    }
  };
}
