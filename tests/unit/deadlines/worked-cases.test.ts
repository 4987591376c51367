import { describe, expect, test } from 'vitest';
import { countPeriod } from '../../../shared/deadlines/count.ts';
import { createHolidays, type OfficeHolidays } from '../../../shared/deadlines/holidays.ts';
import { periodRules, type CountedRule } from '../../../shared/deadlines/rules.ts';
import { civilDate } from '../../../shared/time.ts';

/**
 * Worked cases. The holidays are those of the official lists (월력요항) of 2025, 2026 and 2027; the
 * period is that of the article, its first day not counted (관세법 제8조제2항, 민법 제157조), its last
 * moved on by 제8조제3항.
 */
const cases: [rule: CountedRule, from: string, last: string, due: string, why: string][] = [
  // New Year
  ['import-declaration', '2024-12-02', '2025-01-01', '2025-01-02', '1월 1일'],
  ['import-declaration', '2025-12-02', '2026-01-01', '2026-01-02', '1월 1일'],
  ['import-declaration', '2026-12-02', '2027-01-01', '2027-01-04', '1월 1일, then a weekend'],
  ['import-declaration', '2026-01-01', '2026-01-31', '2026-02-02', 'a weekend'],
  // 설날
  ['import-declaration', '2024-12-26', '2025-01-25', '2025-01-31', 'a weekend, 임시공휴일, 설날'],
  ['import-declaration', '2026-01-15', '2026-02-14', '2026-02-19', 'a weekend, 설날'],
  ['import-declaration', '2027-01-07', '2027-02-06', '2027-02-10', '설날 with its substitute'],
  ['instant-release', '2026-02-06', '2026-02-16', '2026-02-19', '설날'],
  // 추석
  ['import-declaration', '2025-09-03', '2025-10-03', '2025-10-10', '개천절 to 한글날, seven days'],
  ['import-declaration', '2026-08-25', '2026-09-24', '2026-09-28', '추석, a Sunday'],
  ['import-declaration', '2027-08-15', '2027-09-14', '2027-09-17', '추석'],
  ['export-loading', '2025-09-05', '2025-10-05', '2025-10-10', '추석 with its substitute, 한글날'],
  // substitute holidays
  ['import-declaration', '2025-01-30', '2025-03-01', '2025-03-04', '3·1절 with its substitute'],
  [
    'import-declaration',
    '2025-04-03',
    '2025-05-03',
    '2025-05-07',
    '어린이날 and 부처님 오신 날 in one',
  ],
  ['import-declaration', '2026-01-30', '2026-03-01', '2026-03-03', '3·1절 with its substitute'],
  ['import-declaration', '2026-04-24', '2026-05-24', '2026-05-26', '부처님 오신 날, substitute'],
  ['import-declaration', '2026-07-16', '2026-08-15', '2026-08-18', '광복절 with its substitute'],
  ['export-loading', '2026-09-03', '2026-10-03', '2026-10-06', '개천절 with its substitute'],
  ['import-declaration', '2027-09-09', '2027-10-09', '2027-10-12', '한글날 with its substitute'],
  ['import-declaration', '2027-11-25', '2027-12-25', '2027-12-28', '기독탄신일, substitute'],
  // 노동절: named by 제8조제3항 itself, and a public holiday from 2026 on
  [
    'import-declaration',
    '2025-04-01',
    '2025-05-01',
    '2025-05-02',
    '노동절 that is no public holiday',
  ],
  ['import-declaration', '2026-04-01', '2026-05-01', '2026-05-04', '노동절, a weekend'],
  ['import-declaration', '2027-04-01', '2027-05-01', '2027-05-04', '노동절 with its substitute'],
  // 제헌절 again from 2026 on, and an election
  ['import-declaration', '2025-06-17', '2025-07-17', '2025-07-17', '제헌절 was no holiday in 2025'],
  ['import-declaration', '2026-06-17', '2026-07-17', '2026-07-20', '제헌절, a weekend'],
  ['import-declaration', '2026-05-04', '2026-06-03', '2026-06-04', '전국동시지방선거'],
  // 현충일 has no substitute
  ['import-declaration', '2026-05-07', '2026-06-06', '2026-06-08', '현충일 on a Saturday'],
  // no holiday at all
  ['import-declaration', '2026-11-03', '2026-12-03', '2026-12-03', 'a Thursday'],
  ['instant-release', '2026-11-23', '2026-12-03', '2026-12-03', 'a Thursday'],
];

const period = (from: string) =>
  ({ rule: 'import-declaration', from: civilDate(from), event: 'warehoused' }) as const;
const office = (change: Partial<OfficeHolidays>) =>
  createHolidays({ added: [], removed: [], ...change });

describe('worked cases', () => {
  test.each(cases)('%s from %s: %s, so %s (%s)', (rule, from, last, due) => {
    const counted = countPeriod(
      { rule, from: civilDate(from), event: 'warehoused' },
      createHolidays(),
    );
    expect(counted).toMatchObject({ from, last, due, holidays: 'published' });
    expect(counted.days).toBe(periodRules[rule].days);
    expect(counted.passed.length > 0).toBe(last !== due);
  });

  test('name each day that is passed over', () => {
    const { passed } = countPeriod(
      { rule: 'import-declaration', from: civilDate('2024-12-26'), event: 'warehoused' },
      createHolidays(),
    );
    expect(passed.map(({ date, off }) => `${date} ${off.kind} ${off.name}`)).toEqual([
      '2025-01-25 saturday null',
      '2025-01-26 sunday null',
      '2025-01-27 holiday 임시공휴일',
      '2025-01-28 holiday 설날 전날',
      '2025-01-29 holiday 설날',
      '2025-01-30 holiday 설날 다음 날',
    ]);
  });

  test('a 임시공휴일 that the office has entered wins, and chains with those of the list', () => {
    const from = period('2026-11-24');
    expect(countPeriod(from, createHolidays()).due).toBe('2026-12-24');
    const added = [{ date: civilDate('2026-12-24'), name: '임시공휴일' }];
    const { due, passed } = countPeriod(from, office({ added }));
    expect(due).toBe('2026-12-28');
    expect(passed[0]).toEqual({ date: '2026-12-24', off: { kind: 'office', name: '임시공휴일' } });
  });

  test('a day that the office has taken out of the list counts; a Sunday always rests', () => {
    const removed = [civilDate('2026-12-25'), civilDate('2026-12-27')];
    expect(countPeriod(period('2026-11-25'), office({ removed })).due).toBe('2026-12-25');
    expect(countPeriod(period('2026-11-27'), office({ removed })).due).toBe('2026-12-28');
  });

  test('beyond the published years a day is called an estimate', () => {
    // 설날 of 2028 is 27 January.
    expect(countPeriod(period('2027-12-27'), createHolidays())).toMatchObject({
      due: '2028-01-31',
      holidays: 'computed',
    });
    expect(countPeriod(period('2027-12-02'), createHolidays())).toMatchObject({
      due: '2028-01-03',
      holidays: 'computed',
    });
    expect(countPeriod(period('2015-01-05'), createHolidays())).toMatchObject({
      holidays: 'weekends-only',
    });
  });
});
