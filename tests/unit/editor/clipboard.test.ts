import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBlock, readBlock, writeBlock } from '../../../renderer/features/editor/clipboard.ts';

describe('표에서 붙여 넣은 칸', () => {
  test('탭은 칸을, 줄바꿈은 줄을 나눈다', () =>
    expect(readBlock('8471300000\t노트북\r\n9405219000\t전등\r\n')).toEqual([
      ['8471300000', '노트북'],
      ['9405219000', '전등'],
    ]));
  test('따옴표 안의 줄바꿈과 따옴표', () =>
    expect(readBlock('"두\n줄"\t"그가 ""예"" 했다"')).toEqual([['두\n줄', '그가 "예" 했다']]));
  test('닫히지 않은 따옴표는 글자다', () => {
    expect(readBlock('"15 인치\t1')).toEqual([['"15 인치', '1']]);
    expect(readBlock('"a"b\tc')).toEqual([['"a"b', 'c']]);
  });
  test('빈 칸과 빈 줄도 자리를 지킨다', () =>
    expect(readBlock('\ta\n\nb\t')).toEqual([['', 'a'], [''], ['b', '']]));
  test('쓴 것을 읽으면 그대로다', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '가', '"', '\t', '\n', '\r', ' ', '1') });
    const row = fc.array(cell, { minLength: 1, maxLength: 4 });
    // Rows of one empty cell cannot be told from an end of the block.
    const rows = fc
      .array(row, { minLength: 1, maxLength: 5 })
      .filter((all) => all.at(-1)?.join('') !== '');
    fc.assert(
      fc.property(rows, (all) => {
        expect(readBlock(writeBlock(all))).toEqual(all);
      }),
    );
  });
  test('한 칸에 들어갈 글은 표가 아니다', () => {
    expect(isBlock('LED LAMP')).toBe(false);
    expect(isBlock('LED LAMP\r\n')).toBe(false);
    expect(isBlock('a\tb')).toBe(true);
    expect(isBlock('a\nb')).toBe(true);
  });
});
