import type { ReactNode } from 'react';
import type { Deadline, DeadlineRow } from '../../../shared/contract/index.ts';
import { useNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import type { GridColumn } from '../../components/grid/columns.ts';
import { Deadline as Day } from '../../components/moment.tsx';
import { CustomsBadge, TransportBadge } from '../../components/state-badge.tsx';
import { NumberCell } from '../filings/columns.tsx';
import { AtStakeCell } from './at-stake.tsx';
import { offInWords } from './day-off.ts';
import styles from './deadlines.module.css';

export const deadlineColumns: readonly GridColumn<DeadlineRow>[] = [
  { id: 'due', title: 'deadlines.columns.due', cell: (each) => <Due deadline={each.deadline} /> },
  { id: 'what', title: 'deadlines.columns.what', cell: (each) => <What {...each} /> },
  { id: 'number', title: 'screens.columns.number', cell: ({ row }) => <NumberCell row={row} /> },
  { id: 'importer', title: 'screens.columns.importer', cell: ({ row }) => row.summary.importer },
  { id: 'state', title: 'screens.columns.ours', cell: (each) => <State {...each} /> },
  { id: 'basis', title: 'deadlines.columns.basis', cell: (each) => <Basis {...each} /> },
  {
    id: 'extension',
    title: 'deadlines.columns.extension',
    cell: ({ deadline }) => <Extension {...deadline} />,
  },
  {
    id: 'atStake',
    title: 'deadlines.columns.atStake',
    cell: ({ deadline }) => <AtStakeCell atStake={deadline.atStake} />,
  },
];

export const deadlinesLayout = styles['layout'] ?? '';

function Due({ deadline: { due, counted } }: { deadline: Deadline }): ReactNode {
  const { t } = useText();
  return (
    <>
      <Day date={due} />
      {counted === null || counted.holidays === 'published' ? null : (
        <small> {t('deadlines.estimate')}</small>
      )}
    </>
  );
}

function What({ deadline }: DeadlineRow): ReactNode {
  return useText().t(`deadlines.rules.${deadline.rule}`);
}

/** Our side where it is still to be filed; customs' where customs waits for something. */
function State({ row, deadline: { rule } }: DeadlineRow): ReactNode {
  return rule === 'supplement' || rule === 'export-loading' ? (
    <CustomsBadge state={row.customs} />
  ) : (
    <TransportBadge state={row.transport} />
  );
}

function Basis({ deadline: { counted, told, rule } }: DeadlineRow): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  if (counted === null)
    return t(rule === 'entered' ? 'deadlines.told.person' : `deadlines.told.${told}`);
  const { event, from, days, passed } = counted;
  const [first] = passed;
  const words = { event: t(`deadlines.events.${event}`), from: format.day(from, now), days };
  return (
    <>
      {t('deadlines.countedShort', words)}
      {first === undefined ? null : (
        <small> {t('deadlines.movedShort', { day: offInWords(t, first.off) })}</small>
      )}
    </>
  );
}

function Extension({ extension }: Deadline): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  if (extension === null) return null;
  return extension.due === null
    ? t('deadlines.extension.shortLasts')
    : t('deadlines.extension.short', { due: format.day(extension.due, now) });
}
