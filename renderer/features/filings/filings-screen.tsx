import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { View } from '../../../shared/contract/view.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { goTo, replaceRoute } from '../../app/route.ts';
import { useEngine, useFilingChanges } from '../../app/session-context.tsx';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import { FilingPanel } from '../filing/filing-panel.tsx';
import type { Command } from './actions.ts';
import { CommandButtons } from './command-buttons.tsx';
import { FilingGrid } from './filing-grid.tsx';
import { openFilingList, type FilingList, type ListState } from './filing-list.ts';
import { rowElementId } from './filing-row.tsx';
import styles from './filings-screen.module.css';
import { ListFoot, NothingHere } from './list-words.tsx';
import { SearchBox } from './search-box.tsx';
import { noSelection, settle, type Selection } from './selection.ts';
import { ToldBar } from './told-bar.tsx';
import { useCommands } from './use-commands.ts';

/** 신고함: the list of a view and, beside it, the filing that is open. */
export function FilingsScreen({ view, open }: { view: View; open: FilingId | null }): ReactNode {
  const { t } = useText();
  const [search, setSearch] = useState('');
  const [list, state] = useFilingList(view, search);
  const [stored, setSelection] = useState<Selection>(noSelection);
  const selection = useMemo(
    () => settle(stored, state.rows, state.indexById),
    [stored, state.rows, state.indexById],
  );
  const input = useRef<HTMLInputElement>(null);
  const commands = useCommands();

  const change = useCallback(
    (next: (selection: Selection) => Selection) =>
      setSelection((before) => next(settle(before, state.rows, state.indexById))),
    [state.rows, state.indexById],
  );
  const focusRow = (): void => {
    if (selection.focus === null) return;
    document.querySelector<HTMLElement>(`#${rowElementId(selection.focus)}`)?.focus();
  };
  const openFiling = (id: FilingId): void => {
    const route = { screen: 'filings', view, open: id } as const;
    if (open === null) goTo(route);
    else replaceRoute(route);
  };
  const close = (): void => {
    if (open === null) return;
    replaceRoute({ screen: 'filings', view, open: null });
    requestAnimationFrame(focusRow);
  };

  const targets = targetRows(selection, state, open);
  const run = (command: Command): void => commands.run(command, targets);
  useShortcuts({
    Slash: () => input.current?.focus(),
    KeyH: () => run('hold'),
    KeyR: () => run('resume'),
    KeyU: () => run('urgency'),
    KeyC: () => run('cancel'),
    KeyZ: commands.undo,
    ...(open === null ? {} : { Escape: close }),
  });
  useFirstFocus(state.ready, focusRow, input);

  return (
    <div className={styles['screen']} data-open={open !== null}>
      <section className={styles['list']} aria-label={t(`screens.views.${view}`)}>
        <div className={styles['tools']}>
          <SearchBox input={input} onSearch={setSearch} onDown={focusRow} onLeave={focusRow} />
          <span className={styles['chosen']} aria-live="polite">
            {selection.selected.size > 0
              ? t('screens.list.selected', { count: selection.selected.size })
              : null}
          </span>
          <CommandButtons rows={targets} onRun={run} />
        </div>
        {state.ready && state.rows.length === 0 ? (
          <NothingHere view={view} search={search} />
        ) : (
          <FilingGrid
            list={list}
            state={state}
            selection={selection}
            onSelection={change}
            open={open}
            onOpen={openFiling}
            onLeave={close}
          />
        )}
        <ListFoot state={state} search={search} onAgain={list.invalidate} />
        <ToldBar commands={commands} />
      </section>
      {open === null ? null : <FilingPanel id={open} onClose={close} onRun={commands.run} />}
    </div>
  );
}

/** The selected filings or, with none selected, the one that has the focus. */
function targetRows(
  selection: Selection,
  { rows, indexById }: ListState,
  open: FilingId | null,
): readonly FilingRow[] {
  const ids = selection.selected.size > 0 ? selection.selected : [selection.focus ?? open];
  return [...ids].flatMap((id) => {
    const row = rows[(id === null ? undefined : indexById.get(id)) ?? -1];
    return row === undefined ? [] : [row];
  });
}

function useFilingList(view: View, search: string): [FilingList, ListState] {
  const engine = useEngine();
  const [list, setList] = useState<FilingList>(nothingYet);
  useEffect(() => {
    const next = openFilingList(engine, view, search);
    // The list before stays in sight until this one has its first page.
    const end = next.subscribe(() => {
      const { ready, problem } = next.getState();
      if (!ready && problem === null) return;
      end();
      setList(next);
    });
    return () => {
      end();
      next.close();
    };
  }, [engine, view, search]);
  useFilingChanges(() => list.invalidate());
  return [list, useSyncExternalStore(list.subscribe, list.getState)];
}

const nothingYetState: ListState = {
  rows: [],
  indexById: new Map(),
  total: null,
  more: true,
  ready: false,
  problem: null,
};
const nothingYet: FilingList = {
  getState: () => nothingYetState,
  subscribe: () => () => undefined,
  show: () => undefined,
  invalidate: () => undefined,
  close: () => undefined,
};

/** The list takes the focus once it is there, unless the person is typing. */
function useFirstFocus(
  ready: boolean,
  focusRow: () => void,
  input: React.RefObject<HTMLInputElement | null>,
): void {
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    if (document.activeElement !== input.current) focusRow();
  });
}
