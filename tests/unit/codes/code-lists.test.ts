import { describe, expect, test } from 'vitest';
import {
  codeListNames,
  codeLists,
  codeName,
  countryCodes,
  currencyCodes,
  customsOfficeCodes,
  importTransactionNatures,
  isInList,
} from '../../../shared/codes/index.ts';

const hangul = /[ㄱ-ㆎ가-힣]/;

describe.each(codeListNames)('the list %s', (name) => {
  const { entries } = codeLists[name];

  test('bears its name and has entries', () => {
    expect(codeLists[name].name).toBe(name);
    expect(entries.length).toBeGreaterThan(0);
  });

  test('has each code once, with names in both languages', () => {
    expect(new Set(entries.map(({ code }) => code)).size).toBe(entries.length);
    for (const { code, ko, en } of entries) {
      expect(code).toMatch(/^[0-9A-Z]+$/);
      expect(ko.trim()).not.toBe('');
      expect(en.trim()).not.toBe('');
      expect(en, code).not.toMatch(hangul);
    }
  });
});

test('countries and currencies are all called something else than their code', () => {
  for (const name of ['countries', 'currencies'] as const)
    for (const { code, ko, en } of codeLists[name].entries) {
      expect(en, code).not.toBe(code);
      expect(ko, code).toMatch(hangul);
    }
  expect(codeLists.countries.entries).toHaveLength(countryCodes.length);
  expect(codeLists.currencies.entries).toHaveLength(currencyCodes.length);
});

test('only lists that are known whole refuse other codes', () => {
  const open = codeListNames.filter((name) => !codeLists[name].complete);
  expect(open).toEqual([
    'customs-offices',
    'customs-divisions',
    'ports',
    'packages',
    'units',
    'payments',
    'duty-rate-kinds',
    'trade-agreements',
    'amendment-faults',
    'withdrawal-reasons',
  ]);
});

const sizes = (name: keyof typeof codeLists): number => codeLists[name].entries.length;

test('lists have as many entries as the statistics codes', () => {
  expect(sizes('import-transaction-natures')).toBe(37);
  expect(sizes('import-kinds')).toBe(31);
  expect(sizes('export-transaction-natures')).toBe(44);
  expect(sizes('duty-rate-kinds')).toBe(58);
  expect(sizes('trade-agreements')).toBe(35);
  expect(sizes('ports')).toBe(81);
  expect(sizes('packages')).toBe(34);
  expect(importTransactionNatures).toHaveLength(37);
});

test('offices of the headquarters are no customs office', () => {
  expect(customsOfficeCodes).toContain('030');
  for (const code of ['000', '005', '009']) expect(isInList('customs-offices', code)).toBe(false);
});

test('a code is called by its name, an unknown one by none', () => {
  expect(codeName('customs-offices', '040', 'ko')).toBe('인천공항세관');
  expect(codeName('ports', 'PUS', 'ko')).toBe('김해국제공항');
  expect(codeName('ports', 'KRPUS', 'ko')).toBe('부산항');
  expect(codeName('countries', 'VN', 'en')).toBe('Vietnam');
  expect(codeName('incoterms', 'XXX', 'ko')).toBeNull();
});
