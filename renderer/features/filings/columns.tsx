import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import type { TextKey } from '../../../shared/i18n/index.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Deadline, Until } from '../../components/moment.tsx';
import { Sign } from '../../components/sign.tsx';
import { CustomsBadge, TransportBadge } from '../../components/state-badge.tsx';
import styles from './filing-grid.module.css';

export const listFeatures = tableFeatures({});
const helper = createColumnHelper<typeof listFeatures, FilingRow>();

/** In the order of the list; which of them fit is for the style sheet to say. */
export const columnIds = [
  'number',
  'importer',
  'goods',
  'transport',
  'customs',
  'next',
  'deadline',
  'tax',
  'reference',
] as const;
export type ColumnId = (typeof columnIds)[number];

export const columnTitles: Readonly<Record<ColumnId, TextKey>> = {
  number: 'screens.columns.number',
  importer: 'screens.columns.importer',
  goods: 'screens.columns.goods',
  transport: 'screens.columns.ours',
  customs: 'screens.columns.theirs',
  next: 'screens.columns.next',
  deadline: 'screens.columns.deadline',
  tax: 'screens.columns.tax',
  reference: 'screens.columns.reference',
};

const cells: Readonly<Record<ColumnId, (row: FilingRow) => ReactNode>> = {
  number: (row) => <NumberCell row={row} />,
  importer: (row) => row.summary.importer,
  goods: (row) => <Goods row={row} />,
  transport: (row) => <TransportBadge state={row.transport} />,
  customs: (row) => <CustomsBadge state={row.customs} />,
  next: (row) => <NextAttempt row={row} />,
  deadline: (row) => <Deadline date={row.deadline} met={isIn(row)} />,
  tax: (row) => <Tax won={row.summary.tax} />,
  reference: (row) => row.reference,
};

export const columns = helper.columns(
  columnIds.map((id) =>
    helper.display({ id, header: columnTitles[id], cell: ({ row }) => cells[id](row.original) }),
  ),
);

/** Whether the deadline no longer presses: it has been taken, or will not be sent from here. */
export function isIn({ transport }: FilingRow): boolean {
  return ['acknowledged', 'filed-elsewhere', 'cancelled'].includes(transport);
}

function NumberCell({ row }: { row: FilingRow }): ReactNode {
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
  if (!waits || at === null)
    return <span className={styles['faint']}>{t('screens.list.inTurn')}</span>;
  return <Until at={at} />;
}

function Tax({ won }: { won: number | null }): ReactNode {
  const { format } = useText();
  return format.won(won);
}
