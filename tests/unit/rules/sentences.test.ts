import { describe, expect, test } from 'vitest';
import { fieldErrorCodes, fieldWarningCodes } from '../../../shared/errors.ts';
import { describeFieldError } from '../../../shared/documents/index.ts';
import { checkExport } from '../../../shared/documents/export/rules.ts';
import { checkImport } from '../../../shared/documents/import/rules.ts';
import { createTranslate, languages } from '../../../shared/i18n/index.ts';
import { civilDate } from '../../../shared/time.ts';
import { changed, plainExport, plainImport } from './changed.ts';

test('no code is an error and a doubt', () => {
  const warnings: readonly string[] = fieldWarningCodes;
  expect(fieldErrorCodes.filter((code) => warnings.includes(code))).toEqual([]);
});

/** A declaration with as much amiss as fits into one. */
const badImport = changed(plainImport(), {
  customsOffice: '020ZZ',
  payerCustomsCode: null,
  importerCustomsCode: '1',
  importerName: '다른회사',
  supplierCountry: 'CN',
  arrivalPort: 'ICN',
  cargoControlNo: '26NARU0117I0021000',
  containers: ['CSQU3054384', 'CSQU3054384'],
  exportCountry: 'KR',
  warehouse: '03012202',
  warehousedOn: '2026-03-01',
  clearancePlan: 'C',
  arrivedOn: '2026-03-08',
  currency: 'JPY',
  exchangeRate: '912.5',
  invoiceAmount: '1',
  grossWeight: '1',
  incoterm: 'CIF',
  transactionNature: '15',
  buyingAgentName: '온라인마켓',
  billOfLadingSplit: 'A',
  'lines[0].dutyRateKind': 'FVN1',
  'lines[0].goodsName': '아주 밝은 탁상용 전등 물품',
  'lines[0].brandName': 'NARU BRAND',
  'lines[1].brandCode': 'ZZZZ',
  'lines[1].hsCode': '123',
  'lines[0].originMarkMethod': null,
  totalDuty: '1',
});
const badExport = changed(plainExport(), {
  loadingPort: 'ICN',
  departsOn: '2026-01-01',
  freight: '1000',
  drawbackApplication: 'AD',
  goodsState: 'O',
  manufacturerCustomsCode: '제조미상9999000',
  'lines[0].hsCode': '940521',
});
const today = civilDate('2026-03-06');
const found = [checkImport(badImport, today), checkExport(badExport, today)].flatMap(
  ({ errors, warnings }) => [...errors, ...warnings],
);

describe.each(languages)('in %s', (language) => {
  const t = createTranslate(language);

  test.each(found)('$field $code is a whole sentence', (finding) => {
    const sentence = describeFieldError(t, language, finding);
    expect(sentence).not.toMatch(/\{\{|\}\}|undefined|fields\./);
    expect(sentence).toMatch(/[.:]$|[.]\)?$/);
    // Other fields are named in words, not by their key.
    expect(sentence).not.toMatch(/\b[a-z]+[A-Z][a-zA-Z]*\b/);
  });
});

test('most doubts are among them', () => {
  expect(new Set(found.map(({ code }) => code)).size).toBeGreaterThan(24);
});
