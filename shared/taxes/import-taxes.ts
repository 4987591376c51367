import type { Entered } from '../documents/entered.ts';
import type { ImportDeclaration } from '../documents/import/import-table.ts';
import { type Calculation, type CalculationOptions, Worksheet } from './calculation.ts';
import {
  compare,
  decimalOf,
  type Decimal,
  grouped,
  minus,
  orZero,
  plus,
  times,
  zero,
} from './decimal.ts';
import { calculateLine, type ImportOptions } from './import-line.ts';
import { addUp } from './import-totals.ts';
import { usualRounding } from './rounding.ts';
import { pricesOf, shareOut } from './share.ts';

/**
 * Duty and VAT of an import, in won. Each line's customs value is its share by price of invoice
 * amount × exchange rate + freight + insurance + additions − deductions (관세법 제18조, 제30조), cut
 * off to the won; duty is customs value × rate (관세법 제15조, 제49조); VAT is 10 % of customs value +
 * duty + internal taxes (부가가치세법 제29조제2항, 제30조). Freight and insurance that are declared are added whatever the terms of
 * delivery are. Not computed, and said so: specific duty, reductions, flexible tariffs, internal
 * taxes without their amount.
 */
export function calculateImport(
  declaration: Entered<ImportDeclaration>,
  options: CalculationOptions = {},
): Calculation {
  const sheet = new Worksheet(options);
  const settings: ImportOptions = {
    rounding: options.rounding ?? usualRounding,
    from: options.from ?? 'computed',
    usdRate: usdRateOf(declaration, options.usdRate),
  };
  const lines = declaration.lines ?? [];
  const shares = shareTotalValue(sheet, declaration, settings);
  const computed = lines.map((line, at) =>
    calculateLine(sheet, line, at, shares?.[at] ?? null, settings),
  );
  addUp(sheet, declaration, computed, settings);
  return sheet;
}

function usdRateOf(
  { currency, exchangeRate }: Entered<ImportDeclaration>,
  usdRate: string | undefined,
): Decimal | null {
  const text = currency === 'USD' ? exchangeRate : usdRate;
  const rate = text === undefined ? zero : decimalOf(text);
  return compare(rate, zero) > 0 ? rate : null;
}

/** The whole customs value before it is cut off, shared out among the lines. */
function shareTotalValue(
  sheet: Worksheet,
  declaration: Entered<ImportDeclaration>,
  { rounding }: ImportOptions,
): bigint[] | null {
  const { invoiceAmount, exchangeRate, currency = '', lines = [] } = declaration;
  const missing = () => sheet.doubt('totalCustomsValue', 'incomplete');
  if (invoiceAmount === undefined || exchangeRate === undefined || lines.length === 0)
    return missing();
  const price = times(decimalOf(invoiceAmount), decimalOf(exchangeRate));
  sheet.step(
    'invoice-in-won',
    null,
    () => `${grouped(invoiceAmount)} ${currency} × ${grouped(exchangeRate)}`,
    price,
  );
  const { freight, insurance, additions, deductions } = declaration;
  const more = [freight, insurance, additions].filter((amount) => amount !== undefined);
  let value = more.reduce((total, amount) => plus(total, decimalOf(amount)), price);
  value = minus(value, orZero(deductions));
  if (compare(value, zero) < 0) return missing();
  if (more.length > 0 || deductions !== undefined) {
    const working = [
      grouped(price),
      ...more.map((amount) => `+ ${grouped(amount)}`),
      ...(deductions === undefined ? [] : [`− ${grouped(deductions)}`]),
    ];
    sheet.step('total-value', null, () => working.join(' '), value);
  }
  const prices = pricesOf(lines, invoiceAmount);
  const shares = prices === null ? null : shareOut(value, prices, rounding);
  if (prices === null || shares === null) return missing();
  const all = grouped(prices.reduce(plus, zero));
  shares.forEach((share, at) => {
    const working = () => `${grouped(value)} × ${grouped(prices[at] ?? zero)} ÷ ${all}`;
    sheet.step(
      'customs-value',
      at + 1,
      prices.length === 1 ? () => grouped(value) : working,
      share,
    );
  });
  return shares;
}
