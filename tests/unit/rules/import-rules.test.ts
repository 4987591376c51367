import { describe, expect, test } from 'vitest';
import { checkImport } from '../../../shared/documents/import/rules.ts';
import { civilDate } from '../../../shared/time.ts';
import { type Changes, changed, plainImport } from './changed.ts';

const plain = plainImport();
const today = civilDate('2026-03-06');

function findings(changes: Changes): string[] {
  const { errors, warnings } = checkImport(changed(plain, changes), today);
  return [
    ...errors.map(({ field, code }) => `error ${field} ${code}`),
    ...warnings.map(({ field, code }) => `warning ${field} ${code}`),
  ];
}

test('the plain declaration has nothing wrong and nothing doubtful', () => {
  expect(findings({})).toEqual([]);
});

describe('a change and what is said of it', () => {
  test.each<[string, Changes, string[]]>([
    ['an unknown office', { customsOffice: '999C1' }, ['warning customsOffice unsure-code']],
    ['an unknown division', { customsOffice: '020ZZ' }, ['warning customsOffice unsure-division']],
    [
      'a business number with a wrong check digit',
      { payerId: '9998100113' },
      ['error payerId check-digit'],
    ],
    ['a business number of another shape', { payerId: '99981' }, ['error payerId pattern']],
    ['a resident number', { payerIdKind: '01', payerId: '6510071645915' }, []],
    [
      'a passport number that is too short',
      { payerIdKind: '02', payerId: 'F' },
      ['error payerId pattern'],
    ],
    [
      'an alien number of another shape',
      { payerIdKind: '03', payerId: 'X' },
      ['error payerId pattern'],
    ],
    ['a personal code', { payerIdKind: '05', payerId: 'P123456789012' }, []],
    [
      'a personal code of another shape',
      { payerIdKind: '05', payerId: 'O123456' },
      ['warning payerId unsure-shape'],
    ],
    [
      'a company without customs code',
      { payerCustomsCode: null },
      ['warning payerCustomsCode usually-with'],
    ],
    [
      'a customs code of another shape',
      { importerCustomsCode: null, payerCustomsCode: '1' },
      ['warning payerCustomsCode unsure-shape'],
    ],
    [
      'another importer as the payer',
      { importerName: '다른회사' },
      ['warning importerName other-than'],
    ],
    ['another importer who is another', { importerName: '다른회사', importerRole: 'B' }, []],
    [
      'another customs code of the payer',
      { importerCustomsCode: '다른회사1234567' },
      ['warning importerCustomsCode other-than'],
    ],
    [
      'a supplier of another country',
      { supplierCountry: 'CN' },
      ['warning supplierCode other-country'],
    ],
    ['a seller of another country', { sellerCountry: 'CN' }, ['warning sellerCode other-country']],
    ['an airport by ship', { arrivalPort: 'ICN' }, ['warning arrivalPort airport-by-ship']],
    [
      'a sea port by air',
      { transportMeans: '40', containerKind: 'ETC' },
      ['warning arrivalPort sea-port-by-air'],
    ],
    ['an airport by air', { transportMeans: '40', arrivalPort: 'ICN' }, []],
    [
      'a cargo control number of 18',
      { cargoControlNo: '26NARU0117I0021000' },
      ['warning cargoControlNo unsure-shape'],
    ],
    [
      'a container with a wrong check digit',
      { containers: ['CSQU3054384'] },
      ['warning containers[0] unsure-check-digit'],
    ],
    [
      'a container twice',
      { containers: ['CSQU3054383', 'CSQU3054383'] },
      ['warning containers[1] twice'],
    ],
    ['no container in a full load', { containers: null }, ['warning containers usually-with']],
    ['no container in a part load', { containers: null, containerKind: 'LC' }, []],
    ['goods from Korea', { exportCountry: 'KR' }, ['warning exportCountry home-country']],
    [
      'no B/L and no cargo control number',
      { billOfLading: null, masterBillOfLading: null, cargoControlNo: null },
      ['warning billOfLading usually-with'],
    ],
    [
      'no B/L of goods that someone carries',
      { billOfLading: null, masterBillOfLading: null, cargoControlNo: null, clearancePlan: 'H' },
      [],
    ],
    [
      'a bonded area of another office',
      { warehouse: '03012202' },
      ['warning warehouse other-office'],
    ],
    ['a bonded area of no office', { warehouse: '99912202' }, ['warning warehouse unsure-shape']],
    ['storage before arrival', { warehousedOn: '2026-03-01' }, ['warning warehousedOn before']],
    [
      'plan D without the day of storage',
      { warehousedOn: null },
      ['warning warehousedOn usually-with'],
    ],
    ['plan D without a bonded area', { warehouse: null }, ['warning warehouse usually-with']],
    [
      'plan C with goods in storage',
      { clearancePlan: 'C' },
      ['warning clearancePlan plan-too-early'],
    ],
    ['plan C without', { clearancePlan: 'C', warehousedOn: null }, []],
    [
      'plan B after arrival',
      { clearancePlan: 'B', warehousedOn: null },
      ['warning clearancePlan plan-too-early'],
    ],
    [
      'plan B before arrival',
      { clearancePlan: 'B', warehousedOn: null, arrivedOn: '2026-03-08' },
      [],
    ],
    [
      'plan C with an arrival that is to come',
      { clearancePlan: 'C', warehousedOn: null, arrivedOn: '2026-03-08' },
      ['warning arrivedOn in-future'],
    ],
    ['won at a rate', { currency: 'KRW' }, ['error exchangeRate must-be-with']],
    ['won at 1', { currency: 'KRW', exchangeRate: '1' }, []],
    [
      'yen for a hundred',
      { currency: 'JPY', exchangeRate: '912.5' },
      ['warning exchangeRate rate-for-hundred'],
    ],
    ['yen for one', { currency: 'JPY', exchangeRate: '9.125' }, []],
    ['another invoice amount', { invoiceAmount: '26541' }, ['warning invoiceAmount total-differs']],
    [
      'an invoice with a price missing',
      { invoiceAmount: '1', 'lines[0].specifications[0].specificationAmount': null },
      [],
    ],
    [
      'another unit price',
      { 'lines[0].specifications[0].unitPrice': '148' },
      ['warning lines[0].specifications[0].specificationAmount computed-differs'],
    ],
    ['a unit price off by rounding', { 'lines[0].specifications[0].unitPrice': '14.800001' }, []],
    ['net above gross', { grossWeight: '1000' }, ['warning grossWeight net-above-gross']],
    ['net as gross', { grossWeight: '1190' }, []],
    ['FOB without freight', { freight: null }, ['warning freight usually-with']],
    [
      'CIF with freight and insurance',
      { incoterm: 'CIF' },
      ['warning freight already-in-price', 'warning insurance already-in-price'],
    ],
    ['CIF without', { incoterm: 'CIF', freight: null, insurance: null }, []],
    ['CFR with insurance', { incoterm: 'CFR', freight: null }, []],
    [
      'e-commerce without kind and orders',
      { transactionNature: '15' },
      ['warning ecommerceKind usually-with', 'warning orderNumbers usually-with'],
    ],
    [
      'e-commerce with both',
      { transactionNature: '15', ecommerceKind: 'A', orderNumbers: ['1'] },
      [],
    ],
    [
      'a buying agent of a direct order',
      { ecommerceKind: 'A', buyingAgentName: '온라인마켓' },
      ['error buyingAgentName only-with'],
    ],
    ['a buying agent of an agency', { ecommerceKind: 'B', buyingAgentName: '온라인마켓' }, []],
    [
      'a split without reason',
      { splitDeclaration: true },
      ['warning billOfLadingSplit usually-with'],
    ],
    [
      'a reason without split',
      { billOfLadingSplit: 'A' },
      ['warning billOfLadingSplit rarely-with'],
    ],
    ['a split with reason', { splitDeclaration: true, billOfLadingSplit: 'A' }, []],
    [
      'a rate of an agreement without certificate',
      { 'lines[0].dutyRateKind': 'FVN1' },
      ['warning certificateOfOrigin certificate-missing'],
    ],
    [
      'a certificate without number',
      { certificateOfOrigin: 'Y', 'lines[0].dutyRateKind': 'FVN1' },
      ['warning lines[0].certificateNo usually-with'],
    ],
    [
      'a certificate with number',
      { certificateOfOrigin: 'Y', 'lines[0].dutyRateKind': 'FVN1', 'lines[0].certificateNo': 'C1' },
      [],
    ],
    ['cooperation duty (F), which is no agreement', { 'lines[0].dutyRateKind': 'F' }, []],
    [
      'an exception with a value declaration',
      { valueDeclarationException: '01' },
      ['warning valueDeclarationException rarely-with'],
    ],
    [
      'a comprehensive value declaration without one',
      { valueDeclaration: 'N', aggregationPriceNo: '123456789012' },
      ['warning aggregationPriceNo rarely-with'],
    ],
    [
      'Korean in the name of goods',
      { 'lines[0].goodsName': '전등' },
      ['warning lines[0].goodsName not-english'],
    ],
    ['letters with accents', { 'lines[0].tradeName': 'PÂTÉ' }, []],
    [
      'five words',
      { 'lines[0].goodsName': 'VERY BRIGHT ELECTRIC TABLE LAMPS' },
      ['warning lines[0].goodsName too-many-words'],
    ],
    [
      'the word brand',
      { 'lines[0].brandName': 'NARU BRAND' },
      ['error lines[0].brandName brand-word'],
    ],
    ['a brand that has the word in it', { 'lines[0].brandName': 'BRANDENBURG' }, []],
    [
      'no brand with a name',
      { 'lines[0].brandCode': 'XXXX' },
      ['error lines[0].brandName must-be-with'],
    ],
    [
      'no brand with a code',
      { 'lines[1].brandCode': 'ZZZZ' },
      ['error lines[1].brandCode must-be-with'],
    ],
    [
      'a mark without method',
      { 'lines[0].originMarkMethod': null },
      ['error lines[0].originMarkMethod needed-with'],
    ],
    [
      'exempt from marking without reason',
      { 'lines[0].originMark': 'E', 'lines[0].originMarkMethod': null },
      ['warning lines[0].originMarkExemption usually-with'],
    ],
    [
      'exempt with reason',
      {
        'lines[0].originMark': 'E',
        'lines[0].originMarkMethod': null,
        'lines[0].originMarkExemption': '14',
      },
      [],
    ],
    [
      'a simplified code with another rate',
      { 'lines[0].hsCode': '123' },
      ['warning lines[0].dutyRateKind simplified-rate'],
    ],
    [
      'a simplified code with its rate',
      { 'lines[0].hsCode': '123', 'lines[0].dutyRateKind': 'X' },
      [],
    ],
    [
      'another total value',
      { totalCustomsValue: '37926551' },
      ['warning totalCustomsValue total-differs'],
    ],
    [
      'another total duty',
      { totalDuty: '1517060' },
      ['warning totalDuty total-differs', 'warning totalTax total-differs'],
    ],
    [
      'another total VAT',
      { totalVat: '3944340' },
      ['warning totalVat total-differs', 'warning totalTax total-differs'],
    ],
    ['another VAT base', { totalVatBase: '1' }, ['warning totalVatBase total-differs']],
    [
      'an exempt base of no line',
      { totalVatExemptBase: '10' },
      ['warning totalVatExemptBase total-differs'],
    ],
    [
      'an education tax of no line',
      { totalEducationTax: '10', totalTax: '5461410' },
      ['warning totalEducationTax total-differs'],
    ],
    ['another sum of all', { totalTax: '5461410' }, ['warning totalTax total-differs']],
    [
      'a tax cut off in total',
      { 'lines[0].duty': '1094068', 'lines[0].vatBase': '28445769', totalVatBase: '39443608' },
      [],
    ],
    ['dollars rounded once', { totalCustomsValueUsd: '27434' }, []],
    [
      'other dollars',
      { totalCustomsValueUsd: '27433' },
      ['warning totalCustomsValueUsd total-differs'],
    ],
    [
      'more dollars than the lines have',
      { totalCustomsValueUsd: '27436' },
      ['warning totalCustomsValueUsd total-differs'],
    ],
    ['a total with a part missing', { totalCustomsValue: '1', 'lines[0].customsValue': null }, []],
  ])('%s', (_, changes, expected) => {
    expect(findings(changes)).toEqual(expected);
  });
});

test('nothing is said of what is not there yet', () => {
  const { errors, warnings } = checkImport({}, today);
  expect([errors, warnings]).toEqual([[], []]);
  expect(checkImport({ lines: [{}] }).errors).toEqual([]);
});
