import { describe, expect, test } from 'vitest';
import { setNumbers } from '../../../main/outbox/index.ts';
import {
  checkNumbers,
  countGiven,
  defaultNumbers,
  firstFree,
} from '../../../main/store/number-ranges.ts';
import { declarantCodeSchema } from '../../../shared/filing/numbers.ts';
import type { NumberRange, NumberSettings } from '../../../shared/contract/index.ts';
import { now, numberOf, problemOf, put, sample, tempStore } from './store-samples.ts';

const declarant = declarantCodeSchema.parse('12345');
const range = (desk: string, first: number, last: number, letter = 'M'): NumberRange => ({
  desk,
  letter,
  first,
  last,
});
const name = (n: number) => `r${n}`;
const of = (desk: string, ...ranges: NumberRange[]): NumberSettings => ({ desk, ranges });

describe('number ranges', () => {
  test('are all serials for each letter where nobody set any', () => {
    expect(() => checkNumbers(defaultNumbers)).not.toThrow();
    const store = tempStore();
    put(store, [
      sample('import'),
      { ...sample('export'), kind: 'export' },
      { ...sample('list'), kind: 'list-clearance' },
    ]);
    expect(['import', 'export', 'list'].map((name) => numberOf(store, name))).toEqual([
      '1234526000001M',
      '1234526000001X',
      '1234526000001L',
    ]);
  });

  test('are those of this desk, one after the other', () => {
    const store = tempStore();
    const ranges = [range('본점', 1, 2), range('인천', 5, 6), range('인천', 400_000, 400_001)];
    setNumbers(store, of('인천', ...ranges), now);
    put(
      store,
      ['a', 'b', 'c', 'd'].map((name) => sample(name)),
    );
    expect(['a', 'b', 'c', 'd'].map((name) => numberOf(store, name))).toEqual([
      '1234526000005M',
      '1234526000006M',
      '1234526400000M',
      '1234526400001M',
    ]);
    expect(problemOf(() => put(store, [sample('e')]))).toEqual({
      code: 'serials-used-up',
      params: { desk: '인천', letter: 'M', first: 400_000, last: 400_001 },
    });
    expect(problemOf(() => put(store, [{ ...sample('x'), kind: 'export' }]))).toEqual({
      code: 'range-missing',
      params: { desk: '인천', letter: 'X' },
    });
    expect(store.tables.serials.use(declarant, 2026)).toMatchObject([
      { desk: '본점', next: 1, given: 0 },
      { desk: '인천', next: null, given: 2 },
      { desk: '인천', next: null, given: 2 },
    ]);
    const { rows } = store.tables.retired.gaps(null, 10);
    expect(rows).toEqual([]);
  });

  test('may change; no number is given again and none is left out', () => {
    const store = tempStore();
    setNumbers(store, of('a', range('a', 3, 4)), now);
    put(store, [sample(name(1)), sample(name(2))]);
    setNumbers(store, of('a', range('a', 1, 999_999)), now);
    put(store, [sample(name(3)), sample(name(4)), sample(name(5))]);
    store.reopen();
    put(store, [sample(name(6))]);
    expect([1, 2, 3, 4, 5, 6].map((n) => numberOf(store, name(n)).slice(7, 13))).toEqual([
      '000003',
      '000004',
      '000001',
      '000002',
      '000005',
      '000006',
    ]);
  });

  test('of one letter must not overlap', () => {
    const overlapping = of('a', range('a', 1, 100), range('b', 100, 200));
    expect(problemOf(() => checkNumbers(overlapping))).toEqual({
      code: 'ranges-overlap',
      params: { letter: 'M', one: 'a 1–100', other: 'b 100–200', free: 101 },
    });
    expect(() =>
      checkNumbers(of('a', range('a', 1, 100), range('b', 100, 200, 'X'))),
    ).not.toThrow();
  });

  test('must begin before they end, and leave this desk with some', () => {
    expect(problemOf(() => checkNumbers(of('a', range('a', 9, 1)))).code).toBe('range-backwards');
    expect(problemOf(() => checkNumbers(of('c', range('a', 1, 9)))).code).toBe('range-missing');
  });

  test('are on record where they are set, and nothing changes where they are wrong', () => {
    const store = tempStore();
    const wrong = of('a', range('a', 1, 5), range('a', 5, 6));
    expect(problemOf(() => setNumbers(store, wrong, now)).code).toBe('ranges-overlap');
    expect(store.tables.journal.head().seq).toBe(0);
    setNumbers(store, of('a', range('a', 1, 5)), now);
    expect(store.tables.journal.entry(1)).toMatchObject({
      kind: 'ranges-set',
      data: JSON.stringify({ desk: 'a', ranges: 'a M 1–5' }),
    });
  });

  test('tell what is free and what was given', () => {
    const given = [
      { first: 3, next: 5 },
      { first: 1, next: 3 },
      { first: 8, next: 10 },
    ];
    expect(firstFree(range('a', 1, 9), given)).toBe(5);
    expect(firstFree(range('a', 8, 9), given)).toBeNull();
    expect(firstFree(range('a', 9, 12), given)).toBe(10);
    expect(countGiven(range('a', 2, 8), given)).toBe(4);
  });
});
