import { useCallback, useState, type ReactNode } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import { readDeclarationNo, formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { engineNow } from '../../app/clock.ts';
import { pageSize } from '../../app/paged-list.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { usePagedList } from '../../app/use-paged-list.ts';
import type { GridColumn } from '../../components/grid/columns.ts';
import { rowElement } from '../../components/grid/grid-row.tsx';
import { Grid } from '../../components/grid/grid.tsx';
import { useFirstFocus } from '../../components/grid/use-first-focus.ts';
import { useSelection } from '../../components/grid/use-selection.ts';
import { EmptyList, ListFoot, ListScreen } from '../../components/list-screen.tsx';
import { NoticeDialog } from '../filing/document-dialog.tsx';
import styles from './stray-screen.module.css';

type Stray = CallOutput<'notices.stray'>['rows'][number] & { id: number };

/** 미분류 통보: documents that fit no filing here, or could not be read; kept and shown raw. */
export function StrayScreen(): ReactNode {
  const { t, format } = useText();
  const engine = useEngine();
  const [list, state] = usePagedList(
    useCallback(
      async (after: string | null) => {
        const { rows, next } = await engine.call('notices.stray', { after, limit: pageSize });
        return { rows: rows.map((each) => ({ id: each.documentId, ...each })), next };
      },
      [engine],
    ),
  );
  const [selection, change] = useSelection<Stray>(state);
  const [shown, setShown] = useState<number | null>(null);
  useFirstFocus(state.ready, () => {
    if (selection.focus !== null) rowElement(selection.focus)?.focus();
  });
  return (
    <ListScreen
      label={t('panel.stray.nav')}
      tools={<p className={styles['text']}>{t('panel.stray.text')}</p>}
      foot={
        <ListFoot state={state} keys={t('screens.list.keys')} onAgain={list.invalidate}>
          {t('screens.list.found', { shown: format.count(state.rows.length) })}
        </ListFoot>
      }
      panel={null}
    >
      {state.ready && state.rows.length === 0 ? (
        <EmptyList>
          <p>{t('panel.stray.none')}</p>
        </EmptyList>
      ) : (
        <Grid
          label={t('panel.stray.list')}
          columns={columns}
          layout={styles['layout'] ?? ''}
          state={state}
          onShow={list.show}
          selection={selection}
          onSelection={change}
          open={null}
          onOpen={setShown}
          onLeave={() => setShown(null)}
        />
      )}
      {shown === null ? null : <NoticeDialog id={shown} onClose={() => setShown(null)} />}
    </ListScreen>
  );
}

const columns: readonly GridColumn<Stray>[] = [
  { id: 'code', title: 'panel.stray.columns.code', cell: ({ code }) => <Code code={code} /> },
  {
    id: 'number',
    title: 'panel.stray.columns.number',
    cell: ({ declarationNo }) => <NumberInIt no={declarationNo} />,
  },
  { id: 'file', title: 'panel.stray.columns.file', cell: ({ file }) => file },
  {
    id: 'received',
    title: 'panel.stray.columns.received',
    cell: ({ receivedAt }) => <Received at={receivedAt} />,
  },
];

function Code({ code }: { code: string }): ReactNode {
  const { t } = useText();
  return code === '' ? t('panel.stray.noCode') : code;
}

function NumberInIt({ no }: { no: string }): ReactNode {
  const { t } = useText();
  const read = readDeclarationNo(no);
  if (read !== null) return formatDeclarationNo(read);
  return no === '' ? t('panel.stray.noNumber') : no;
}

function Received({ at }: { at: Stray['receivedAt'] }): ReactNode {
  const { format } = useText();
  return format.moment(at, engineNow());
}
