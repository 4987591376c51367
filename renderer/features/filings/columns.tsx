import type { ReactNode } from 'react';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import type { GridColumn } from '../../components/grid/columns.ts';
import { Deadline, Until } from '../../components/moment.tsx';
import { Sign } from '../../components/sign.tsx';
import { CustomsBadge, TransportBadge } from '../../components/state-badge.tsx';
import styles from './columns.module.css';
import { whatOf } from './what.ts';

/** Which of them fit is for `columns.module.css` to say. */
export const columns: readonly GridColumn<FilingRow>[] = [
  { id: 'number', title: 'screens.columns.number', cell: (row) => <NumberCell row={row} /> },
  { id: 'kind', title: 'screens.columns.kind', cell: (row) => <What row={row} /> },
  { id: 'importer', title: 'screens.columns.importer', cell: (row) => row.summary.importer },
  { id: 'goods', title: 'screens.columns.goods', cell: (row) => <Goods row={row} /> },
  {
    id: 'transport',
    title: 'screens.columns.ours',
    cell: (row) => <TransportBadge state={row.transport} />,
  },
  {
    id: 'customs',
    title: 'screens.columns.theirs',
    cell: (row) => <CustomsBadge state={row.customs} />,
  },
  { id: 'next', title: 'screens.columns.next', cell: (row) => <NextAttempt row={row} /> },
  {
    id: 'deadline',
    title: 'screens.columns.deadline',
    cell: (row) => <Deadline date={row.deadline} met={isIn(row)} />,
  },
  { id: 'tax', title: 'screens.columns.tax', cell: (row) => <Tax won={row.summary.tax} /> },
  { id: 'reference', title: 'screens.columns.reference', cell: (row) => row.reference },
];

export const columnsLayout = styles['layout'] ?? '';

/** Whether the deadline no longer presses: it has been taken, or will not be sent from here. */
export function isIn({ transport }: FilingRow): boolean {
  return ['acknowledged', 'filed-elsewhere', 'cancelled'].includes(transport);
}

export function NumberCell({ row }: { row: FilingRow }): ReactNode {
  const { t } = useText();
  const number = formatDeclarationNo(row.declarationNo);
  return (
    <>
      <small>{number.slice(0, 9)}</small>
      {number.slice(9)}
      {row.priority === 'urgent' ? (
        <span className={styles['urgent']} role="img" aria-label={t('screens.list.urgent')}>
          <Sign name="flag" />
        </span>
      ) : null}
    </>
  );
}

/** Import, export or list clearance; of a part, which part it is. */
function What({ row }: { row: FilingRow }): ReactNode {
  return whatOf(row, useText().t);
}

function Goods({ row }: { row: FilingRow }): ReactNode {
  const { t } = useText();
  return (
    <>
      {row.summary.goods}
      {row.summary.lines > 1 ? (
        <small> {t('screens.list.moreLines', { count: row.summary.lines - 1 })}</small>
      ) : null}
    </>
  );
}

function NextAttempt({ row }: { row: FilingRow }): ReactNode {
  const { t } = useText();
  if (row.transport === 'sending') return t('screens.list.now');
  if (row.transport === 'queued') return <NextSend />;
  const asks = row.transport === 'unconfirmed' || row.transport === 'processing';
  if (!asks || row.nextAttemptAt === null) return <span className={styles['faint']}>–</span>;
  return <NextInquiry at={row.nextAttemptAt} />;
}

/** Its own time, unless the gate opens later still. */
function NextInquiry({ at }: { at: EpochMs }): ReactNode {
  const { t } = useText();
  const gateAt = useSync((sync) => sync.gate.nextTryAt);
  return (
    <>
      {t('screens.list.inquiry')} <Until at={gateAt !== null && gateAt > at ? gateAt : at} />
    </>
  );
}

/** Those that wait all go through the same gate. */
function NextSend(): ReactNode {
  const { t } = useText();
  const at = useSync((sync) => sync.gate.nextTryAt);
  const waits = useSync(({ gate }) => gate.phase !== 'open' && !gate.inFlight);
  const isHeldBack = useSync(({ gate }) => gate.phase === 'held-back');
  if (isHeldBack) return <span className={styles['faint']}>{t('screens.list.heldBack')}</span>;
  if (!waits || at === null)
    return <span className={styles['faint']}>{t('screens.list.inTurn')}</span>;
  return <Until at={at} />;
}

function Tax({ won }: { won: number | null }): ReactNode {
  const { format } = useText();
  return format.won(won);
}
