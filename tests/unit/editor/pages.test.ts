import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillPages, type Piece } from '../../../renderer/features/print/pages.ts';

const piece = (height: number, keepsWithNext = false): Piece => ({ height, keepsWithNext });

test('들어가는 만큼 한 장에 둔다', () =>
  expect(fillPages([piece(40), piece(40), piece(40)], 100)).toEqual([[0, 1], [2]]));

test('란의 머리는 첫 규격과 떨어지지 않는다', () =>
  expect(fillPages([piece(80), piece(10, true), piece(20)], 100)).toEqual([[0], [1, 2]]));

test('한 장보다 긴 것은 홀로 한 장에 둔다', () =>
  expect(fillPages([piece(10), piece(300), piece(10)], 100)).toEqual([[0], [1], [2]]));

test('모든 조각이 차례대로 한 번씩 나오고, 넘치는 장은 조각 하나뿐이다', () => {
  const pieces = fc.array(
    fc.record({ height: fc.integer({ min: 1, max: 130 }), keepsWithNext: fc.boolean() }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(pieces, (all) => {
      const pages = fillPages(all, 100);
      expect(pages.flat()).toEqual(all.map((_, index) => index));
      for (const page of pages) {
        const height = page.reduce((sum, index) => sum + (all[index]?.height ?? 0), 0);
        expect(page.length === 1 || height <= 100).toBe(true);
      }
    }),
  );
});
