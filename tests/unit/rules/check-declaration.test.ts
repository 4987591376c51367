import { describe, expect, test } from 'vitest';
import { checkDeclaration } from '../../../shared/documents/check.ts';
import { exampleFiling } from '../../../shared/documents/index.ts';
import { checkResultSchema } from '../../../shared/contract/drafts.ts';
import { declarationKinds } from '../../../shared/filing/numbers.ts';
import { type Changes, changed, plainExport, plainImport } from './changed.ts';

const differing = (changes: Changes) =>
  checkDeclaration('import', changed(plainImport(), changes)).warnings.filter(
    ({ code }) => code === 'computed-differs',
  );

describe.each(declarationKinds)('a check of kind %s', (kind) => {
  test('finds no error in the example, and says the same again', () => {
    const { declaration } = exampleFiling(kind);
    const result = checkDeclaration(kind, declaration);
    expect(result.errors).toEqual([]);
    expect(checkResultSchema.parse(result)).toEqual(result);
    expect(checkDeclaration(kind, declaration)).toEqual(result);
  });

  test.each([{}, null, 'x', [], { lines: [{}] }, { lines: 'x' }, { lines: [null, {}] }])(
    'takes %j for unfinished, not for an end',
    (input) => {
      const result = checkDeclaration(kind, input);
      expect(result.errors.length).toBeGreaterThan(0);
      expect(result.computed).toEqual({});
    },
  );
});

describe('what is computed', () => {
  test('fills what is not there yet', () => {
    const { computed, steps } = checkDeclaration(
      'import',
      changed(plainImport(), { 'lines[0].duty': null, totalTax: null, payerName: null }),
    );
    expect(computed['lines[0].duty']).toBe('1094060');
    expect(computed['totalTax']).toBe('5461400');
    expect(steps.length).toBeGreaterThan(10);
  });

  test('is held against what is entered, each value against the ones beside it', () => {
    expect(differing({})).toEqual([]);
    expect(differing({ 'lines[0].duty': '1094050' }).map(({ field }) => field)).toEqual([
      'lines[0].duty',
      'lines[0].vatBase',
    ]);
    expect(differing({ 'lines[0].customsValue': '27351703' })[0]).toEqual({
      field: 'lines[0].customsValue',
      code: 'computed-differs',
      params: { value: '27,351,703', computed: '27,351,701' },
    });
  });

  test('a won by which the rest is shared out differently is no difference', () => {
    const fields = differing({ 'lines[0].customsValue': '27351702' }).map(({ field }) => field);
    expect(fields).not.toContain('lines[0].customsValue');
  });

  test('taxes cut off below 1 won are a way to compute', () => {
    expect(
      differing({
        'lines[0].duty': '1094068',
        'lines[0].vatBase': '28445769',
        'lines[0].vat': '2844576',
      }),
    ).toEqual([]);
    expect(differing({ 'lines[0].duty': '1094065' }).map(({ field }) => field)).toContain(
      'lines[0].duty',
    );
  });

  test('a total that is no sum is told of once', () => {
    const { warnings } = checkDeclaration('import', changed(plainImport(), { totalDuty: '1' }));
    expect(warnings.filter(({ field }) => field === 'totalDuty').map(({ code }) => code)).toEqual([
      'total-differs',
    ]);
  });

  test('what is not computed is said with its reason', () => {
    const { unsure } = checkDeclaration(
      'import',
      changed(plainImport(), { 'lines[0].dutyBasis': '3' }),
    );
    expect(unsure).toEqual([{ field: 'lines[0].duty', why: 'specific-duty' }]);
    const repaired = checkDeclaration(
      'export',
      changed(plainExport(), { transactionNature: '84' }),
    );
    expect(repaired.unsure).toEqual([{ field: 'totalDeclaredPrice', why: 'repair' }]);
    expect(repaired.warnings.filter(({ code }) => code === 'computed-differs')).toEqual([]);
  });
});
