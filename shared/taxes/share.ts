import type { Entered } from '../documents/entered.ts';
import {
  compare,
  decimalOf,
  type Decimal,
  floor,
  floorOfQuotient,
  minus,
  sum,
  times,
  whole,
  zero,
} from './decimal.ts';
import type { Rounding } from './rounding.ts';

interface PricedLine {
  specifications: { specificationAmount?: string }[];
}

/**
 * The price of each line in the invoice's currency, from its specifications; a single line without
 * amounts has the whole price. `null` where some line's price is not known.
 */
export function pricesOf(
  lines: readonly Entered<PricedLine>[],
  invoiceAmount: string | undefined,
): Decimal[] | null {
  const prices = lines.map(priceOf);
  if (prices.every((price) => price !== null)) return prices;
  if (lines.length === 1 && invoiceAmount !== undefined) return [decimalOf(invoiceAmount)];
  return null;
}

const knownPrices = new WeakMap<object, Decimal | null>();

/** The sum of a line's specifications; `null` unless each has an amount. */
export function priceOf(line: Entered<PricedLine>): Decimal | null {
  let price = knownPrices.get(line);
  // A line is computed several times, by each rounding, and may have many specifications.
  if (price === undefined) knownPrices.set(line, (price = addUp(line)));
  return price;
}

function addUp(line: Entered<PricedLine>): Decimal | null {
  const amounts = (line.specifications ?? []).map((one) => one.specificationAmount);
  if (amounts.length === 0) return null;
  const known = amounts.filter((amount) => amount !== undefined);
  return known.length === amounts.length ? sum(known.map(decimalOf)) : null;
}

/**
 * Shares a value out by price (가격비율), each share cut off to whole won; `null` where the prices
 * are all 0 and there is more than one.
 */
export function shareOut(
  value: Decimal,
  prices: readonly Decimal[],
  rounding: Rounding,
): bigint[] | null {
  if (prices.length === 1) return [floor(value)];
  const all = sum(prices);
  if (compare(all, zero) === 0) return null;
  const shares = prices.map((price) => floorOfQuotient(times(value, price), all));
  if (rounding.rest === 'lost') return shares;
  const others = shares.slice(0, -1).reduce((total, share) => total + share, 0n);
  return [...shares.slice(0, -1), floor(minus(value, whole(others)))];
}
