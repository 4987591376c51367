import { describe, expect, test } from 'vitest';
import { exampleFiling } from '../../../shared/documents/index.ts';
import type { Entered } from '../../../shared/documents/entered.ts';
import type { ImportDeclaration } from '../../../shared/documents/import/import-table.ts';
import { calculateImport, usualRounding } from '../../../shared/taxes/index.ts';

type Import = Entered<ImportDeclaration>;

const line = (amount: string, dutyRate: string | null = '8') =>
  ({
    specifications: [{ specificationAmount: amount }],
    dutyBasis: '1',
    ...(dutyRate === null ? {} : { dutyRate }),
  }) as const;

const base: Import = {
  invoiceAmount: '1000',
  currency: 'USD',
  exchangeRate: '1380.5',
  lines: [line('1000')],
};

const why = (declaration: Import, field: string) =>
  calculateImport(declaration).unsure.find((one) => one.field === field)?.why;

describe('duty and VAT of an import', () => {
  test('one line, worked out by hand', () => {
    const { values, steps, unsure } = calculateImport({
      ...base,
      freight: '100000',
      insurance: '0',
    });
    expect(values).toEqual({
      'lines[0].customsValue': '1480500',
      'lines[0].customsValueUsd': '1073',
      'lines[0].duty': '118440',
      'lines[0].vatBase': '1598940',
      'lines[0].vat': '159890',
      totalCustomsValue: '1480500',
      totalCustomsValueUsd: '1073',
      totalDuty: '118440',
      totalVatBase: '1598940',
      totalVat: '159890',
      totalTax: '278330',
    });
    expect(unsure).toEqual([]);
    expect(steps.map(({ step, line, working, result }) => [step, line, working, result])).toEqual([
      ['invoice-in-won', null, '1,000 USD × 1,380.5', '1380500'],
      ['total-value', null, '1,380,500 + 100,000 + 0', '1480500'],
      ['customs-value', 1, '1,480,500', '1480500'],
      ['customs-value-usd', 1, '1,480,500 ÷ 1,380.5', '1073'],
      ['duty', 1, '1,480,500 × 8 %', '118440'],
      ['vat-base', 1, '1,480,500 + 118,440', '1598940'],
      ['vat', 1, '1,598,940 × 10 %', '159890'],
      ['total-customs-value', null, '1,480,500', '1480500'],
      ['total-duty', null, '118,440', '118440'],
      ['total-vat-base', null, '1,598,940', '1598940'],
      ['total-vat', null, '159,890', '159890'],
      ['total-tax', null, '118,440 + 159,890', '278330'],
    ]);
  });

  test('the example filing has the values that it gives', () => {
    const { declaration } = exampleFiling('import');
    if (!('payerId' in declaration)) throw new Error('no import');
    const { values } = calculateImport(declaration);
    for (const [at, one] of declaration.lines.entries())
      expect(values[`lines[${at}].duty`]).toBe(one.duty);
    expect(values['totalCustomsValue']).toBe(declaration.totalCustomsValue);
    expect(values['totalTax']).toBe(declaration.totalTax);
  });

  test('a certificate as it is printed: total value, VAT of each line, total of the lines', () => {
    const { values } = calculateImport({
      invoiceAmount: '193394.30',
      currency: 'USD',
      exchangeRate: '1450.60',
      freight: '3553041',
      insurance: '196382',
      lines: [line('66970', '0'), line('126424.30', '0')],
    });
    expect(values['totalCustomsValue']).toBe('284287194');
    expect(values['lines[0].vat']).toBe('9844500');
  });

  test('costs are shared out by price, and the last line takes the rest', () => {
    const declaration: Import = {
      ...base,
      invoiceAmount: '3',
      exchangeRate: '1000',
      freight: '1',
      lines: [line('1'), line('1'), line('1')],
    };
    const usual = calculateImport(declaration).values;
    expect([0, 1, 2].map((at) => usual[`lines[${at}].customsValue`])).toEqual([
      '1000',
      '1000',
      '1001',
    ]);
    expect(usual['totalCustomsValue']).toBe('3001');
    const lost = calculateImport(declaration, { rounding: { ...usualRounding, rest: 'lost' } });
    expect(lost.values['totalCustomsValue']).toBe('3000');
  });

  test('a tax is cut off below 10 won, or where asked for below 1', () => {
    const declaration = { ...base, invoiceAmount: '1', exchangeRate: '1999', lines: [line('1')] };
    expect(calculateImport(declaration).values['lines[0].duty']).toBe('150');
    const rounding = { ...usualRounding, taxUnit: 1n };
    expect(calculateImport(declaration, { rounding }).values['lines[0].duty']).toBe('159');
  });

  test('additions and deductions change the value', () => {
    const { values } = calculateImport({ ...base, additions: '500', deductions: '1000' });
    expect(values['totalCustomsValue']).toBe('1380000');
  });

  test('internal taxes are in the VAT base and in the total', () => {
    const taxed = {
      ...line('1000'),
      internalTax: '5000',
      educationTax: '1500',
      ruralTax: '500',
      vatExemptBase: '7000',
    };
    const { values } = calculateImport({ ...base, lines: [taxed], lateSurcharge: '20000' });
    expect(values['lines[0].vatBase']).toBe(String(1380500 + 110440 + 7000 - 7000));
    expect(values['totalEducationTax']).toBe('1500');
    expect(values['totalRuralTax']).toBe('500');
    expect(values['totalVatExemptBase']).toBe('7000');
    expect(values['totalTax']).toBe(String(110440 + 7000 + 149090 + 20000));
  });

  test('in another currency the value in dollars needs the rate of the dollar', () => {
    const yen: Import = { ...base, currency: 'JPY', exchangeRate: '9.2' };
    expect(calculateImport(yen).values['lines[0].customsValueUsd']).toBeUndefined();
    expect(why(yen, 'lines[0].customsValueUsd')).toBe('usd-rate');
    expect(calculateImport(yen, { usdRate: '1380.5' }).values['totalCustomsValueUsd']).toBe('7');
  });

  test('what cannot be computed is said, and what was entered is followed', () => {
    const specific = { ...line('1000'), dutyBasis: '3', duty: '777' } as const;
    const declaration = { ...base, lines: [specific] };
    expect(why(declaration, 'lines[0].duty')).toBe('specific-duty');
    const { values } = calculateImport(declaration);
    expect(values['lines[0].duty']).toBeUndefined();
    expect(values['lines[0].vatBase']).toBe('1381277');
    expect(values['totalDuty']).toBe('770');

    const reduced = { ...line('1000'), dutyDeductionRate: '50' };
    expect(why({ ...base, lines: [reduced] }, 'lines[0].duty')).toBe('duty-reduction');
    const flexible = { ...line('1000'), flexibleDutyRate: '20' };
    expect(why({ ...base, lines: [flexible] }, 'lines[0].duty')).toBe('flexible-duty');
    const internal = { ...line('1000'), internalTaxRate: '5' };
    expect(why({ ...base, lines: [internal] }, 'lines[0].vatBase')).toBe('internal-tax');
    const exempt = { ...line('1000'), vatDeductionCode: 'K120100' };
    expect(why({ ...base, lines: [exempt] }, 'lines[0].vatBase')).toBe('vat-exemption');
    expect(why({ ...base, lines: [line('1000', null)] }, 'lines[0].duty')).toBe('incomplete');
  });

  test('as much is computed as is there', () => {
    expect(calculateImport({}).values).toEqual({});
    expect(calculateImport({ ...base, lines: [] }).values).toEqual({});
    expect(calculateImport({ ...base, lines: [{}] }).values['lines[0].customsValue']).toBe(
      '1380500',
    );
    const half = calculateImport({ ...base, lines: [line('500'), {}] });
    expect(half.values).toEqual({});
    const entered = calculateImport({
      lines: [{ dutyBasis: '1', dutyRate: '8', customsValue: '1000000' }],
    });
    expect(entered.values['lines[0].duty']).toBe('80000');
    const free = { ...base, invoiceAmount: '0', lines: [line('0'), line('0')] };
    expect(calculateImport(free).values['totalCustomsValue']).toBeUndefined();
  });
});
