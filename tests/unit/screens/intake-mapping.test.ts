import { describe, expect, test } from 'vitest';
import {
  choose,
  chosenAt,
  fixedKeys,
  missingKeys,
  openColumns,
  placed,
  referenceAt,
  samplesOf,
  setReference,
  withoutOpen,
} from '../../../renderer/features/intake/mapping-draft.ts';
import { fieldOptions, searchFields } from '../../../renderer/features/intake/fields.ts';
import type { Mapping, Sheet } from '../../../shared/contract/index.ts';
import { createTranslate } from '../../../shared/i18n/index.ts';

const empty: Mapping = { kind: 'import', headingRow: 2, columns: [], fixed: {} };
const sheet: Sheet = {
  mapping: empty,
  savedAs: null,
  headings: ['담당', '의뢰 No', 'HBL', '', '품명'],
  width: 4,
  rows: 3,
  top: [
    { row: 2, cells: ['담당', '의뢰 No', 'HBL'] },
    { row: 3, cells: ['김', 'A-1', ''] },
    { row: 4, cells: ['김', 'A-2', 'B'] },
  ],
  missing: [],
  undecided: [0, 1, 2],
  faulty: [],
};
const at = (place: number, key: string | null, heading = '') => ({ at: place, key, heading });

describe('a mapping as it is drawn up', () => {
  test('gives a field to the column that was chosen last, and takes its fixed value away', () => {
    const fixed = { ...empty, fixed: { hsCode: '8542311000', currency: 'USD' } };
    const first = choose(fixed, 0, '담당', { is: 'field', key: 'hsCode' });
    const second = choose(first, 2, 'HBL', { is: 'field', key: 'hsCode' });
    expect(second.columns).toEqual([at(2, 'hsCode', 'HBL')]);
    expect(second.fixed).toEqual({ currency: 'USD' });
    expect(chosenAt(second, 0)).toEqual({ is: 'open' });
    expect(choose(second, 2, 'HBL', { is: 'open' }).columns).toEqual([]);
  });

  test('shares the column of the reference with another field, whichever comes first', () => {
    const shared = setReference(
      choose(empty, 2, 'HBL', { is: 'field', key: 'billOfLading' }),
      2,
      'HBL',
    );
    expect(referenceAt(shared)).toBe(2);
    expect(chosenAt(shared, 2)).toEqual({ is: 'field', key: 'billOfLading' });
    const moved = setReference(shared, 1, '의뢰 No');
    expect(referenceAt(moved)).toBe(1);
    expect(chosenAt(moved, 2)).toEqual({ is: 'field', key: 'billOfLading' });
    expect(referenceAt(setReference(moved, -1, ''))).toBe(-1);
  });

  test('misses what neither a column nor a fixed value gives', () => {
    const all = missingKeys(empty);
    expect(all).toContain('hsCode');
    const given = choose({ ...empty, fixed: { currency: ' ' } }, 0, '', {
      is: 'field',
      key: 'hsCode',
    });
    expect(missingKeys(given)).toEqual(all.filter((key) => key !== 'hsCode'));
    expect(fixedKeys(given)).toContain('currency');
    expect(fixedKeys(given)).not.toContain('reference');
  });

  test('leaves out what nobody has said anything of, and nothing else', () => {
    const draft = { ...empty, columns: [at(1, 'reference', '의뢰 No')] };
    expect(openColumns(draft, sheet)).toEqual([0, 2]);
    expect(withoutOpen(draft, sheet).columns).toEqual([
      at(0, null, '담당'),
      at(1, 'reference', '의뢰 No'),
      at(2, null, 'HBL'),
    ]);
  });

  test('that was saved finds its columns by their headings, and drops those that are not there', () => {
    const saved = {
      ...empty,
      headingRow: 7,
      columns: [at(0, 'reference', '의뢰 No'), at(1, 'hsCode', '세번'), at(3, 'currency')],
    };
    expect(placed(saved, sheet)).toMatchObject({
      headingRow: 2,
      columns: [at(1, 'reference', '의뢰 No'), at(3, 'currency')],
    });
  });

  test('shows different values from below the headings', () => {
    expect(samplesOf(sheet, 0)).toEqual(['김']);
    expect(samplesOf(sheet, 1)).toEqual(['A-1', 'A-2']);
    expect(samplesOf(sheet, 2)).toEqual(['B']);
  });
});

describe('the fields of a kind', () => {
  const options = fieldOptions('import', 'ko', createTranslate('ko'));
  const first = (typed: string): string | undefined => searchFields(options, typed)[0]?.key;

  test.each([
    ['품명', 'goodsName'],
    ['ㅍㅁ', 'goodsName'],
    ['ㅊㅈㅂㅎ', 'reference'],
    ['참ㅈ', 'reference'],
    ['hscode', 'hsCode'],
    ['gross weight', 'grossWeight'],
    ['b/l(awb)', 'billOfLading'],
    ['란번호', 'lineNumber'],
  ])('are found by %s', (typed, key) => {
    expect(first(typed)).toBe(key);
  });

  test('are all there where nothing is typed, and none where nothing fits', () => {
    expect(searchFields(options, ' ')).toHaveLength(options.length);
    expect(searchFields(options, '없는 항목')).toEqual([]);
  });
});
