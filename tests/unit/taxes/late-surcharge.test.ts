import { describe, expect, test } from 'vitest';
import { highestLateSurcharge, lateSurcharge, latePermille } from '../../../shared/taxes/index.ts';
import { addDays, civilDate } from '../../../shared/time.ts';

const deadline = civilDate('2026-03-31');

describe('late declaration surcharge', () => {
  test.each([
    [-5, 0n],
    [0, 0n],
    [1, 5n],
    [20, 5n],
    [21, 10n],
    [50, 10n],
    [51, 15n],
    [80, 15n],
    [81, 20n],
    [400, 20n],
  ])('%i days after the deadline: %s permille', (days, permille) => {
    expect(latePermille(deadline, addDays(deadline, days))).toBe(permille);
  });

  test('is cut off below 10 won and never above the cap', () => {
    const late = addDays(deadline, 10);
    expect(lateSurcharge(1_234_567n, deadline, late)).toBe(6_170n);
    expect(lateSurcharge(999_999_999n, deadline, late)).toBe(4_999_990n);
    expect(lateSurcharge(10n ** 12n, deadline, late)).toBe(highestLateSurcharge);
    expect(lateSurcharge(1_000_000n, deadline, deadline)).toBe(0n);
  });
});
