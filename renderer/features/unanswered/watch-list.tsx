import type { ReactNode } from 'react';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { FetchedPage } from '../../app/paged-list.ts';
import { goTo } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import { usePagedList } from '../../app/use-paged-list.ts';
import type { GridColumn } from '../../components/grid/columns.ts';
import { rowElement } from '../../components/grid/grid-row.tsx';
import { Grid } from '../../components/grid/grid.tsx';
import { useFirstFocus } from '../../components/grid/use-first-focus.ts';
import { useSelection } from '../../components/grid/use-selection.ts';
import { EmptyList, ListFoot, ListScreen } from '../../components/list-screen.tsx';
import { CustomsBadge, TransportBadge } from '../../components/state-badge.tsx';
import type { UnansweredRow } from '../../../shared/sync/watch.ts';
import { NumberOf } from '../directives/directive-screen.tsx';

/** A list of filings that something is to be seen about; a row leads to its filing. */
export function WatchList<Row extends { id: FilingId }>({
  fetchPage,
  label,
  none,
  layout,
  columns,
  tools,
}: {
  /** The same function as long as the list is the same. */
  fetchPage: (after: string | null) => Promise<FetchedPage<Row>>;
  label: string;
  /** Said where there is no row. */
  none: string;
  layout: string;
  columns: readonly GridColumn<Row>[];
  tools: ReactNode;
}): ReactNode {
  const { t } = useText();
  const [list, state] = usePagedList(fetchPage);
  const [selection, change] = useSelection<Row>(state);
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
          <p>{none}</p>
        </EmptyList>
      ) : (
        <Grid
          label={label}
          columns={columns}
          layout={layout}
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

/** What every such list tells of a filing first. */
export const filingColumns: readonly GridColumn<
  Pick<UnansweredRow, 'declarationNo' | 'importer' | 'transport' | 'customs'>
>[] = [
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
];
