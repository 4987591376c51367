/** An exact decimal number: `units` × 10 to the power of −`scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

export const zero: Decimal = { units: 0n, scale: 0 };

/**
 * Reads decimal text such as `1382.5`.
 * @throws {RangeError} where it is none; field values have been checked before.
 */
export function decimalOf(text: string): Decimal {
  const parts = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) throw new RangeError(`not a decimal: ${text}`);
  const fraction = parts[2] ?? '';
  return { units: BigInt(`${parts[1] ?? ''}${fraction}`), scale: fraction.length };
}

/** The value of a field; nothing entered is 0. */
export const orZero = (text: string | undefined): Decimal =>
  text === undefined ? zero : decimalOf(text);

export const whole = (units: bigint): Decimal => ({ units, scale: 0 });

const raise = ({ units, scale }: Decimal, to: number): bigint => units * 10n ** BigInt(to - scale);

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: raise(a, scale) + raise(b, scale), scale };
}

export const minus = (a: Decimal, b: Decimal): Decimal =>
  plus(a, { units: -b.units, scale: b.scale });

export const times = (a: Decimal, b: Decimal): Decimal => ({
  units: a.units * b.units,
  scale: a.scale + b.scale,
});

export const sum = (values: readonly Decimal[]): Decimal => values.reduce(plus, zero);

/** Below 0, 0 or above 0, as `a` is less than, equal to or greater than `b`. */
export function compare(a: Decimal, b: Decimal): number {
  const difference = minus(a, b).units;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

export const equals = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0;

/** `a` ÷ `b`, to the whole number below (절사). @throws {RangeError} where `b` is 0. */
export function floorOfQuotient(a: Decimal, b: Decimal): bigint {
  const scale = Math.max(a.scale, b.scale);
  const dividend = raise(a, scale);
  const divisor = raise(b, scale);
  const quotient = dividend / divisor;
  const isExact = quotient * divisor === dividend;
  return isExact || dividend < 0n === divisor < 0n ? quotient : quotient - 1n;
}

/** `a` ÷ `b`, to the whole number above (올림). */
export const ceilingOfQuotient = (a: Decimal, b: Decimal): bigint =>
  -floorOfQuotient({ units: -a.units, scale: a.scale }, b);

const one = whole(1n);

/** The whole number below (절사). */
export const floor = (value: Decimal): bigint => floorOfQuotient(value, one);

/** Plain text without zeros at the end of the fraction. */
export function textOf({ units, scale }: Decimal): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const text = `${digits.slice(0, digits.length - scale)}${fraction === '' ? '' : `.${fraction}`}`;
  return units < 0n ? `-${text}` : text;
}

/** As people read it: `1,380,500` and `1,382.5`. */
export function grouped(value: Decimal | bigint | string): string {
  const text =
    typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : textOf(value);
  const [integer = '', fraction] = text.split('.');
  let groups = integer;
  for (let at = integer.length - 3; /\d/.test(integer.charAt(at - 1)); at -= 3)
    groups = `${groups.slice(0, at)},${groups.slice(at)}`;
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
