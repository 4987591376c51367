import { createColumnHelper, tableFeatures, type ColumnDef } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { TextKey } from '../../../shared/i18n/index.ts';

export const gridFeatures = tableFeatures({});

/** One column of a list. */
export interface GridColumn<Row> {
  id: string;
  title: TextKey;
  cell: (row: Row) => ReactNode;
}

export function columnsOf<Row extends object>(
  columns: readonly GridColumn<Row>[],
): ColumnDef<typeof gridFeatures, Row>[] {
  const helper = createColumnHelper<typeof gridFeatures, Row>();
  return columns.map(({ id, title, cell }) =>
    helper.display({ id, header: title, cell: ({ row }) => cell(row.original) }),
  );
}
