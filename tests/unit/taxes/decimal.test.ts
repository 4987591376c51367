import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ceilingOfQuotient,
  compare,
  decimalOf,
  equals,
  floor,
  floorOfQuotient,
  grouped,
  minus,
  plus,
  sum,
  textOf,
  times,
} from '../../../shared/taxes/decimal.ts';

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(6))
  .map(([units, scale]) => ({ units, scale }));

describe('an exact decimal', () => {
  test('reads and writes plain text', () => {
    for (const text of ['0', '1382.5', '-0.05', '100', '999999999999999999'])
      expect(textOf(decimalOf(text))).toBe(text);
    expect(textOf(decimalOf('1.500'))).toBe('1.5');
    expect(() => decimalOf('1,000')).toThrow(RangeError);
    expect(() => decimalOf('')).toThrow(RangeError);
  });

  test('comes back from its text as it was', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(equals(decimalOf(textOf(value)), value)).toBe(true);
      }),
    );
  });

  test('adds, takes away and multiplies without rounding', () => {
    expect(textOf(plus(decimalOf('0.1'), decimalOf('0.2')))).toBe('0.3');
    expect(textOf(times(decimalOf('1000.00'), decimalOf('1380.5')))).toBe('1380500');
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        expect(equals(minus(plus(a, b), b), a)).toBe(true);
        expect(equals(times(a, plus(b, c)), plus(times(a, b), times(a, c)))).toBe(true);
        expect(equals(sum([a, b, c]), plus(c, plus(b, a)))).toBe(true);
      }),
    );
  });

  test('rounds down and up to whole numbers, on both sides of 0', () => {
    expect(floor(decimalOf('1235.99'))).toBe(1235n);
    expect(floor(decimalOf('-0.5'))).toBe(-1n);
    expect(ceilingOfQuotient(decimalOf('8150.01'), decimalOf('1'))).toBe(8151n);
    expect(ceilingOfQuotient(decimalOf('8150'), decimalOf('1'))).toBe(8150n);
    fc.assert(
      fc.property(
        decimals,
        decimals.filter(({ units }) => units > 0n),
        (a, b) => {
          const below = { units: floorOfQuotient(a, b), scale: 0 };
          expect(compare(times(below, b), a)).toBeLessThanOrEqual(0);
          expect(compare(times(plus(below, decimalOf('1')), b), a)).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('is shown in groups of three', () => {
    expect(grouped('1380500')).toBe('1,380,500');
    expect(grouped('1382.5125')).toBe('1,382.5125');
    expect(grouped(999n)).toBe('999');
    expect(grouped(decimalOf('-1234567.8'))).toBe('-1,234,567.8');
  });
});
