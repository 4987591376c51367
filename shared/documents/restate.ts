import type { Difference } from '../filing/difference.ts';
import type { DeclarationKind } from '../filing/numbers.ts';
import type { Calculation } from '../taxes/calculation.ts';
import { decimalOf, equals, textOf } from '../taxes/decimal.ts';
import { calculateExport } from '../taxes/export-value.ts';
import { calculateImport } from '../taxes/import-taxes.ts';
import { type Rounding, roundings } from '../taxes/rounding.ts';
import { exportDeclaration } from './export/export-declaration.ts';
import type { ExportDeclaration } from './export/export-table.ts';
import { importDeclaration } from './import/import-declaration.ts';
import type { ImportDeclaration } from './import/import-table.ts';
import { valueAt } from './value-at.ts';

/** What a declaration is restated to. */
export interface NewRates {
  /** Won for one unit of its currency. */
  readonly exchangeRate: string;
  /** Won for a US dollar, where the declaration is in another currency. */
  readonly usdRate?: string;
}

/** Why a declaration is not restated. */
export const restateRefusals = [
  'unreadable', // it is no valid declaration, or would be none
  'no-exchange-rate', // it converts nothing
  'values-entered-by-hand', // its values are not what its own rate gives
  'not-computable', // reductions, duty by quantity, internal taxes, surcharges
  'usd-rate-missing', // it has values in dollars whose rate is not known
] as const;
export type RestateRefusal = (typeof restateRefusals)[number];

export type Restated =
  | {
      ok: true;
      declaration: ImportDeclaration | ExportDeclaration;
      differences: Difference[];
    }
  | { ok: false; why: RestateRefusal };

const refuse = (why: RestateRefusal): Restated => ({ ok: false, why });

/**
 * The declaration at another exchange rate (관세법 제18조), with everything that follows from the rate.
 * Only values that are there are restated, and only where all of them are what the old rate gives:
 * what a person has put in by hand stays a person's. Freight and insurance stay as they are: they
 * are in won, and nothing tells the currency that they were paid in.
 */
export function restate(kind: DeclarationKind, declaration: unknown, to: NewRates): Restated {
  const exchangeRate = rateText(to.exchangeRate);
  if (exchangeRate === null) return refuse('unreadable');
  const rates = { ...to, exchangeRate };
  switch (kind) {
    case 'import':
      return restateImport(declaration, rates);
    case 'export':
      return restateExport(declaration, rates);
    case 'list-clearance':
      return refuse('no-exchange-rate');
  }
}

/** A rate above 0 without zeros at the end; `null` where it is none. */
function rateText(text: string): string | null {
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  const rate = decimalOf(text);
  return rate.units === 0n ? null : textOf(rate);
}

const sameRate = (a: string, b: string): boolean => equals(decimalOf(a), decimalOf(b));

const importTotals = [
  'totalCustomsValue',
  'totalCustomsValueUsd',
  'totalDuty',
  'totalVatBase',
  'totalVat',
  'totalTax',
] as const;
const importLineKeys = ['customsValue', 'customsValueUsd', 'duty', 'vatBase', 'vat'] as const;

/** Amounts that follow from the value in ways that are not computed. */
const lineObstacles = [
  'internalTax',
  'educationTax',
  'ruralTax',
  'vatExemptBase',
  'dutyDeduction',
] as const;

const isDollars = (path: string): boolean => path.endsWith('Usd');
const isSome = (amount: string | undefined): boolean => amount !== undefined && amount !== '0';

function restateImport(input: unknown, rates: NewRates): Restated {
  const reading = importDeclaration.read(input);
  if (!reading.ok) return refuse('unreadable');
  const { declaration } = reading;
  if (declaration.currency === 'KRW') return refuse('no-exchange-rate');
  if (sameRate(declaration.exchangeRate, rates.exchangeRate))
    return { ok: true, declaration, differences: [] };
  const { lines, lateSurcharge, undeclaredSurcharge } = declaration;
  if (
    isSome(lateSurcharge) ||
    isSome(undeclaredSurcharge) ||
    lines.some((line) => lineObstacles.some((key) => isSome(line[key])))
  )
    return refuse('not-computable');

  const inDollars = declaration.currency === 'USD';
  const paths = [
    ...importTotals,
    ...lines.flatMap((_, at) => importLineKeys.map((key) => `lines[${at}].${key}`)),
  ].filter((path) => valueAt(declaration, path) !== undefined);
  if (!inDollars && rates.usdRate === undefined && paths.some(isDollars))
    return refuse('usd-rate-missing');
  // At the dollar's old rate, which nothing tells, the values in dollars cannot be looked at.
  const certain = inDollars ? paths : paths.filter((path) => !isDollars(path));

  const found = roundingOf(declaration, certain, (rounding) =>
    calculateImport(declaration, { rounding, steps: false }),
  );
  if (!found.ok) return found;
  const moved: ImportDeclaration = { ...declaration, exchangeRate: rates.exchangeRate };
  const { values } = calculateImport(moved, {
    rounding: found.rounding,
    steps: false,
    ...(rates.usdRate === undefined ? {} : { usdRate: rates.usdRate }),
  });
  const result: ImportDeclaration = { ...moved };
  for (const key of importTotals) if (key in declaration) result[key] = values[key] ?? '';
  result.lines = lines.map((line, at) => {
    const restated = { ...line };
    for (const key of importLineKeys)
      if (key in line) restated[key] = values[`lines[${at}].${key}`] ?? '';
    return restated;
  });
  const checked = importDeclaration.read(result);
  if (!checked.ok) return refuse('unreadable');
  return {
    ok: true,
    declaration: checked.declaration,
    differences: differencesOf(declaration, checked.declaration, ['exchangeRate', ...paths]),
  };
}

function restateExport(input: unknown, rates: NewRates): Restated {
  const reading = exportDeclaration.read(input);
  if (!reading.ok) return refuse('unreadable');
  const { declaration } = reading;
  if (declaration.currency === 'KRW') return refuse('no-exchange-rate');
  if (sameRate(declaration.exchangeRate, rates.exchangeRate))
    return { ok: true, declaration, differences: [] };
  const { lines } = declaration;
  const paths = ['totalDeclaredPrice', ...lines.map((_, at) => `lines[${at}].declaredPrice`)];
  const found = roundingOf(declaration, paths, (rounding) =>
    calculateExport(declaration, { rounding, steps: false }),
  );
  if (!found.ok) return found;
  const moved: ExportDeclaration = { ...declaration, exchangeRate: rates.exchangeRate };
  const { values } = calculateExport(moved, { rounding: found.rounding, steps: false });
  const checked = exportDeclaration.read({
    ...moved,
    totalDeclaredPrice: values['totalDeclaredPrice'],
    lines: lines.map((line, at) => ({
      ...line,
      declaredPrice: values[`lines[${at}].declaredPrice`],
    })),
  });
  if (!checked.ok) return refuse('unreadable');
  return {
    ok: true,
    declaration: checked.declaration,
    differences: differencesOf(declaration, checked.declaration, ['exchangeRate', ...paths]),
  };
}

/** The rounding by which every value is what its rate gives. */
function roundingOf(
  declaration: object,
  paths: readonly string[],
  calculate: (rounding: Rounding) => Calculation,
): { ok: true; rounding: Rounding } | { ok: false; why: RestateRefusal } {
  for (const [at, rounding] of roundings.entries()) {
    const { values } = calculate(rounding);
    if (at === 0 && paths.some((path) => values[path] === undefined))
      return { ok: false, why: 'not-computable' };
    if (paths.every((path) => values[path] === valueAt(declaration, path)))
      return { ok: true, rounding };
  }
  return { ok: false, why: 'values-entered-by-hand' };
}

const shown = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function differencesOf(before: object, after: object, paths: readonly string[]): Difference[] {
  return paths
    .map((field) => ({
      field,
      before: shown(valueAt(before, field)),
      after: shown(valueAt(after, field)),
    }))
    .filter((difference) => difference.before !== difference.after);
}
