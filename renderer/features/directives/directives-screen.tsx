import { useCallback, useState, type ReactNode } from 'react';
import type { Directive } from '../../../shared/sync/directives.ts';
import { engineNow } from '../../app/clock.ts';
import { pageSize } from '../../app/paged-list.ts';
import { goTo } from '../../app/route.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import { usePagedList } from '../../app/use-paged-list.ts';
import { Button } from '../../components/button.tsx';
import type { GridColumn } from '../../components/grid/columns.ts';
import { rowElement } from '../../components/grid/grid-row.tsx';
import { Grid } from '../../components/grid/grid.tsx';
import { useFirstFocus } from '../../components/grid/use-first-focus.ts';
import { useSelection } from '../../components/grid/use-selection.ts';
import { EmptyList, ListFoot, ListScreen } from '../../components/list-screen.tsx';
import { DirectiveScreen } from './directive-screen.tsx';
import styles from './directives.module.css';
import { Doubles } from './doubles.tsx';
import { EnterDialog } from './enter-dialog.tsx';
import { PhaseWord } from './phase-word.tsx';
import { touchedOf } from './counts.ts';

/** 지시: what the authority ordered; one that is open shows every filing that it touches. */
export function DirectivesScreen({ open }: { open: number | null }): ReactNode {
  return open === null ? <DirectiveList /> : <DirectiveScreen id={open} key={open} />;
}

function DirectiveList(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [list, state] = usePagedList(
    useCallback(
      (after: string | null) => engine.call('directives.page', { after, limit: pageSize }),
      [engine],
    ),
  );
  const [selection, change] = useSelection<Directive>(state);
  const [entering, setEntering] = useState(false);
  const enter = (): void => setEntering(true);
  useShortcuts({ KeyE: enter });
  useFirstFocus(state.ready, () => {
    if (selection.focus !== null) rowElement(selection.focus)?.focus();
  });
  return (
    <ListScreen
      label={t('directives.nav')}
      tools={
        <Button kind="main" shortcut="E" onPress={enter}>
          {t('directives.enter')}
        </Button>
      }
      foot={
        <ListFoot state={state} keys={t('directives.keys')} onAgain={list.invalidate}>
          {t('directives.total', { count: state.rows.length })}
        </ListFoot>
      }
      panel={null}
    >
      <Doubles />
      {state.ready && state.rows.length === 0 ? (
        <EmptyList>
          <p>{t('directives.none')}</p>
        </EmptyList>
      ) : (
        <Grid
          label={t('directives.list')}
          columns={columns}
          layout={styles['layout'] ?? ''}
          state={state}
          onShow={list.show}
          selection={selection}
          onSelection={change}
          open={null}
          onOpen={openOne}
          onEnter={openOne}
          onLeave={() => undefined}
        />
      )}
      {entering ? <EnterDialog onClose={() => setEntering(false)} onEntered={openOne} /> : null}
    </ListScreen>
  );
}

function openOne(id: number): void {
  goTo({ screen: 'directives', open: id });
}

const columns: readonly GridColumn<Directive>[] = [
  { id: 'no', title: 'directives.columns.no', cell: ({ id }) => <b>{id}</b> },
  { id: 'kind', title: 'directives.columns.kind', cell: (each) => <Kind directive={each} /> },
  { id: 'window', title: 'directives.columns.window', cell: (each) => <Window directive={each} /> },
  {
    id: 'phase',
    title: 'directives.columns.phase',
    cell: ({ phase }) => <PhaseWord phase={phase} />,
  },
  {
    id: 'touched',
    title: 'directives.columns.touched',
    cell: (each) => <Touched directive={each} />,
  },
  { id: 'by', title: 'directives.columns.enteredBy', cell: ({ order }) => order.enteredBy },
];

function Kind({ directive }: { directive: Directive }): ReactNode {
  const { t } = useText();
  return t(`directives.kind.${directive.order.kind}`);
}

/** When what it means was sent: `11-26 10:00 – 11-26 12:35`. */
export function Window({ directive }: { directive: Directive }): ReactNode {
  const { format } = useText();
  const { from, to } = directive.order;
  const now = engineNow();
  return `${format.clock(from, now)} – ${format.clock(to, now)}`;
}

function Touched({ directive }: { directive: Directive }): ReactNode {
  const { t } = useText();
  return t('directives.countTouched', { count: touchedOf(directive) });
}
