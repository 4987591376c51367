import { describe, expect, test } from 'vitest';
import {
  cellsOf,
  cleared,
  duplicated,
  inserted,
  pasted,
  removed,
} from '../../../renderer/features/editor/sheet-edit.ts';
import {
  blockOf,
  cellPlace,
  firstPlace,
  nextCell,
  placeAfterKey,
} from '../../../renderer/features/editor/sheet-place.ts';
import type { Values } from '../../../renderer/features/editor/values.ts';
import type { FormField } from '../../../shared/documents/form.ts';
import { decimal, text } from '../../../shared/documents/table/formats.ts';

const field = (key: string, number = false): FormField => ({
  key,
  format: number ? decimal(14, 4) : text(50),
  mandatory: false,
  several: false,
  unitOf: null,
  list: null,
  fallback: null,
});
const columns = [field('a'), field('b', true), field('c')];
const rows: Values[] = [
  { a: 'x', b: '1' },
  { a: 'y', c: 'z' },
];
const at = (row: number, column: number) => blockOf(cellPlace(row, column));
const key = (name: string, more = {}) => ({ key: name, shiftKey: false, ctrlKey: false, ...more });
const asTyped = (_: FormField, typed: string) => typed.replaceAll(',', '');

describe('칸의 자리', () => {
  const extent = { rows: 3, columns: 3 };
  test('화살표는 가장자리에서 멈춘다', () => {
    expect(placeAfterKey(key('ArrowUp'), firstPlace, extent, 5)).toEqual(firstPlace);
    expect(placeAfterKey(key('ArrowRight'), firstPlace, extent, 5)).toEqual(cellPlace(0, 1));
    expect(placeAfterKey(key('End', { ctrlKey: true }), firstPlace, extent, 5)).toEqual(
      cellPlace(2, 2),
    );
  });
  test('Shift와 함께면 고른 네모가 자란다', () => {
    const place = placeAfterKey(key('ArrowDown', { shiftKey: true }), cellPlace(0, 1), extent, 5);
    expect(place && blockOf(place)).toEqual({ top: 0, bottom: 1, left: 1, right: 1 });
  });
  test('Enter와 Tab은 다음 줄로 넘어가고, 끝에서는 나간다', () => {
    expect(nextCell(cellPlace(0, 2), extent, false)).toEqual(cellPlace(1, 0));
    expect(nextCell(cellPlace(1, 0), extent, true)).toEqual(cellPlace(0, 2));
    expect(nextCell(cellPlace(2, 2), extent, false)).toBeNull();
    expect(nextCell(firstPlace, extent, true)).toBeNull();
  });
  test('다른 키는 옮기지 않는다', () =>
    expect(placeAfterKey(key('a'), firstPlace, extent, 5)).toBeNull());
});

describe('붙여 넣기', () => {
  test('없던 줄을 만들고 열을 넘는 칸은 버린다', () => {
    const cells = [
      ['1,000', '가', '넘침'],
      ['2', '나', ''],
    ];
    const result = pasted(rows, columns, at(1, 1), cells, asTyped, 99);
    expect(result.rows).toEqual([
      { a: 'x', b: '1' },
      { a: 'y', b: '1000', c: '가' },
      { b: '2', c: '나' },
    ]);
    expect(result).toMatchObject({ written: 4, rowsLeft: 0 });
  });
  test('자리가 모자라면 몇 줄이 남았는지 말한다', () => {
    const cells = [['1'], ['2'], ['3'], ['4']];
    const result = pasted(rows, columns, at(1, 0), cells, asTyped, 3);
    expect(result.rows.map(({ a }) => a)).toEqual(['x', '1', '2']);
    expect(result.rowsLeft).toBe(2);
  });
  test('한 칸은 고른 네모를 모두 채운다', () => {
    const block = { top: 0, bottom: 1, left: 0, right: 0 };
    expect(pasted(rows, columns, block, [['같음']], asTyped, 9).rows.map(({ a }) => a)).toEqual([
      '같음',
      '같음',
    ]);
  });
  test('빈 칸은 비우고, 빈 줄만으로는 줄이 생기지 않는다', () => {
    expect(pasted(rows, columns, at(0, 0), [['']], asTyped, 9).rows[0]).toEqual({ b: '1' });
    expect(pasted(rows, columns, at(2, 0), [[''], ['']], asTyped, 9).rows).toHaveLength(2);
  });
});

describe('줄', () => {
  const first = { top: 0, bottom: 0, left: 0, right: 2 };
  test('넣고, 복제하고, 지운다', () => {
    expect(inserted(rows, 1)).toEqual([rows[0], {}, rows[1]]);
    expect(duplicated(rows, first, 99)).toEqual([rows[0], rows[0], rows[1]]);
    expect(duplicated(rows, first, 2)).toEqual(rows);
    expect(removed(rows, first)).toEqual([rows[1]]);
  });
  test('비운 칸은 항목이 없다', () =>
    expect(cleared(rows, columns, { ...first, right: 0 })).toEqual([{ b: '1' }, rows[1]]));
  test('베낀 글은 적은 그대로다', () =>
    expect(cellsOf(rows, columns, { top: 0, bottom: 1, left: 0, right: 2 })).toEqual([
      ['x', '1', ''],
      ['y', '', 'z'],
    ]));
});
