import { describe, expect, test } from 'vitest';
import {
  grouped,
  kept,
  readFlag,
  readTypedDate,
  settled,
  shown,
} from '../../../renderer/features/editor/typed.ts';
import { code, date, decimal, shaped, text } from '../../../shared/documents/table/formats.ts';
import { civilDate } from '../../../shared/time.ts';

const today = civilDate('2026-11-24');

describe('날짜', () => {
  test.each([
    ['20261124', '2026-11-24'],
    ['2026-11-24', '2026-11-24'],
    ['2026.11.24', '2026-11-24'],
    ['261124', '2026-11-24'],
    ['1124', '2026-11-24'],
    ['11-24', '2026-11-24'],
    ['11/3', '2026-11-03'],
    // A day without its year is the one nearest to today.
    ['0105', '2027-01-05'],
    ['1231', '2026-12-31'],
    ['0531', '2026-05-31'],
  ])('%s을 적으면 %s', (typed, day) => {
    expect(readTypedDate(typed, today)).toBe(day);
    expect(settled(date, typed, today)).toBe(day);
  });

  test.each(['', '20261131', '1340', '11', '2026-13-01', '어제', '0229'])(
    '%s은 날짜가 아니므로 적은 대로 둔다',
    (typed) => {
      expect(readTypedDate(typed, today)).toBeNull();
      expect(settled(date, typed, today)).toBe(typed);
    },
  );

  test('2월 29일은 가까운 해 가운데 그날이 있는 해로', () => {
    expect(readTypedDate('0229', civilDate('2027-11-01'))).toBe('2028-02-29');
  });
});

describe('금액', () => {
  const won = decimal(18, 0);
  test.each([
    ['1,234,567', '1234567'],
    [' 1 234 567 ', '1234567'],
    ['₩1,200', '1200'],
    ['$12.50', '12.50'],
    ['１２３', '123'],
    ['12a', '12a'],
  ])('%s은 %s로 남는다', (typed, value) => expect(kept(won, typed)).toBe(value));

  test('보일 때는 세 자리씩 끊고, 숫자가 아니면 그대로 보인다', () => {
    expect(grouped('1234567.5')).toBe('1,234,567.5');
    expect(grouped('-1234')).toBe('-1,234');
    expect(grouped('12a4')).toBe('12a4');
    expect(shown(won, '1234567')).toBe('1,234,567');
    expect(shown(won, undefined)).toBe('');
  });

  test('치는 동안 끝의 소수점을 잃지 않는다', () => {
    expect(kept(decimal(9, 4), '1,382.')).toBe('1382.');
    expect(grouped('1382.')).toBe('1,382.');
  });
});

describe('부호와 글자', () => {
  test('부호는 대문자로', () => expect(settled(code(['KR', 'US']), ' kr ', today)).toBe('KR'));
  test('정해진 모양의 글자는 대문자로 고쳐 맞을 때만 고친다', () => {
    expect(settled(shaped(/^[A-Z]{4}\d{7}$/, 'TCNU4394926'), 'tcnu4394926', today)).toBe(
      'TCNU4394926',
    );
    expect(settled(shaped(/^[A-Z]{4}\d{7}$/, 'TCNU4394926'), 'tcnu', today)).toBe('tcnu');
  });
  test('자유로운 글자는 그대로 둔다', () =>
    expect(settled(text(50), ' led Lamp ', today)).toBe('led Lamp'));
  test.each([
    ['y', true],
    ['예', true],
    ['N', false],
    ['아니오', false],
    ['글쎄', null],
  ])('%s', (typed, flag) => expect(readFlag(typed)).toBe(flag));
});
