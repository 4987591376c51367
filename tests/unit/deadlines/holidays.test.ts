import { describe, expect, test } from 'vitest';
import { computedHolidays, holidaysByRule } from '../../../shared/deadlines/computed-holidays.ts';
import { createHolidays } from '../../../shared/deadlines/holidays.ts';
import { publishedHolidays, publishedYears } from '../../../shared/deadlines/published-holidays.ts';
import { civilDate } from '../../../shared/time.ts';

/** What no rule can tell: set for one occasion. */
const occasional = /임시공휴일|선거/;

describe('the rules for years without a list', () => {
  test.each([2026, 2027])('give the official list of %i, but for elections', (year) => {
    const official = [...(publishedHolidays(year) ?? [])].filter(
      ([, name]) => !occasional.test(name),
    );
    expect(new Map(holidaysByRule(year))).toEqual(new Map(official));
  });

  // 노동절 and 제헌절 are public holidays from 2026 on.
  test.each([2023, 2024, 2025])('give that of %i, but for what came later', (year) => {
    const official = [...(publishedHolidays(year) ?? [])].filter(
      ([, name]) => !occasional.test(name),
    );
    const later = new Set([`${year}-05-01`, `${year}-07-17`]);
    const byRule = [...holidaysByRule(year)].filter(([date]) => !later.has(date));
    expect(new Map(byRule)).toEqual(new Map(official));
  });

  test.each([
    ['2028-10-05', '대체공휴일(추석)', '개천절 and 추석 in one'],
    ['2029-05-07', '대체공휴일(어린이날)', 'a Saturday'],
    ['2030-02-05', '대체공휴일(설날)', '설날 on a Sunday'],
    ['2036-10-07', '대체공휴일(추석)', 'two substitutes in a row'],
  ])('%s is %s: %s', (date, name) => {
    expect(computedHolidays(Number(date.slice(0, 4)))?.get(civilDate(date))).toBe(name);
  });

  test('are not asked where there is a list, nor beyond the lunar calendar', () => {
    expect(publishedYears).toEqual(expect.arrayContaining([2025, 2026, 2027]));
    expect(computedHolidays(2027)).toBeNull();
    expect(computedHolidays(2100)).toBeNull();
    expect(createHolidays().source(2100)).toBe('weekends-only');
  });
});
