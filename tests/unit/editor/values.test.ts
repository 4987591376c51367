import { describe, expect, test } from 'vitest';
import {
  rowsAt,
  rowsOnTheWay,
  stepsOf,
  valueAt,
  withRows,
  withValue,
  type Values,
} from '../../../renderer/features/editor/values.ts';

const values: Values = {
  currency: 'USD',
  lines: [
    { hsCode: '8471300000', specifications: [{ unitPrice: '14.8' }] },
    { hsCode: '9405219000' },
  ],
};

describe('경로', () => {
  test('단계로 나눈다', () =>
    expect(stepsOf('lines[3].specifications[0].unitPrice')).toEqual([
      'lines',
      3,
      'specifications',
      0,
      'unitPrice',
    ]));
  test('있는 값을 읽는다', () => {
    expect(valueAt(values, 'currency')).toBe('USD');
    expect(valueAt(values, 'lines[0].specifications[0].unitPrice')).toBe('14.8');
    expect(valueAt(values, 'lines[7].hsCode')).toBeUndefined();
    expect(valueAt(values, 'currency.length')).toBeUndefined();
    expect(valueAt(values, '__proto__')).toBeUndefined();
  });
  test('어느 줄들 안에 있는지 안쪽부터 말한다', () =>
    expect(rowsOnTheWay('lines[3].specifications[1].unitPrice')).toEqual([
      { grid: 'lines[3].specifications', row: 1 },
      { grid: 'lines', row: 3 },
    ]));
});

describe('바꾸기', () => {
  test('원래 것을 건드리지 않고, 안 바뀐 부분은 같은 객체로 남는다', () => {
    const changed = withValue(values, 'lines[1].hsCode', '1');
    expect(valueAt(changed, 'lines[1].hsCode')).toBe('1');
    expect(valueAt(values, 'lines[1].hsCode')).toBe('9405219000');
    expect(valueAt(changed, 'lines[0]')).toBe(valueAt(values, 'lines[0]'));
  });
  test('없던 줄과 안쪽 줄을 만든다', () => {
    const changed = withValue({}, 'lines[1].specifications[0].specification', 'NL-200');
    expect(changed).toEqual({ lines: [{}, { specifications: [{ specification: 'NL-200' }] }] });
  });
  test('비우면 항목이 없어진다', () => {
    expect(withValue(values, 'currency', undefined)).not.toHaveProperty('currency');
    expect(withRows(values, 'lines', [])).not.toHaveProperty('lines');
  });
  test('줄이 아닌 것이 들어 있어도 줄로 읽는다', () =>
    expect(rowsAt({ lines: [{ a: '1' }, null, 'x'] }, 'lines')).toEqual([{ a: '1' }, {}, {}]));
});
