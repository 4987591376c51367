import { useCallback, useMemo, useState } from 'react';
import type { ListState, RowId } from '../../app/paged-list.ts';
import { noSelection, settle, type Selection } from './selection.ts';

type Change<Id extends RowId> = (next: (selection: Selection<Id>) => Selection<Id>) => void;

/** Where a list's focus is and what is selected, settled over the rows that there are now. */
export function useSelection<Row extends { id: RowId }>({
  rows,
  indexById,
}: ListState<Row>): [Selection<Row['id']>, Change<Row['id']>] {
  const [stored, setSelection] = useState<Selection<Row['id']>>(noSelection);
  const selection = useMemo(() => settle(stored, rows, indexById), [stored, rows, indexById]);
  const change: Change<Row['id']> = useCallback(
    (next) => setSelection((before) => next(settle(before, rows, indexById))),
    [rows, indexById],
  );
  return [selection, change];
}

/** The selected rows or, with none selected, the one that has the focus. */
export function chosenRows<Row extends { id: RowId }>(
  selection: Selection<Row['id']>,
  { rows, indexById }: ListState<Row>,
  open: Row['id'] | null = null,
): readonly Row[] {
  const ids = selection.selected.size > 0 ? selection.selected : [selection.focus ?? open];
  return [...ids].flatMap((id) => {
    const row = rows[(id === null ? undefined : indexById.get(id)) ?? -1];
    return row === undefined ? [] : [row];
  });
}
