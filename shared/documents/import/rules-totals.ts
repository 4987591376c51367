import { compare, decimalOf, grouped, minus, sum, whole, zero } from '../../taxes/decimal.ts';
import type { Entered } from '../entered.ts';
import { checkTotal } from '../rules/amounts.ts';
import type { Findings } from '../rules/findings.ts';
import type { ImportDeclaration, ImportLine } from './import-table.ts';

type LineAmount = keyof Pick<
  ImportLine,
  'customsValue' | 'duty' | 'educationTax' | 'ruralTax' | 'vatBase' | 'vatExemptBase' | 'vat'
>;

/** Totals and what of each line they add up. */
const totals = [
  ['totalCustomsValue', 'customsValue'],
  ['totalDuty', 'duty'],
  ['totalEducationTax', 'educationTax'],
  ['totalRuralTax', 'ruralTax'],
  ['totalVatBase', 'vatBase'],
  ['totalVatExemptBase', 'vatExemptBase'],
  ['totalVat', 'vat'],
] as const satisfies readonly (readonly [keyof ImportDeclaration, LineAmount])[];

const taxes: ReadonlySet<LineAmount> = new Set(['duty', 'educationTax', 'ruralTax', 'vat']);

/** Of these a line without an amount has none. */
const oftenNone: ReadonlySet<LineAmount> = new Set(['educationTax', 'ruralTax', 'vatExemptBase']);

const taxTotals = [
  'totalDuty',
  'totalConsumptionTax',
  'totalTransportTax',
  'totalLiquorTax',
  'totalEducationTax',
  'totalRuralTax',
  'totalVat',
  'lateSurcharge',
  'undeclaredSurcharge',
] as const satisfies readonly (keyof ImportDeclaration)[];

/** Totals against the lines, and the sum of all against the totals. */
export function checkImportTotals(found: Findings, declaration: Entered<ImportDeclaration>): void {
  const { lines = [] } = declaration;
  for (const [field, key] of totals)
    checkTotal(
      found,
      field,
      declaration[field],
      lines.map((line) => line[key] ?? (oftenNone.has(key) ? '0' : undefined)),
      taxes.has(key) ? 'tens' : 'exact',
    );
  checkDollars(found, declaration);
  const { totalDuty, totalVat } = declaration;
  // A total of taxes is looked at only where those that are always there are given.
  if (totalDuty !== undefined && totalVat !== undefined)
    checkTotal(
      found,
      'totalTax',
      declaration.totalTax,
      taxTotals.map((field) => declaration[field] ?? '0'),
      'tens',
    );
}

/**
 * Dollars are rounded up: where the total is rounded once and not line by line, it is below the sum
 * by less than the number of lines.
 */
function checkDollars(
  found: Findings,
  { totalCustomsValueUsd, lines = [] }: Entered<ImportDeclaration>,
) {
  const parts = lines.flatMap(({ customsValueUsd }) =>
    customsValueUsd === undefined ? [] : [decimalOf(customsValueUsd)],
  );
  if (totalCustomsValueUsd === undefined || parts.length === 0 || parts.length < lines.length)
    return;
  const all = sum(parts);
  const below = minus(all, decimalOf(totalCustomsValueUsd));
  if (compare(below, zero) >= 0 && compare(below, whole(BigInt(lines.length))) < 0) return;
  found.warn('totalCustomsValueUsd', 'total-differs', {
    value: grouped(totalCustomsValueUsd),
    computed: grouped(all),
  });
}
