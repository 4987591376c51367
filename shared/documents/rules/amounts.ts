import {
  compare,
  decimalOf,
  type Decimal,
  equals,
  floorOfQuotient,
  grouped,
  minus,
  sum,
  times,
  whole,
} from '../../taxes/decimal.ts';
import { priceOf } from '../../taxes/share.ts';
import type { Entered } from '../entered.ts';
import type { Findings } from './findings.ts';

/**
 * Warns where a total is not the sum of its parts; nothing is said while a part is missing. The
 * total of a tax may be cut off below 10 won (국고금관리법 제47조제1항).
 */
export function checkTotal(
  found: Findings,
  field: string,
  given: string | undefined,
  parts: readonly (string | undefined)[],
  cutOff: 'exact' | 'tens' = 'exact',
): void {
  const known = parts.filter((part) => part !== undefined);
  if (given === undefined || parts.length === 0 || known.length < parts.length) return;
  const total = sum(known.map(decimalOf));
  const tens = whole(floorOfQuotient(total, ten) * 10n);
  if (cutOff === 'tens' && equals(decimalOf(given), tens)) return;
  totalAgainst(found, field, decimalOf(given), total);
}

const ten = whole(10n);

function totalAgainst(found: Findings, field: string, given: Decimal, total: Decimal): void {
  if (!equals(given, total))
    found.warn(field, 'total-differs', { value: grouped(given), computed: grouped(total) });
}

interface SpecifiedLine {
  specifications: {
    specificationAmount?: string;
    specificationQuantity?: string;
    unitPrice?: string;
  }[];
}

/** The amounts of all specifications make up the invoice amount. */
export function checkInvoice(
  found: Findings,
  invoiceAmount: string | undefined,
  lines: readonly Entered<SpecifiedLine>[],
): void {
  const prices = lines.map(priceOf);
  const known = prices.filter((price) => price !== null);
  if (invoiceAmount === undefined || lines.length === 0 || known.length < prices.length) return;
  totalAgainst(found, 'invoiceAmount', decimalOf(invoiceAmount), sum(known));
}

/** A thousandth of an amount, or a hundredth of a unit, by which rounded prices may be off. */
const thousandth: Decimal = { units: 1n, scale: 3 };
const hundredth: Decimal = { units: 1n, scale: 2 };

/** Quantity × unit price is the amount, but for rounding. */
export function checkUnitPrices(
  found: Findings,
  path: string,
  { specifications }: Entered<SpecifiedLine>,
): void {
  for (const [at, one] of (specifications ?? []).entries()) {
    const { specificationAmount, specificationQuantity, unitPrice } = one;
    if (
      specificationAmount === undefined ||
      specificationQuantity === undefined ||
      unitPrice === undefined
    )
      continue;
    const amount = decimalOf(specificationAmount);
    const product = times(decimalOf(specificationQuantity), decimalOf(unitPrice));
    const off = minus(product, amount);
    const distance: Decimal = { ...off, units: off.units < 0n ? -off.units : off.units };
    if (compare(distance, times(amount, thousandth)) <= 0 || compare(distance, hundredth) <= 0)
      continue;
    found.warn(`${path}.specifications[${at}].specificationAmount`, 'computed-differs', {
      value: grouped(amount),
      computed: grouped(product),
    });
  }
}

/** The net weights of the lines are not above the gross weight. */
export function checkWeights(
  found: Findings,
  grossWeight: string | undefined,
  netWeights: readonly (string | undefined)[],
): void {
  if (grossWeight === undefined) return;
  const net = sum(
    netWeights.flatMap((weight) => (weight === undefined ? [] : [decimalOf(weight)])),
  );
  if (compare(net, decimalOf(grossWeight)) > 0)
    found.warn('grossWeight', 'net-above-gross', {
      net: grouped(net),
      gross: grouped(grossWeight),
    });
}

/** Won for one unit above which a rate was likely quoted for a hundred (엔, 루피아, 동). */
const mostWonForOne: Readonly<Record<string, Decimal>> = {
  JPY: { units: 50n, scale: 0 },
  IDR: { units: 1n, scale: 0 },
  VND: { units: 1n, scale: 0 },
};

/** Won are won; and a rate is for one unit of the currency. */
export function checkExchangeRate(
  found: Findings,
  currency: string | undefined,
  exchangeRate: string | undefined,
): void {
  if (currency === undefined || exchangeRate === undefined) return;
  const rate = decimalOf(exchangeRate);
  if (currency === 'KRW') {
    if (!equals(rate, decimalOf('1')))
      found.error('exchangeRate', 'must-be-with', { must: '1', with: 'currency', value: currency });
    return;
  }
  const most = mostWonForOne[currency];
  if (most !== undefined && compare(rate, most) > 0)
    found.warn('exchangeRate', 'rate-for-hundred', { value: grouped(rate), currency });
}

/** Terms of delivery whose price has the freight in it, and the insurance. */
const withFreight: ReadonlySet<string> = new Set(
  'CFR CIF CPT CIP DAF DAP DAT DDP DDU DPU DEQ DES'.split(' '),
);
const withInsurance: ReadonlySet<string> = new Set(
  'CIF CIN CIP DAF DAP DAT DDP DDU DPU DEQ DES'.split(' '),
);

export const hasFreight = (incoterm: string): boolean => withFreight.has(incoterm);
export const hasInsurance = (incoterm: string): boolean => withInsurance.has(incoterm);
