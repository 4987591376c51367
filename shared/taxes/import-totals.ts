import type { Entered } from '../documents/entered.ts';
import type { ImportDeclaration } from '../documents/import/import-table.ts';
import { sumInFigures, type Worksheet } from './calculation.ts';
import { ceilingOfQuotient, grouped, whole } from './decimal.ts';
import { type ComputedLine, type ImportOptions, wonOf } from './import-line.ts';
import type { TaxStepName } from './tax-step.ts';

/** The totals: sums of the lines. */
export function addUp(
  sheet: Worksheet,
  declaration: Entered<ImportDeclaration>,
  lines: readonly ComputedLine[],
  { rounding, from, usdRate }: ImportOptions,
): void {
  if (lines.length === 0) return;
  type Total = 'totalCustomsValueUsd' | 'totalVatExemptBase' | TaxTotal | ShownTotal;
  const total = (field: Total, of: (line: ComputedLine) => bigint | null, unit = 1n) => {
    const parts = lines.map(of).filter((part) => part !== null);
    if (parts.length < lines.length) return sheet.doubt(field, 'incomplete');
    const sum = parts.reduce((so, part) => so + part, 0n);
    const all = sheet.value(field, sum - (sum % unit));
    const step = totalSteps[field];
    if (step !== undefined) sheet.step(step, null, () => sumInFigures(parts), all);
    const entered = declaration[field];
    return from === 'entered' && entered !== undefined ? BigInt(entered) : all;
  };
  const taxTotal = (field: TaxTotal, of: (line: ComputedLine) => bigint | null) =>
    total(field, of, rounding.totalUnit);

  const value = total('totalCustomsValue', (line) => line.customsValue);
  if (rounding.totalUsd === 'sum' || value === null || usdRate === null)
    total('totalCustomsValueUsd', (line) => line.customsValueUsd);
  else sheet.value('totalCustomsValueUsd', ceilingOfQuotient(whole(value), usdRate));
  const duty = taxTotal('totalDuty', (line) => line.duty);
  total('totalVatBase', (line) => line.vatBase);
  const some = (of: (line: ComputedLine) => bigint) => lines.some((line) => of(line) > 0n);
  if (some((line) => line.vatExemptBase)) total('totalVatExemptBase', (line) => line.vatExemptBase);
  const education = some((line) => line.educationTax)
    ? taxTotal('totalEducationTax', (line) => line.educationTax)
    : 0n;
  const rural = some((line) => line.ruralTax)
    ? taxTotal('totalRuralTax', (line) => line.ruralTax)
    : 0n;
  const vat = taxTotal('totalVat', (line) => line.vat);
  if (duty === null || vat === null) {
    sheet.doubt('totalTax', 'incomplete');
    return;
  }
  const parts = [
    duty,
    lines.reduce((so, line) => so + line.internalTax, 0n),
    education ?? 0n,
    rural ?? 0n,
    vat,
    wonOf(declaration.lateSurcharge),
    wonOf(declaration.undeclaredSurcharge),
  ];
  const all = parts.reduce((so, part) => so + part, 0n);
  const shown = parts.filter((part, at) => part > 0n || at === 0 || at === 4);
  sheet.step('total-tax', null, () => shown.map(grouped).join(' + '), sheet.value('totalTax', all));
}

type TaxTotal = 'totalDuty' | 'totalEducationTax' | 'totalRuralTax' | 'totalVat';
type ShownTotal = 'totalCustomsValue' | 'totalVatBase';

/** Totals whose sum is shown. */
const totalSteps: Readonly<Partial<Record<string, TaxStepName>>> = {
  totalCustomsValue: 'total-customs-value',
  totalDuty: 'total-duty',
  totalVatBase: 'total-vat-base',
  totalVat: 'total-vat',
};
