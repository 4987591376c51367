import { useCallback, useMemo, useState } from 'react';
import type { ListState, RowId } from '../../app/paged-list.ts';
import { noSelection, settle, type Selection } from './selection.ts';

type Change<Id extends RowId> = (next: (selection: Selection<Id>) => Selection<Id>) => void;

/**
 * Where a list's focus is and what is selected, settled over the rows that there are now. What is
 * opened from elsewhere, by a link for one, gets the focus as soon as its row is there.
 */
export function useSelection<Row extends { id: RowId }>(
  { rows, indexById }: ListState<Row>,
  open: Row['id'] | null = null,
): [Selection<Row['id']>, Change<Row['id']>] {
  const [stored, setSelection] = useState<Selection<Row['id']>>(noSelection);
  const [followed, setFollowed] = useState<Row['id'] | null>(null);
  const place = open === null ? undefined : indexById.get(open);
  if (open !== followed && (open === null || place !== undefined)) {
    setFollowed(open);
    if (open !== null && place !== undefined) setSelection({ ...stored, focus: open, place });
  }
  const selection = useMemo(() => settle(stored, rows, indexById), [stored, rows, indexById]);
  const change: Change<Row['id']> = useCallback(
    (next) => setSelection((before) => next(settle(before, rows, indexById))),
    [rows, indexById],
  );
  return [selection, change];
}

/** The selected rows or, with none selected, the open one, else the one that has the focus. */
export function chosenRows<Row extends { id: RowId }>(
  selection: Selection<Row['id']>,
  { rows, indexById }: ListState<Row>,
  open: Row['id'] | null = null,
): readonly Row[] {
  const ids = selection.selected.size > 0 ? selection.selected : [open ?? selection.focus];
  return [...ids].flatMap((id) => {
    const row = rows[(id === null ? undefined : indexById.get(id)) ?? -1];
    return row === undefined ? [] : [row];
  });
}
