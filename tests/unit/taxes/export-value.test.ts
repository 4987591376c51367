import { expect, test } from 'vitest';
import { calculateExport } from '../../../shared/taxes/index.ts';

const base = {
  invoiceAmount: '2990',
  currency: 'USD',
  exchangeRate: '1163.91',
  incoterm: 'CIF',
  freight: '6940',
  insurance: '8847',
  lines: [
    { specifications: [{ specificationAmount: '1990' }] },
    { specifications: [{ specificationAmount: '1000' }] },
  ],
} as const;

test('freight and insurance are taken off, and the rest is shared out by price', () => {
  const { values, steps } = calculateExport(base);
  const value = 3464303.9; // 2,990 × 1,163.91 − 6,940 − 8,847
  expect(values['lines[0].declaredPrice']).toBe(String(Math.floor((value * 1990) / 2990)));
  expect(values['totalDeclaredPrice']).toBe('3464303');
  expect(steps[0]).toEqual({
    step: 'invoice-in-won',
    line: null,
    working: '2,990 USD × 1,163.91',
    result: '3480090.9',
  });
  expect(steps[1]?.working).toBe('3,480,090.9 − 6,940 − 8,847');
});

test('what a price does not tell is said', () => {
  const ex = calculateExport({ ...base, incoterm: 'EXW' });
  expect(ex.unsure).toEqual([{ field: 'totalDeclaredPrice', why: 'domestic-costs' }]);
  const repair = calculateExport({ ...base, transactionNature: '84' });
  expect(repair.unsure).toEqual([{ field: 'totalDeclaredPrice', why: 'repair' }]);
  expect(repair.values).toEqual({});
  const incomplete = calculateExport({ ...base, lines: [{}, {}] });
  expect(incomplete.unsure).toEqual([{ field: 'totalDeclaredPrice', why: 'incomplete' }]);
  const tooMuch = calculateExport({ ...base, freight: '99999999' });
  expect(tooMuch.values).toEqual({});
});
