import type { ReactNode } from 'react';
import { useText } from '../../app/text.tsx';
import type { GridColumn } from '../../components/grid/columns.ts';
import { Deadline } from '../../components/moment.tsx';
import type { Consignee } from './consignees.ts';
import styles from './pccc.module.css';

export const consigneeColumns: readonly GridColumn<Consignee>[] = [
  { id: 'name', title: 'stale.columns.name', cell: ({ name }) => name },
  { id: 'pccc', title: 'stale.columns.pccc', cell: ({ pccc }) => pccc },
  { id: 'phone', title: 'stale.columns.phone', cell: ({ phone }) => phone },
  {
    id: 'waiting',
    title: 'stale.columns.waiting',
    cell: ({ waiting }) => <Count value={waiting.length} />,
  },
  {
    id: 'taken',
    title: 'stale.columns.taken',
    cell: ({ taken, unknown }) => <Count value={taken.length + unknown.length} />,
  },
  { id: 'deadline', title: 'screens.columns.deadline', cell: (each) => <Nearest of={each} /> },
];

export const consigneeLayout = styles['layout'] ?? '';

function Count({ value }: { value: number }): ReactNode {
  const { format } = useText();
  return value === 0 ? '–' : format.count(value);
}

/** The nearest legal date among those that are not in yet. */
function Nearest({ of: { waiting } }: { of: Consignee }): ReactNode {
  const dates = waiting.flatMap(({ deadline }) => (deadline === null ? [] : [deadline]));
  return <Deadline date={dates.toSorted()[0] ?? null} />;
}
