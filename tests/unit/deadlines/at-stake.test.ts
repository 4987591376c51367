import { describe, expect, test } from 'vitest';
import {
  instantReleaseAtStake,
  lateDeclarationAtStake,
} from '../../../shared/deadlines/at-stake.ts';
import { addDays, civilDate } from '../../../shared/time.ts';

/** 시행령 제247조: 0.5 % within 20 days, 1.0 % within 50, 1.5 % within 80, then 2.0 %. */
describe('the late declaration surcharge at stake', () => {
  const deadline = civilDate('2026-11-26');
  const on = (days: number, customsValue: bigint | null = 31_400_007n) =>
    lateDeclarationAtStake({
      deadline,
      today: addDays(deadline, days),
      customsValue,
      applies: null,
    });

  test('before the deadline: nothing yet, and what the first day costs', () => {
    expect(on(-3)).toMatchObject({
      applies: null,
      today: { permille: 0, won: 0 },
      tomorrow: { permille: 0, won: 0 },
      next: { on: '2026-11-27', permille: 5, won: 157_000 },
      highest: 5_000_000,
    });
  });

  test.each([
    [0, 0, 5, '2026-12-17', 10],
    [20, 5, 10, '2027-01-16', 15],
    [21, 10, 10, '2027-01-16', 15],
    [79, 15, 15, '2027-02-15', 20],
  ])(
    '%i days after: %i ‰ today, %i ‰ tomorrow, from %s %i ‰',
    (days, today, tomorrow, next, then) => {
      expect(on(days)).toMatchObject({
        today: { permille: today },
        tomorrow: { permille: tomorrow },
        next: { on: next, permille: then },
      });
    },
  );

  test('after the last step it grows no more, and never above the cap', () => {
    expect(on(80)).toMatchObject({ tomorrow: { permille: 20 }, next: null });
    expect(on(10, 10n ** 11n)).toMatchObject({ today: { won: 5_000_000 } });
  });

  test('without a customs value the share is told, and no sum', () => {
    expect(on(5, null)).toMatchObject({ today: { permille: 5, won: null } });
  });
});

test('after an instant release a fifth of the duty is at stake (관세법 제253조제4항)', () => {
  expect(instantReleaseAtStake(1_234_567n)).toMatchObject({ percent: 20, won: 246_910 });
  expect(instantReleaseAtStake(null)).toMatchObject({ won: null });
});
