import type { Entered } from '../documents/entered.ts';
import type { ImportLine } from '../documents/import/import-table.ts';
import type { CalculationOptions, Worksheet } from './calculation.ts';
import {
  ceilingOfQuotient,
  decimalOf,
  type Decimal,
  floorOfQuotient,
  grouped,
  textOf,
  times,
  whole,
} from './decimal.ts';

/** VAT of imports in percent (부가가치세법 제30조). */
const vatPercent = whole(10n);
const hundred = whole(100n);

type Line = Entered<ImportLine>;

/** How an import is computed. */
export type ImportOptions = Required<Pick<CalculationOptions, 'rounding' | 'from'>> & {
  /** Won for a US dollar; `null` where it is not known. */
  readonly usdRate: Decimal | null;
};

/** Whole won of a line that go into the totals; `null` where they are not known. */
export interface ComputedLine {
  customsValue: bigint | null;
  customsValueUsd: bigint | null;
  duty: bigint | null;
  internalTax: bigint;
  educationTax: bigint;
  ruralTax: bigint;
  vatBase: bigint | null;
  vatExemptBase: bigint;
  vat: bigint | null;
}

export const wonOf = (text: string | undefined): bigint => (text === undefined ? 0n : BigInt(text));

/** Customs value, duty, VAT base and VAT of one line, whose share of the value is given. */
export function calculateLine(
  sheet: Worksheet,
  line: Line,
  at: number,
  share: bigint | null,
  { rounding, from, usdRate }: ImportOptions,
): ComputedLine {
  const path = (key: string) => `lines[${at}].${key}`;
  const number = at + 1;
  /** What the next step is computed from. */
  const follow = (entered: string | undefined, computed: bigint | null): bigint | null =>
    entered !== undefined && (from === 'entered' || computed === null) ? BigInt(entered) : computed;

  if (share !== null) sheet.value(path('customsValue'), share);
  const customsValue = follow(line.customsValue, share);

  const inDollars =
    customsValue === null || usdRate === null
      ? sheet.doubt(path('customsValueUsd'), customsValue === null ? 'incomplete' : 'usd-rate')
      : sheet.value(path('customsValueUsd'), ceilingOfQuotient(whole(customsValue), usdRate));
  if (inDollars !== null && customsValue !== null && usdRate !== null)
    sheet.step(
      'customs-value-usd',
      number,
      () => `${grouped(customsValue)} ÷ ${grouped(usdRate)}`,
      inDollars,
    );

  const duty = follow(line.duty, dutyOf(sheet, line, at, customsValue, rounding.taxUnit));
  const internalTax = wonOf(line.internalTax);
  const educationTax = wonOf(line.educationTax);
  const ruralTax = wonOf(line.ruralTax);
  const vatExemptBase = wonOf(line.vatExemptBase);

  let base: bigint | null = null;
  if (line.internalTaxRate !== undefined && line.internalTax === undefined)
    sheet.doubt(path('vatBase'), 'internal-tax');
  else if (line.vatDeductionCode !== undefined && line.vatExemptBase === undefined)
    sheet.doubt(path('vatBase'), 'vat-exemption');
  else if (customsValue === null || duty === null) sheet.doubt(path('vatBase'), 'incomplete');
  else {
    const parts = [customsValue, duty, internalTax, educationTax, ruralTax];
    const all = parts.reduce((total, part) => total + part, 0n);
    if (all >= vatExemptBase) {
      base = sheet.value(path('vatBase'), all - vatExemptBase);
      const working = parts.filter((part, place) => place < 2 || part > 0n).map(grouped);
      const less = vatExemptBase === 0n ? '' : ` − ${grouped(vatExemptBase)}`;
      sheet.step('vat-base', number, () => `${working.join(' + ')}${less}`, base);
    } else sheet.doubt(path('vatBase'), 'vat-exemption');
  }
  const vatBase = follow(line.vatBase, base);
  const vat =
    vatBase === null || (base === null && line.vatBase === undefined)
      ? sheet.doubt(path('vat'), 'incomplete')
      : sheet.value(path('vat'), percentOf(vatBase, vatPercent, rounding.taxUnit));
  if (vat !== null && vatBase !== null)
    sheet.step('vat', number, () => `${grouped(vatBase)} × ${textOf(vatPercent)} %`, vat);

  return {
    customsValue,
    customsValueUsd: follow(line.customsValueUsd, inDollars),
    duty,
    internalTax,
    educationTax,
    ruralTax,
    vatBase,
    vatExemptBase,
    vat: follow(line.vat, vat),
  };
}

function dutyOf(
  sheet: Worksheet,
  line: Line,
  at: number,
  customsValue: bigint | null,
  unit: bigint,
): bigint | null {
  const field = `lines[${at}].duty`;
  // KCS's sample says 3 for duty by quantity, its item guide 2.
  if (line.dutyBasis === '2' || line.dutyBasis === '3') return sheet.doubt(field, 'specific-duty');
  const { dutyDeduction, dutyDeductionCode, dutyDeductionRate, dutyRate } = line;
  if ([dutyDeduction, dutyDeductionCode, dutyDeductionRate].some((text) => text !== undefined))
    return sheet.doubt(field, 'duty-reduction');
  if (line.flexibleDutyRate !== undefined) return sheet.doubt(field, 'flexible-duty');
  if (dutyRate === undefined || customsValue === null) return sheet.doubt(field, 'incomplete');
  const duty = percentOf(customsValue, decimalOf(dutyRate), unit);
  sheet.step('duty', at + 1, () => `${grouped(customsValue)} × ${grouped(dutyRate)} %`, duty);
  return sheet.value(field, duty);
}

/** So many percent of an amount, cut off below `unit` won. */
export const percentOf = (amount: bigint, percent: Decimal, unit: bigint): bigint =>
  floorOfQuotient(times(whole(amount), percent), times(hundred, whole(unit))) * unit;
