import type { RowId } from '../../app/paged-list.ts';

/** Where a list's focus is and what is selected; kept by what names the rows, so that they may
 * move. */
export interface Selection<Id extends RowId> {
  focus: Id | null;
  /** Place of the focus when last seen: where it goes on when its row leaves the list. */
  place: number;
  /** Where a stretch of selected rows began. */
  anchor: Id | null;
  selected: ReadonlySet<Id>;
}

export const noSelection: Selection<never> = {
  focus: null,
  place: 0,
  anchor: null,
  selected: new Set(),
};

type Rows<Id> = readonly { id: Id }[];

/** Moves the focus to a row; `extend` selects all from the anchor on, else the selection stays. */
export function moveTo<Id extends RowId>(
  selection: Selection<Id>,
  rows: Rows<Id>,
  index: number,
  extend: boolean,
): Selection<Id> {
  const place = Math.max(0, Math.min(rows.length - 1, index));
  const row = rows[place];
  if (row === undefined) return selection;
  if (!extend) return { ...selection, focus: row.id, place, anchor: row.id };
  const anchor = selection.anchor ?? selection.focus ?? row.id;
  const from = rows.findIndex(({ id }) => id === anchor);
  const [start, end] = from < place ? [from, place] : [place, from];
  const selected = new Set(rows.slice(Math.max(0, start), end + 1).map(({ id }) => id));
  return { focus: row.id, place, anchor, selected };
}

export function toggle<Id extends RowId>(
  selection: Selection<Id>,
  id: Id,
  place: number,
): Selection<Id> {
  const selected = new Set(selection.selected);
  if (!selected.delete(id)) selected.add(id);
  return { focus: id, place, anchor: id, selected };
}

export function clear<Id extends RowId>(selection: Selection<Id>): Selection<Id> {
  return { ...selection, anchor: selection.focus, selected: new Set() };
}

/** The same selection over changed rows: what has left the list is neither focus nor selected. */
export function settle<Id extends RowId>(
  selection: Selection<Id>,
  rows: Rows<Id>,
  indexById: ReadonlyMap<Id, number>,
): Selection<Id> {
  const at = selection.focus === null ? undefined : indexById.get(selection.focus);
  const place = at ?? Math.max(0, Math.min(rows.length - 1, selection.place));
  const focus = rows[place]?.id ?? null;
  const gone = [...selection.selected].some((id) => !indexById.has(id));
  const selected = gone
    ? new Set([...selection.selected].filter((id) => indexById.has(id)))
    : selection.selected;
  if (focus === selection.focus && place === selection.place && !gone) return selection;
  return { ...selection, focus, place, selected };
}
