import type { Entered } from '../documents/entered.ts';
import type { ExportDeclaration } from '../documents/export/export-table.ts';
import {
  type Calculation,
  type CalculationOptions,
  sumInFigures,
  Worksheet,
} from './calculation.ts';
import { compare, decimalOf, grouped, minus, orZero, plus, times, zero } from './decimal.ts';
import { usualRounding } from './rounding.ts';
import { pricesOf, shareOut } from './share.ts';

/** Exports after repair or alteration are declared by the value added (가득액), or 0. */
export const repairNatures: ReadonlySet<string> = new Set(['81', '82', '83', '84', '89', '96']);

/**
 * Declared prices (신고가격) of an export: FOB in won. Invoice amount × exchange rate − freight −
 * insurance, which are given only where the invoice amount contains them; shared out among the lines
 * by price, cut off to the won, and the total is their sum. Not computed: the value of repairs.
 */
export function calculateExport(
  declaration: Entered<ExportDeclaration>,
  options: CalculationOptions = {},
): Calculation {
  const sheet = new Worksheet(options);
  const rounding = options.rounding ?? usualRounding;
  const { invoiceAmount, exchangeRate, currency = '', lines = [] } = declaration;
  const missing = (): Calculation => {
    sheet.doubt('totalDeclaredPrice', 'incomplete');
    return sheet;
  };
  if (invoiceAmount === undefined || exchangeRate === undefined || lines.length === 0)
    return missing();
  if (declaration.incoterm === 'EXW') sheet.doubt('totalDeclaredPrice', 'domestic-costs');
  if (repairNatures.has(declaration.transactionNature ?? '')) {
    sheet.doubt('totalDeclaredPrice', 'repair');
    return sheet;
  }

  const price = times(decimalOf(invoiceAmount), decimalOf(exchangeRate));
  sheet.step(
    'invoice-in-won',
    null,
    () => `${grouped(invoiceAmount)} ${currency} × ${grouped(exchangeRate)}`,
    price,
  );
  const { freight, insurance } = declaration;
  const value = minus(minus(price, orZero(freight)), orZero(insurance));
  if (compare(value, zero) < 0) return missing();
  const less = [freight, insurance].filter((amount) => amount !== undefined);
  if (less.length > 0) {
    const working = [grouped(price), ...less.map((amount) => `− ${grouped(amount)}`)];
    sheet.step('free-on-board', null, () => working.join(' '), value);
  }
  const prices = pricesOf(lines, invoiceAmount);
  const shares = prices === null ? null : shareOut(value, prices, rounding);
  if (prices === null || shares === null) return missing();

  const all = grouped(prices.reduce(plus, zero));
  shares.forEach((share, at) => {
    sheet.value(`lines[${at}].declaredPrice`, share);
    const working = () => `${grouped(value)} × ${grouped(prices[at] ?? zero)} ÷ ${all}`;
    sheet.step(
      'declared-price',
      at + 1,
      prices.length === 1 ? () => grouped(value) : working,
      share,
    );
  });
  const parts = shares.map((share, at) => {
    const entered = lines[at]?.declaredPrice;
    return options.from === 'entered' && entered !== undefined ? BigInt(entered) : share;
  });
  const total = parts.reduce((so, part) => so + part, 0n);
  sheet.value('totalDeclaredPrice', total);
  sheet.step('total-declared-price', null, () => sumInFigures(parts), total);
  return sheet;
}
