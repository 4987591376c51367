import { useCallback, useState, type ReactNode } from 'react';
import { formatDeclarationNo, readDeclarationNo } from '../../../shared/filing/numbers.ts';
import type { DirectedRow, Directive } from '../../../shared/sync/directives.ts';
import type { Problem } from '../../../shared/errors.ts';
import { engineNow } from '../../app/clock.ts';
import { pageSize } from '../../app/paged-list.ts';
import { goTo } from '../../app/route.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { usePagedList } from '../../app/use-paged-list.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import type { GridColumn } from '../../components/grid/columns.ts';
import { Grid } from '../../components/grid/grid.tsx';
import { useSelection } from '../../components/grid/use-selection.ts';
import { EmptyList, ListFoot, ListScreen } from '../../components/list-screen.tsx';
import { TransportBadge } from '../../components/state-badge.tsx';
import { touchedOf } from './counts.ts';
import styles from './directives.module.css';
import { OrderHead } from './order-head.tsx';

type Wish = 'apply' | 'undo' | 'discard' | 'preview';

/** One directive: its order, what it does to which filing and why not to others, and what to do. */
export function DirectiveScreen({ id }: { id: number }): ReactNode {
  const { t, say, format } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('directives.get', { id }), [engine, id]);
  const { value: directive, problem, again } = useFetched(fetch);
  const [failed, setFailed] = useState<Problem | null>(null);
  const [touched, setTouched] = useState<'yes' | 'no'>('yes');
  const [list, state] = usePagedList(
    useCallback(
      (after: string | null) =>
        engine.call('directives.filings', {
          id,
          touched: touched === 'yes',
          after,
          limit: pageSize,
        }),
      [engine, id, touched],
    ),
  );
  const [selection, change] = useSelection<DirectedRow>(state);

  const wish = (what: Wish): void => {
    if (directive === null || !mayWish(directive, what)) return;
    setFailed(null);
    engine.call('directives.do', { id, what }).then(
      () => {
        again();
        list.invalidate();
      },
      (error: unknown) => setFailed(problemOf(error)),
    );
  };
  useShortcuts({
    KeyA: () => wish('apply'),
    KeyR: () => wish('preview'),
    KeyD: () => wish('discard'),
    KeyZ: () => wish('undo'),
    Escape: leave,
  });

  const told = failed ?? problem;
  const all = directive === null ? 0 : touchedOf(directive);
  const untouched = directive?.counts.untouched ?? 0;
  return (
    <ListScreen
      label={t('directives.panel', { no: id })}
      tools={
        <>
          <Button shortcut="Esc" onPress={leave}>
            {t('directives.list')}
          </Button>
          {directive === null ? null : <Wishes directive={directive} onWish={wish} />}
          <Choice
            label={t('directives.columns.touched')}
            options={[
              { value: 'yes', words: `${t('directives.touched')} ${format.count(all)}` },
              { value: 'no', words: `${t('directives.untouched')} ${format.count(untouched)}` },
            ]}
            value={touched}
            onChange={setTouched}
          />
          {told === null ? null : (
            <span role="alert" className={styles['problem']}>
              {say(told)}
            </span>
          )}
        </>
      }
      foot={
        <ListFoot state={state} keys={t('screens.list.keys')} onAgain={list.invalidate}>
          {directive === null ? null : <Sentence directive={directive} />}
        </ListFoot>
      }
      panel={null}
    >
      {directive === null ? null : <OrderHead directive={directive} />}
      {state.ready && state.rows.length === 0 ? (
        <EmptyList>
          <p>
            {t(touched === 'yes' ? 'directives.nothingTouched' : 'directives.nothingUntouched')}
          </p>
        </EmptyList>
      ) : (
        <Grid
          label={t('directives.panel', { no: id })}
          columns={columns}
          layout={styles['filings'] ?? ''}
          state={state}
          onShow={list.show}
          selection={selection}
          onSelection={change}
          open={null}
          onOpen={(filing) => goTo({ screen: 'filings', view: 'all', open: filing })}
          onLeave={leave}
        />
      )}
    </ListScreen>
  );
}

function leave(): void {
  goTo({ screen: 'directives', open: null });
}

function mayWish({ phase }: Directive, what: Wish): boolean {
  if (what === 'undo') return phase === 'applied';
  return phase === 'previewed' || (what === 'discard' && phase === 'gathering');
}

function Wishes({
  directive,
  onWish,
}: {
  directive: Directive;
  onWish: (what: Wish) => void;
}): ReactNode {
  const { t } = useText();
  const count = directive.counts.planned;
  if (directive.phase === 'applied')
    return (
      <Button shortcut="Z" onPress={() => onWish('undo')}>
        {t('directives.undo')}
      </Button>
    );
  if (directive.phase !== 'previewed') return null;
  return (
    <>
      <Button kind="main" shortcut="A" isDisabled={count === 0} onPress={() => onWish('apply')}>
        {t('directives.apply', { count })}
      </Button>
      <Button shortcut="R" onPress={() => onWish('preview')}>
        {t('directives.again')}
      </Button>
      <Button shortcut="D" onPress={() => onWish('discard')}>
        {t('directives.discard')}
      </Button>
    </>
  );
}

/** Where the directive stands, in numbers. */
function Sentence({ directive }: { directive: Directive }): ReactNode {
  const { t, format } = useText();
  const { phase, counts } = directive;
  const count = (of: keyof typeof counts): string => format.count(counts[of]);
  switch (phase) {
    case 'gathering':
      return t('directives.phase.gathering');
    case 'previewed':
    case 'discarded':
      return t('directives.preview', {
        touched: format.count(touchedOf(directive)),
        untouched: count('untouched'),
      });
    case 'applying':
      return t('directives.progress', {
        all: format.count(touchedOf(directive)),
        done: format.count(counts.done + counts.skipped),
      });
    case 'undoing':
      return t('directives.progress', {
        all: format.count(touchedOf(directive)),
        done: format.count(counts.undone + counts.kept),
      });
    case 'applied':
      return t('directives.cameOf', { done: count('done'), skipped: count('skipped') });
    case 'undone':
      return t('directives.cameOfUndo', { undone: count('undone'), kept: count('kept') });
  }
}

const columns: readonly GridColumn<DirectedRow>[] = [
  {
    id: 'number',
    title: 'directives.columns.filing',
    cell: ({ declarationNo }) => <NumberOf no={declarationNo} />,
  },
  { id: 'importer', title: 'directives.columns.importer', cell: ({ importer }) => importer },
  { id: 'sent', title: 'directives.columns.sentAt', cell: ({ sentAt }) => <Sent at={sentAt} /> },
  {
    id: 'before',
    title: 'directives.columns.before',
    cell: ({ before }) => <TransportBadge state={before} />,
  },
  { id: 'after', title: 'directives.columns.after', cell: (row) => <After row={row} /> },
  { id: 'what', title: 'directives.columns.what', cell: (row) => <What row={row} /> },
];

export function NumberOf({ no }: { no: string }): ReactNode {
  const read = readDeclarationNo(no);
  return read === null ? no : formatDeclarationNo(read);
}

function Sent({ at }: { at: DirectedRow['sentAt'] }): ReactNode {
  const { format } = useText();
  return at === null ? '–' : format.moment(at, engineNow());
}

function After({ row }: { row: DirectedRow }): ReactNode {
  const { t } = useText();
  if (row.step === null || row.after === null)
    return <span className={styles['quiet']}>{t('directives.stays')}</span>;
  return <TransportBadge state={row.after} />;
}

/** What is done, how far it is, or why nothing is. */
function What({ row }: { row: DirectedRow }): ReactNode {
  const { t } = useText();
  const why = row.why === null ? null : t(`directives.why.${row.why}`);
  if (row.step === null) return <span className={styles['quiet']}>{why}</span>;
  const by = row.replacedBy?.declarationNo;
  return (
    <>
      <b>{t(`directives.step.${row.step}`)}</b>
      {row.state === 'planned' ? null : ` · ${t(`directives.state.${row.state}`)}`}
      {why === null ? null : ` · ${why}`}
      {by === undefined ? null : ` · ${t('directives.replacedBy', { no: by })}`}
    </>
  );
}
