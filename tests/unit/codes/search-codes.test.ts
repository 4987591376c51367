import { describe, expect, test } from 'vitest';
import { codeLists, searchCodes } from '../../../shared/codes/index.ts';

const found = (name: keyof typeof codeLists, query: string, limit = 20) =>
  searchCodes(codeLists[name], query, limit).map(({ code }) => code);

describe('searching a list of codes', () => {
  test('an exact code comes first, then codes that begin so', () => {
    expect(found('ports', 'pus')[0]).toBe('PUS');
    expect(found('ports', 'KRP')).toEqual(['KRPUS', 'KRPTK']);
    expect(found('duty-rate-kinds', 'c2').slice(0, 2)).toEqual(['C2', 'C2A1']);
  });

  test('names are found in both languages, from their beginning first', () => {
    expect(found('countries', '베트남')).toEqual(['VN']);
    expect(found('countries', 'viet')).toEqual(['VN']);
    expect(found('ports', '부산').slice(0, 2)).toEqual(['KRPUS', 'KRBNP']);
    expect(found('currencies', '달러')[0]).toBe('USD');
  });

  test('a syllable is found while it is being typed', () => {
    expect(found('ports', '부사')).toContain('KRPUS');
    expect(found('countries', '베ㅌ')).toContain('VN');
  });

  test('initial consonants find names, also where the keyboard joins two of them', () => {
    expect(found('ports', 'ㅂㅅ')[0]).toBe('KRPUS');
    expect(found('ports', 'ㅂㅅㅅㅎ')).toEqual(['KRBNP']);
    expect(found('countries', 'ㅂㅌㄴ')).toEqual(['VN']);
    expect(found('customs-offices', 'ㄳ')).toEqual(found('customs-offices', 'ㄱㅅ'));
  });

  test('blanks and brackets may be left out', () => {
    expect(found('countries', 'unitedstates')).toContain('US');
    expect(found('customs-offices', '인천세관인천항')).toEqual(['020']);
  });

  test('nothing typed shows the beginning, nonsense nothing, and never more than asked for', () => {
    expect(found('countries', '  ', 3)).toEqual(['KR', 'US', 'CN']);
    expect(found('countries', 'qqqq')).toEqual([]);
    expect(found('countries', 'a', 5)).toHaveLength(5);
  });
});

test('a key stroke takes less than two milliseconds on the largest list', () => {
  const largest = Object.values(codeLists).toSorted(
    (a, b) => b.entries.length - a.entries.length,
  )[0];
  if (largest === undefined) throw new Error('no lists');
  const queries = ['a', 'ㅇ', '나', 'republic', 'ㄱㅎㄱ', 'zz'];
  for (const query of queries) searchCodes(largest, query, 60);
  const rounds = 50;
  const began = performance.now();
  for (let round = 0; round < rounds; round += 1)
    for (const query of queries) searchCodes(largest, query, 60);
  expect((performance.now() - began) / (rounds * queries.length)).toBeLessThan(2);
});
