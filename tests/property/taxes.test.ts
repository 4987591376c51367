import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entered } from '../../shared/documents/entered.ts';
import type { ImportDeclaration } from '../../shared/documents/import/import-table.ts';
import { calculateExport, calculateImport, roundings } from '../../shared/taxes/index.ts';

const cents = fc.integer({ min: 1, max: 10_000_000_000 });
const money = (amount: number | bigint, decimals: number): string => {
  const digits = String(amount).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

interface Drawn {
  /** Hundredths of the currency. */
  prices: number[];
  /** Hundredths of a percent. */
  rates: number[];
  /** Ten-thousandths of a won. */
  exchange: number;
  won: { freight: number; insurance: number; additions: number; deductions: number };
}

const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 12 }).chain((lines) =>
  fc.record({
    prices: fc.array(cents, { minLength: lines, maxLength: lines }),
    rates: fc.array(fc.integer({ min: 0, max: 80_000 }), { minLength: lines, maxLength: lines }),
    exchange: fc.integer({ min: 1, max: 20_000_000 }),
    won: fc.record({
      freight: fc.nat(10 ** 9),
      insurance: fc.nat(10 ** 7),
      additions: fc.nat(10 ** 7),
      deductions: fc.constant(0),
    }),
  }),
);

const invoiceOf = ({ prices }: Drawn): bigint => prices.reduce((all, one) => all + BigInt(one), 0n);

function declarationOf(given: Drawn): Entered<ImportDeclaration> {
  const { prices, rates, exchange, won } = given;
  return {
    invoiceAmount: money(invoiceOf(given), 2),
    currency: 'USD',
    exchangeRate: money(exchange, 4),
    freight: String(won.freight),
    insurance: String(won.insurance),
    additions: String(won.additions),
    deductions: String(won.deductions),
    lines: prices.map((price, at) => ({
      specifications: [{ specificationAmount: money(price, 2) }],
      dutyBasis: '1',
      dutyRate: money(rates[at] ?? 0, 2),
    })),
  };
}

/** The same by whole numbers alone: the value in millionths of a won. */
function oracle(given: Drawn) {
  const { won, exchange, rates, prices } = given;
  const invoice = invoiceOf(given);
  const costs = BigInt(won.freight + won.insurance + won.additions - won.deductions);
  const million = 1_000_000n;
  const value = invoice * BigInt(exchange) + costs * million;
  const shares = prices.map((price) => (value * BigInt(price)) / (invoice * million));
  const others = shares.slice(0, -1).reduce((all, one) => all + one, 0n);
  shares[shares.length - 1] = value / million - others;
  return shares.map((customsValue, at) => {
    const duty = ((customsValue * BigInt(rates[at] ?? 0)) / 100_000n) * 10n;
    const vatBase = customsValue + duty;
    const inTenThousandths = customsValue * 10_000n;
    const rate = BigInt(exchange);
    return {
      customsValue,
      customsValueUsd: (inTenThousandths + rate - 1n) / rate,
      duty,
      vatBase,
      vat: (vatBase / 100n) * 10n,
    };
  });
}

interface OneLine {
  price: number;
  rate: number;
  exchange: number;
  freight: number;
}

function totalTaxOf({ price, rate, exchange, freight }: OneLine): bigint {
  const won = { freight, insurance: 0, additions: 0, deductions: 0 };
  const { values } = calculateImport(
    declarationOf({ prices: [price], rates: [rate], exchange, won }),
  );
  return BigInt(values['totalTax'] ?? '0');
}

describe('duty and VAT of an import', () => {
  test('are what whole numbers give', () => {
    fc.assert(
      fc.property(drawn, (given) => {
        const { values } = calculateImport(declarationOf(given));
        for (const [at, line] of oracle(given).entries())
          for (const [key, value] of Object.entries(line))
            expect(values[`lines[${at}].${key}`]).toBe(String(value));
      }),
    );
  });

  test('totals are the sums of the lines, by every rounding', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom(...roundings), (given, rounding) => {
        const { values } = calculateImport(declarationOf(given), { rounding });
        const sum = (key: string) =>
          given.prices.reduce(
            (all, _, at) => all + BigInt(values[`lines[${at}].${key}`] ?? '0'),
            0n,
          );
        expect(values['totalCustomsValue']).toBe(String(sum('customsValue')));
        const cut = (won: bigint) => String(won - (won % rounding.totalUnit));
        expect(values['totalDuty']).toBe(cut(sum('duty')));
        expect(values['totalVatBase']).toBe(String(sum('vatBase')));
        expect(values['totalVat']).toBe(cut(sum('vat')));
        expect(values['totalTax']).toBe(
          String(BigInt(values['totalDuty'] ?? '') + BigInt(values['totalVat'] ?? '')),
        );
        if (rounding.totalUsd === 'sum')
          expect(values['totalCustomsValueUsd']).toBe(String(sum('customsValueUsd')));
      }),
    );
  });

  test('a tax ends in whole tens, and nothing of the value gets lost', () => {
    fc.assert(
      fc.property(drawn, (given) => {
        const { values } = calculateImport(declarationOf(given));
        for (const [field, value] of Object.entries(values)) {
          expect(value).toMatch(/^\d+$/);
          if (/(duty|vat|Duty|Vat|Tax)$/.test(field)) expect(BigInt(value) % 10n).toBe(0n);
        }
        const { won, exchange } = given;
        const costs = BigInt(won.freight + won.insurance + won.additions - won.deductions);
        const whole = (invoiceOf(given) * BigInt(exchange)) / 1_000_000n + costs;
        expect(values['totalCustomsValue']).toBe(String(whole));
      }),
    );
  });

  test('never go down where rate, price or freight go up', () => {
    const one = fc.record({
      price: cents,
      rate: fc.nat(80_000),
      exchange: fc.integer({ min: 1, max: 2e7 }),
      freight: fc.nat(10 ** 9),
    });
    const more = fc.record({
      price: fc.nat(1000),
      rate: fc.nat(1000),
      exchange: fc.nat(1000),
      freight: fc.nat(1000),
    });
    fc.assert(
      fc.property(one, more, (given, by) => {
        const raised = {
          price: given.price + by.price,
          rate: given.rate + by.rate,
          exchange: given.exchange + by.exchange,
          freight: given.freight + by.freight,
        };
        expect(totalTaxOf(raised) >= totalTaxOf(given)).toBe(true);
      }),
    );
  });
});

test('declared prices of an export add up, and are the FOB value but for parts of a won', () => {
  fc.assert(
    fc.property(drawn, (given) => {
      const { prices, exchange, won } = given;
      const { values } = calculateExport({
        transactionNature: '11',
        incoterm: 'CIF',
        invoiceAmount: money(invoiceOf(given), 2),
        currency: 'USD',
        exchangeRate: money(exchange, 4),
        freight: String(won.freight),
        insurance: String(won.insurance),
        lines: prices.map((one) => ({
          specifications: [{ specificationAmount: money(one, 2) }],
        })),
      });
      const price =
        invoiceOf(given) * BigInt(exchange) - BigInt(won.freight + won.insurance) * 1_000_000n;
      if (price < 0n) {
        expect(values).toEqual({});
        return;
      }
      const sum = prices.reduce(
        (all, _, at) => all + BigInt(values[`lines[${at}].declaredPrice`] ?? '0'),
        0n,
      );
      expect(values['totalDeclaredPrice']).toBe(String(sum));
      expect(sum).toBe(price / 1_000_000n);
    }),
  );
});
