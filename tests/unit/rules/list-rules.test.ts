import { expect, test } from 'vitest';
import { checkList } from '../../../shared/documents/list/rules.ts';
import { civilDate } from '../../../shared/time.ts';
import { type Changes, changed, plainList } from './changed.ts';

const plain = plainList();
const today = civilDate('2026-03-06');

function findings(changes: Changes): string[] {
  const { errors, warnings } = checkList(changed(plain, changes), today);
  return [
    ...errors.map(({ field, code }) => `error ${field} ${code}`),
    ...warnings.map(({ field, code }) => `warning ${field} ${code}`),
  ];
}

test.each<[string, Changes, string[]]>([
  ['the plain list', {}, []],
  ['an unknown office', { customsOffice: '99955' }, ['warning customsOffice unsure-code']],
  ['a sea port by air', { arrivalPort: 'KRPUS' }, ['warning arrivalPort sea-port-by-air']],
  ['a warehouse of another office', { warehouse: '03012202' }, ['warning warehouse other-office']],
  ['storage before arrival', { warehousedOn: '2026-03-01' }, ['warning warehousedOn before']],
  ['storage to come', { warehousedOn: '2026-03-08' }, ['warning warehousedOn in-future']],
  ['from Korea', { exportCountry: 'KR' }, ['warning exportCountry home-country']],
  [
    'a personal code of another shape',
    { 'lines[0].consigneeId': 'O123456' },
    ['warning lines[0].consigneeId unsure-shape'],
  ],
  ['200 dollars from the United States', { 'lines[0].goodsAmount': '200' }, []],
  ['more', { 'lines[0].goodsAmount': '200.01' }, ['warning lines[0].goodsAmount above-list-limit']],
  [
    'more than 150 dollars from elsewhere',
    { exportCountry: 'CN', 'lines[0].goodsAmount': '150.5' },
    ['warning lines[0].goodsAmount above-list-limit'],
  ],
  [
    'another currency, of which nothing is known',
    { 'lines[0].goodsAmount': '9999', 'lines[0].goodsCurrency': 'JPY' },
    [],
  ],
  [
    'a B/L twice',
    { 'lines[1].billOfLading': 'NRL2603000101' },
    ['warning lines[1].billOfLading twice'],
  ],
])('%s', (_, changes, expected) => {
  expect(findings(changes)).toEqual(expected);
});
