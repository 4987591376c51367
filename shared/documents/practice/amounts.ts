import type { PracticeSeller } from './practice-parties.ts';

/** A price in hundredths of a currency from US cents, at round rates. */
export function priceIn(currency: PracticeSeller['currency'], cents: number): bigint {
  const perDollar = { USD: 100, EUR: 92, CNY: 722, JPY: 15_000 }[currency];
  const minor = Math.max(1, Math.floor((cents * perDollar) / 100));
  // Yen have no hundredths.
  return BigInt(currency === 'JPY' ? Math.max(100, Math.floor(minor / 100) * 100) : minor);
}

export const sum = (values: readonly bigint[]): bigint =>
  values.reduce((all, one) => all + one, 0n);
/** Hundredths of a currency in won, at a rate in ten-thousandths. */
export const inWon = (minor: bigint, rate: bigint): bigint => (minor * rate) / 1_000_000n;

/** Decimal text of an amount in its smallest part. */
export function minorText(minor: bigint, decimals = 2): string {
  const digits = String(minor).padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  const whole = digits.slice(0, -decimals);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

export const thousandths = (grams: bigint): string => minorText(grams, 3);
