import { describe, expect, test } from 'vitest';
import { checkExport } from '../../../shared/documents/export/rules.ts';
import { civilDate } from '../../../shared/time.ts';
import { type Changes, changed, plainExport } from './changed.ts';

const plain = plainExport();
const today = civilDate('2026-03-10');

function findings(changes: Changes): string[] {
  const { errors, warnings } = checkExport(changed(plain, changes), today);
  return [
    ...errors.map(({ field, code }) => `error ${field} ${code}`),
    ...warnings.map(({ field, code }) => `warning ${field} ${code}`),
  ];
}

test('the plain declaration has nothing wrong and nothing doubtful', () => {
  expect(findings({})).toEqual([]);
});

const unknown = { manufacturerName: '미상', manufacturerCustomsCode: '제조미상9999000' };
const vehicle = {
  'lines[0].hsCode': '8703231910',
  'lines[0].goodsName': 'USED CAR',
  goodsState: 'O',
};
const secondUsed = { 'lines[1].goodsName': 'USED PARTS' };

describe('a change and what is said of it', () => {
  test.each<[string, Changes, string[]]>([
    ['an unknown office', { customsOffice: '999C1' }, ['warning customsOffice unsure-code']],
    ['a wrong business number', { exporterId: '9998100113' }, ['error exporterId check-digit']],
    ['an id without its kind', { exporterIdKind: null }, ['warning exporterIdKind usually-with']],
    [
      'a company without customs code',
      { exporterCustomsCode: null },
      ['error exporterCustomsCode needed-with'],
    ],
    [
      'a person without customs code',
      { exporterCustomsCode: null, exporterIdKind: '05', exporterId: 'P123456789012' },
      [],
    ],
    ['an unknown manufacturer', unknown, []],
    [
      'an unknown manufacturer with a code',
      { ...unknown, manufacturerCustomsCode: '나루조명9990117' },
      ['error manufacturerCustomsCode must-be-with'],
    ],
    [
      'a named manufacturer with the code of none',
      { manufacturerCustomsCode: '제조미상9999000' },
      ['warning manufacturerName manufacturer-named'],
    ],
    [
      'an airport by ship',
      { loadingPort: 'ICN' },
      ['warning loadingPort airport-by-ship', 'warning loadingPortKind port-of-other-kind'],
    ],
    [
      'a sea port said to be an airport',
      { loadingPortKind: '3' },
      ['warning loadingPortKind port-of-other-kind'],
    ],
    [
      'an airport said to be one',
      { loadingPort: 'ICN', loadingPortKind: '3', transportMeans: '40' },
      [],
    ],
    [
      'a warehouse of another office',
      { goodsWarehouse: '03012202' },
      ['warning goodsWarehouse other-office'],
    ],
    [
      'a container with a wrong check digit',
      { containers: ['CSQU3054384'] },
      ['warning containers[0] unsure-check-digit'],
    ],
    ['loaded without container number', { containers: null }, ['warning containers usually-with']],
    [
      'a container number, not loaded',
      { containerized: false },
      ['warning containers rarely-with'],
    ],
    ['not loaded', { containerized: false, containers: null }, []],
    ['to Korea', { destinationCountry: 'KR' }, ['warning destinationCountry home-country']],
    ['a departure that has been', { departsOn: '2026-03-09' }, ['warning departsOn in-past']],
    ['a departure today', { departsOn: '2026-03-10' }, []],
    ['won at a rate', { currency: 'KRW' }, ['error exchangeRate must-be-with']],
    ['another invoice amount', { invoiceAmount: '17401' }, ['warning invoiceAmount total-differs']],
    [
      'another total',
      { totalDeclaredPrice: '24055501' },
      ['warning totalDeclaredPrice total-differs'],
    ],
    ['another number of packages', { packages: '46' }, ['warning packages total-differs']],
    ['another kind of package', { packageKind: 'PG' }, ['warning packageKind other-than']],
    ['net above gross', { grossWeight: '900' }, ['warning grossWeight net-above-gross']],
    ['FOB with freight', { freight: '1000' }, ['warning freight not-in-price']],
    ['CIF without freight', { incoterm: 'CIF' }, ['warning freight usually-with']],
    ['CIF with freight', { incoterm: 'CIF', freight: '1000' }, []],
    [
      'simplified drawback of the exporter',
      { drawbackApplication: 'AD' },
      ['error drawbackApplicant must-be-with'],
    ],
    [
      'simplified drawback of another trade',
      { drawbackApplication: 'AD', drawbackApplicant: '2', transactionNature: '92' },
      ['error transactionNature must-be-with'],
    ],
    ['simplified drawback', { drawbackApplication: 'AD', drawbackApplicant: '2' }, []],
    [
      'simplified drawback with six digits',
      { drawbackApplication: 'AD', drawbackApplicant: '2', 'lines[0].hsCode': '940521' },
      ['error lines[0].hsCode ten-digits-with'],
    ],
    [
      'drawback with six digits',
      { 'lines[0].hsCode': '940521' },
      ['warning lines[0].hsCode rarely-with'],
    ],
    ['six digits without drawback', { drawbackApplicant: null, 'lines[0].hsCode': '940521' }, []],
    [
      'a return without its particulars',
      { processType: 'M' },
      [
        'warning returnReason usually-with',
        'warning returnScope usually-with',
        'warning cargoControlNo usually-with',
      ],
    ],
    [
      'a return with them',
      { processType: 'M', returnReason: '11', returnScope: 'A', cargoControlNo: 'NO' },
      [],
    ],
    [
      'from a bonded area without its particulars',
      { processType: 'B' },
      ['warning goodsWarehouse usually-with', 'warning bondedEntryNo usually-with'],
    ],
    [
      'a re-export without import',
      {
        transactionNature: '89',
        'lines[1].importDeclarationNo': '31010041490223M',
        'lines[1].importLine': '1',
      },
      ['error lines[0].importDeclarationNo needed-with', 'error lines[0].importLine needed-with'],
    ],
    [
      'exported as imported, without import',
      {
        transactionNature: '72',
        'lines[1].importDeclarationNo': '31010041490223M',
        'lines[1].importLine': '1',
      },
      [
        'warning lines[0].importDeclarationNo usually-with',
        'warning lines[0].importLine usually-with',
      ],
    ],
    [
      'a certificate without agreement',
      { 'lines[0].agreement': null },
      ['error lines[0].agreement needed-with'],
    ],
    [
      'an agreement without certificate',
      { 'lines[0].originCertificate': 'N' },
      ['warning lines[0].agreement rarely-with'],
    ],
    [
      'used goods that do not say so',
      { goodsState: 'O', ...secondUsed },
      ['warning lines[0].goodsName used-word'],
    ],
    [
      'a used vehicle without number',
      { ...vehicle, ...secondUsed },
      ['warning lines[0].specifications[0].vehicles usually-with'],
    ],
    [
      'a used vehicle with its number',
      { ...vehicle, ...secondUsed, 'lines[0].specifications[1].vehicles': ['KLAJA19Y1BP8092540'] },
      [],
    ],
    ['a new vehicle', { 'lines[0].hsCode': '8703231910' }, []],
    ['the word brand', { 'lines[0].brandName': 'BRAND' }, ['error lines[0].brandName brand-word']],
    [
      'Korean in a trade name',
      { 'lines[0].tradeName': '전등' },
      ['warning lines[0].tradeName not-english'],
    ],
    [
      'another unit price',
      { 'lines[0].specifications[0].unitPrice': '15' },
      ['warning lines[0].specifications[0].specificationAmount computed-differs'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(findings(changes)).toEqual(expected);
  });
});

test('nothing is said of what is not there yet', () => {
  expect(checkExport({}, today).errors).toEqual([]);
  expect(checkExport({ lines: [{}] }).warnings).toEqual([]);
});
