import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { emptyState, type ListState } from '../../app/paged-list.ts';
import { useEngine, useSync } from '../../app/session-context.tsx';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import { useCommands } from '../../app/use-commands.ts';
import { usePagedList } from '../../app/use-paged-list.ts';
import { Button } from '../../components/button.tsx';
import { rowElement } from '../../components/grid/grid-row.tsx';
import { Grid } from '../../components/grid/grid.tsx';
import { clear } from '../../components/grid/selection.ts';
import { useFirstFocus } from '../../components/grid/use-first-focus.ts';
import { chosenRows, useSelection } from '../../components/grid/use-selection.ts';
import { Chosen, EmptyList, ListFoot, ListScreen } from '../../components/list-screen.tsx';
import { ToldBar } from '../../components/told-bar.tsx';
import { groupByConsignee, type Consignee } from './consignees.ts';
import { massText } from './mass-text.ts';
import { consigneeColumns, consigneeLayout } from './pccc-columns.tsx';
import { PcccPanel } from './pccc-panel.tsx';
import { numberField } from './renew-form.tsx';
import { useCopy } from './use-copy.ts';
import { usePeople } from './use-people.ts';

/** Mismatches fetched at a time; they are all fetched, for a consignee may have any of them. */
const pageSize = 200;

/** 통관부호 불일치: whom to ask for the new number, with the message to send and the place to put it. */
export function PcccScreen(): ReactNode {
  const { t } = useText();
  const { state, refresh } = useConsignees();
  const [selection, change] = useSelection(state);
  const office = useSync((sync) => sync.office?.name ?? '');
  const commands = useCommands();
  const [copied, copy] = useCopy();
  const people = usePeople();
  const [shown] = chosenRows(clear(selection), state);
  const chosen = selection.selected.size > 0 ? chosenRows(selection, state) : state.rows;

  const copyAll = (): void => {
    const headings = [
      t('stale.columns.name'),
      t('stale.columns.phone'),
      t('stale.pccc.message'),
    ] as const;
    copy(async () => massText(await people(chosen), office, headings));
  };
  const focusRow = (): void => {
    if (selection.focus !== null) rowElement(selection.focus)?.focus();
  };
  useShortcuts({ KeyT: copyAll, KeyZ: commands.undo });
  useFirstFocus(state.ready, focusRow);

  return (
    <ListScreen
      label={t('stale.navPccc')}
      tools={
        <>
          <Chosen count={selection.selected.size} />
          <Button shortcut="T" isDisabled={chosen.length === 0 || state.more} onPress={copyAll}>
            {t('stale.pccc.copyAll')}
          </Button>
          <span role="status">
            {copied === 'done' ? t('stale.pccc.copiedAll', { count: chosen.length }) : null}
            {copied === 'failed' ? t('stale.pccc.copyFailed') : null}
          </span>
        </>
      }
      foot={
        <ListFoot state={{ ...state, more: false }} keys={t('stale.pccc.keys')} onAgain={refresh}>
          {t('stale.pccc.people', { count: state.rows.length })}
          {state.more ? ` · ${t('stale.pccc.readingAll')}` : null}
        </ListFoot>
      }
      told={<ToldBar commands={commands} />}
      panel={
        shown === undefined ? null : (
          <PcccPanel
            key={shown.id}
            consignee={shown}
            office={office}
            whole={!state.more}
            commands={commands}
          />
        )
      }
      panelStays
    >
      {state.ready && state.rows.length === 0 ? (
        <EmptyList>
          <p>{t('stale.nonePccc')}</p>
        </EmptyList>
      ) : (
        <Grid
          label={t('stale.pccc.list')}
          columns={consigneeColumns}
          layout={consigneeLayout}
          state={state}
          onShow={ignore}
          selection={selection}
          onSelection={change}
          open={shown?.id ?? null}
          onOpen={ignore}
          onEnter={typeNumber}
          onLeave={ignore}
        />
      )}
    </ListScreen>
  );
}

function ignore(): void {
  // The list is whole, and nothing in it opens.
}

function typeNumber(): void {
  document.querySelector<HTMLInputElement>(`input[name="${numberField}"]`)?.focus();
}

/** All consignees, kept true as filings change. */
function useConsignees(): { state: ListState<Consignee>; refresh: () => void } {
  const engine = useEngine();
  const [list, mismatches] = usePagedList(
    useCallback(
      async (after: string | null) => {
        const { rows, next } = await engine.call('pccc.mismatches', { after, limit: pageSize });
        // A list clearance may carry several codes that do not match.
        return {
          rows: rows.map((each) => ({ id: `${each.row.id} ${each.person}`, ...each })),
          next,
        };
      },
      [engine],
    ),
  );
  useEffect(() => list.show(0, Number.MAX_SAFE_INTEGER), [list]);
  const { rows, more, ready, problem } = mismatches;
  const state = useMemo(() => {
    const consignees = groupByConsignee(rows);
    const indexById = new Map(consignees.map(({ id }, index) => [id, index]));
    const total = more ? null : consignees.length;
    return { ...emptyState<Consignee>(), rows: consignees, indexById, total, more, ready, problem };
  }, [rows, more, ready, problem]);
  return { state, refresh: list.invalidate };
}
