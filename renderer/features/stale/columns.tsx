import type { ReactNode } from 'react';
import type { StaleRow } from '../../../shared/contract/index.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { useText } from '../../app/text.tsx';
import type { GridColumn } from '../../components/grid/columns.ts';
import { Deadline } from '../../components/moment.tsx';
import { NumberCell } from '../filings/columns.tsx';
import { shortFinding } from './findings.ts';
import styles from './stale.module.css';

/** A stale filing as a row of a list, named by its filing. */
export interface StaleItem extends StaleRow {
  id: FilingId;
}

export const staleColumns: readonly GridColumn<StaleItem>[] = [
  { id: 'number', title: 'screens.columns.number', cell: ({ row }) => <NumberCell row={row} /> },
  { id: 'importer', title: 'screens.columns.importer', cell: ({ row }) => row.summary.importer },
  { id: 'found', title: 'stale.columns.found', cell: (item) => <Found item={item} /> },
  {
    id: 'deadline',
    title: 'screens.columns.deadline',
    cell: ({ row }) => <Deadline date={row.deadline} />,
  },
];

export const staleLayout = styles['staleLayout'] ?? '';

function Found({ item }: { item: StaleItem }): ReactNode {
  const { t } = useText();
  return item.stale.findings.map((finding) => shortFinding(finding, t)).join(' · ');
}
