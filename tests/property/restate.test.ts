import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restate } from '../../shared/documents/restate.ts';
import { valueAt } from '../../shared/documents/value-at.ts';
import {
  calculateExport,
  calculateImport,
  roundings,
  type Rounding,
} from '../../shared/taxes/index.ts';
import { changed, plainExport, plainImport } from '../unit/rules/changed.ts';

const rates = fc.integer({ min: 1, max: 99_999_999 }).map((units) => String(units / 10_000));

/** An import at a rate, with the values that the rate gives. */
function importAt(exchangeRate: string, rounding?: Rounding) {
  const moved = changed(plainImport(), { exchangeRate });
  return changed(moved, calculateImport(moved, rounding === undefined ? {} : { rounding }).values);
}

function exportAt(exchangeRate: string) {
  const moved = changed(plainExport(), { exchangeRate });
  return changed(moved, calculateExport(moved).values);
}

describe('restating', () => {
  test('to the same rate changes nothing', () => {
    fc.assert(
      fc.property(rates, (rate) => {
        for (const [kind, declaration] of [
          ['import', importAt(rate)],
          ['export', exportAt(rate)],
        ] as const)
          expect(
            restate(kind, declaration, {
              exchangeRate: `${rate}${rate.includes('.') ? '0' : '.0'}`,
            }),
          ).toEqual({
            ok: true,
            declaration,
            differences: [],
          });
      }),
    );
  });

  test('gives what the new rate gives, and back what was there', () => {
    fc.assert(
      fc.property(rates, rates, (before, after) => {
        const there = restate('import', importAt(before), { exchangeRate: after });
        if (!there.ok) throw new Error(there.why);
        expect(there.declaration).toEqual(importAt(after));
        const back = restate('import', there.declaration, { exchangeRate: before });
        if (!back.ok) throw new Error(back.why);
        expect(back.declaration).toEqual(importAt(before));

        const sent = restate('export', exportAt(before), { exchangeRate: after });
        if (!sent.ok) throw new Error(sent.why);
        expect(sent.declaration).toEqual(exportAt(after));
      }),
    );
  });

  test('names every value that it changes, and no other', () => {
    fc.assert(
      fc.property(rates, rates, (before, after) => {
        const from = importAt(before);
        const result = restate('import', from, { exchangeRate: after });
        if (!result.ok) throw new Error(result.why);
        const changes = Object.fromEntries(
          result.differences.map(({ field, after }) => [field, after]),
        );
        expect(changed(from, changes)).toEqual(result.declaration);
        for (const { field, before } of result.differences)
          expect(valueAt(from, field)).toBe(before);
      }),
    );
  });

  test('keeps to the rounding that the declaration follows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roundings), (rounding) => {
        const result = restate('import', importAt('1382.51', rounding), {
          exchangeRate: '1401.77',
        });
        if (!result.ok) throw new Error(result.why);
        expect(result.declaration).toEqual(importAt('1401.77', rounding));
      }),
    );
  });

  test('touches nothing that a person has put in', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'lines[0].customsValue',
          'lines[1].duty',
          'lines[0].vat',
          'totalTax',
          'totalVatBase',
        ),
        fc.integer({ min: 11, max: 1000 }),
        (field, by) => {
          const declaration = importAt('1382.51');
          const wrong = String(BigInt(String(valueAt(declaration, field))) + BigInt(by));
          expect(
            restate('import', changed(declaration, { [field]: wrong }), {
              exchangeRate: '1401.77',
            }),
          ).toEqual({
            ok: false,
            why: 'values-entered-by-hand',
          });
        },
      ),
    );
  });
});

describe('what is not restated', () => {
  const to = { exchangeRate: '1401.77' };
  const at = importAt('1382.51');

  test.each([
    ['unreadable', {}],
    ['unreadable', changed(at, { payerId: null })],
    ['no-exchange-rate', changed(at, { currency: 'KRW', exchangeRate: '1' })],
    ['not-computable', changed(at, { 'lines[0].dutyBasis': '3' })],
    ['not-computable', changed(at, { 'lines[0].dutyDeductionRate': '50' })],
    ['not-computable', changed(at, { 'lines[0].internalTax': '100' })],
    ['not-computable', changed(at, { lateSurcharge: '100' })],
    ['not-computable', changed(at, { 'lines[0].dutyRate': null })],
    ['usd-rate-missing', changed(at, { currency: 'EUR' })],
  ])('%s', (why, declaration) => {
    expect(restate('import', declaration, to)).toEqual({ ok: false, why });
  });

  test('a list, an export in won, an export of a repair, and a rate that is none', () => {
    expect(restate('list-clearance', {}, to)).toEqual({ ok: false, why: 'no-exchange-rate' });
    const inWon = changed(exportAt('1382.51'), { currency: 'KRW', exchangeRate: '1' });
    expect(restate('export', inWon, to)).toEqual({ ok: false, why: 'no-exchange-rate' });
    const repair = changed(exportAt('1382.51'), {
      transactionNature: '81',
    });
    expect(restate('export', repair, to)).toEqual({ ok: false, why: 'not-computable' });
    for (const exchangeRate of ['0', '', '-1', '1,400', 'x', '1.23456'])
      expect(restate('import', at, { exchangeRate })).toEqual({ ok: false, why: 'unreadable' });
  });
});

test('values in dollars of another currency follow the rate of the dollar', () => {
  const moved = changed(plainImport(), { currency: 'EUR', exchangeRate: '1500' });
  const euros = changed(moved, calculateImport(moved, { usdRate: '1380' }).values);
  const result = restate('import', euros, { exchangeRate: '1510', usdRate: '1390' });
  if (!result.ok) throw new Error(result.why);
  const after = changed(euros, { exchangeRate: '1510' });
  expect(result.declaration).toEqual(
    changed(after, calculateImport(after, { usdRate: '1390' }).values),
  );
});
