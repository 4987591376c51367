import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  businessCheckDigit,
  cargoControlParts,
  containerCheckDigit,
  isNoBondedArea,
  judgeBillOfLading,
  judgeBondedArea,
  judgeBusinessNumber,
  judgeCargoControlNo,
  judgeContainerNo,
  judgeCustomsCode,
  judgeHsCode,
  judgePartnerCode,
  judgePaymentNotice,
  judgePersonalCustomsCode,
  unknownManufacturer,
} from '../../../shared/codes/index.ts';

const digits = (length: number) =>
  fc.stringMatching(new RegExp(String.raw`^\d{${length}}$`), { maxLength: length });

describe('business registration number', () => {
  test.each([
    ['1208147521', 'fits'],
    ['1208147522', 'wrong-check-digit'],
    ['120-81-47521', 'wrong-shape'],
    ['120814752', 'wrong-shape'],
  ])('%s: %s', (text, verdict) => expect(judgeBusinessNumber(text)).toBe(verdict));

  test('one wrong digit is always found', () => {
    fc.assert(
      fc.property(digits(9), fc.nat(8), fc.integer({ min: 1, max: 9 }), (nine, at, by) => {
        const digit = (Number(nine[at]) + by) % 10;
        const wrong = `${nine.slice(0, at)}${digit}${nine.slice(at + 1)}`;
        const last = businessCheckDigit(nine);
        // The ninth digit counts five and a half times, so that it alone may slip through.
        if (at < 8) expect(judgeBusinessNumber(`${wrong}${last}`)).not.toBe('fits');
        expect(judgeBusinessNumber(`${nine}${last}`)).toBe('fits');
      }),
    );
  });
});

describe('container number', () => {
  test.each(['CSQU3054383', 'TCNU4394926', 'MSKU0383250'])('%s fits', (container) =>
    expect(judgeContainerNo(container)).toBe('fits'),
  );

  test('a wrong check digit is doubted, another shape is wrong', () => {
    expect(judgeContainerNo('CSQU3054384')).toBe('doubtful');
    expect(judgeContainerNo('CSQ3054383')).toBe('wrong-shape');
  });

  test('a check digit is one digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{4}\d{6}$/), (ten) => {
        expect(String(containerCheckDigit(ten))).toMatch(/^\d$/);
        expect(judgeContainerNo(`${ten}${containerCheckDigit(ten)}`)).toBe('fits');
      }),
    );
  });
});

describe('cargo control number', () => {
  test.each([
    ['20ANLU0001I2033', 'fits'],
    ['26NARU0117I00210003', 'fits'],
    ['01KE0766SS20010003', 'doubtful'],
    ['20ANLU0001I203', 'wrong-shape'],
  ])('%s: %s', (text, verdict) => expect(judgeCargoControlNo(text)).toBe(verdict));

  test('is made of MRN, MSN and HSN', () => {
    expect(cargoControlParts('20ANLU0001I2033')).toEqual({
      manifest: '20ANLU0001I',
      master: '2033',
      house: null,
    });
    expect(cargoControlParts('26NARU0117I00210003')).toEqual({
      manifest: '26NARU0117I',
      master: '0021',
      house: '0003',
    });
    expect(cargoControlParts('01KE0766SS20010003')).toBeNull();
  });
});

test('a personal customs code of another shape is doubted, never wrong', () => {
  expect(judgePersonalCustomsCode('P811111234569')).toBe('fits');
  for (const code of ['O123456', 'P12', 'PA11111234569', ''])
    expect(judgePersonalCustomsCode(code)).toBe('doubtful');
});

test.each([
  ['모나리자1771025', 'fits'],
  ['초일류**1741204', 'fits'],
  [unknownManufacturer, 'fits'],
  ['12345678', 'doubtful'],
])('customs code %s: %s', (text, verdict) => expect(judgeCustomsCode(text)).toBe(verdict));

test('other numbers have their shapes', () => {
  expect(judgeBondedArea('03012202')).toBe('fits');
  expect(judgeBondedArea('0301220')).toBe('wrong-shape');
  expect(isNoBondedArea('03099999')).toBe(true);
  expect(isNoBondedArea('03012202')).toBe(false);
  expect(judgePartnerCode('CNTOSHIN12347')).toBe('fits');
  expect(judgePartnerCode('CNTOSHIN1234')).toBe('wrong-shape');
  expect(judgeBillOfLading('DBSC96100123AB01')).toBe('fits');
  expect(judgeBillOfLading('A'.repeat(21))).toBe('wrong-shape');
  expect(judgePaymentNotice('130119806962434')).toBe('fits');
  expect(judgePaymentNotice('13011980696243')).toBe('wrong-shape');
  expect(judgeHsCode('import')('6106202000')).toBe('fits');
  expect(judgeHsCode('import')('123')).toBe('fits');
  expect(judgeHsCode('import')('847130')).toBe('wrong-shape');
  expect(judgeHsCode('export')('847130')).toBe('fits');
});
