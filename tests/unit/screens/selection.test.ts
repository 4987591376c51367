import { describe, expect, test } from 'vitest';
import {
  clear,
  moveTo,
  noSelection,
  settle,
  toggle,
} from '../../../renderer/components/grid/selection.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { createFakeEngine } from '../../support/fake-engine.ts';

const rows = createFakeEngine({ count: 10 }).rows();
const idAt = (index: number): FilingRow['id'] => {
  const row = rows[index];
  if (row === undefined) throw new Error(`no row ${index}`);
  return row.id;
};
const indexOf = (list: readonly FilingRow[]): Map<FilingRow['id'], number> =>
  new Map(list.map((row, index) => [row.id, index]));

describe('the selection', () => {
  test('begins at the first row', () => {
    expect(settle(noSelection, rows, indexOf(rows)).focus).toBe(idAt(0));
  });

  test('moves within the list only', () => {
    expect(moveTo(noSelection, rows, -3, false).focus).toBe(idAt(0));
    expect(moveTo(noSelection, rows, 99, false).focus).toBe(idAt(9));
  });

  test('extends from where it began, in both directions', () => {
    const start = moveTo(noSelection, rows, 4, false);
    const down = moveTo(start, rows, 6, true);
    expect([...down.selected]).toEqual([idAt(4), idAt(5), idAt(6)]);
    const up = moveTo(down, rows, 3, true);
    expect([...up.selected]).toEqual([idAt(3), idAt(4)]);
  });

  test('toggles one and is cleared', () => {
    const one = toggle(noSelection, idAt(2), 2);
    expect([...one.selected]).toEqual([idAt(2)]);
    expect(toggle(one, idAt(2), 2).selected.size).toBe(0);
    expect(clear(one).selected.size).toBe(0);
    expect(clear(one).focus).toBe(idAt(2));
  });

  test('stays with its filing when rows come above it', () => {
    const at = moveTo(noSelection, rows, 5, false);
    const moved = rows.slice(2);
    const settled = settle(at, moved, indexOf(moved));
    expect(settled.focus).toBe(idAt(5));
    expect(settled.place).toBe(3);
  });

  test('goes on at the same place when its filing leaves', () => {
    const at = toggle(moveTo(noSelection, rows, 5, false), idAt(5), 5);
    const without = rows.filter(({ id }) => id !== idAt(5));
    const settled = settle(at, without, indexOf(without));
    expect(settled.focus).toBe(idAt(6));
    expect(settled.selected.size).toBe(0);
  });

  test('is nowhere in an empty list', () => {
    expect(settle(moveTo(noSelection, rows, 5, false), [], new Map()).focus).toBeNull();
  });
});
