import type { CheckResult } from '../contract/drafts.ts';
import type { FieldWarning } from '../errors.ts';
import type { DeclarationKind } from '../filing/numbers.ts';
import type { Calculation, CalculationOptions } from '../taxes/calculation.ts';
import { grouped } from '../taxes/decimal.ts';
import { calculateExport } from '../taxes/export-value.ts';
import { calculateImport } from '../taxes/import-taxes.ts';
import { roundings, usualRounding } from '../taxes/rounding.ts';
import type { Unsure } from '../taxes/unsure.ts';
import type { CivilDate } from '../time.ts';
import { type Entered, readEntered } from './entered.ts';
import { exportTable, type ExportDeclaration } from './export/export-table.ts';
import { checkExport } from './export/rules.ts';
import { importTable, type ImportDeclaration } from './import/import-table.ts';
import { checkImport } from './import/rules.ts';
import { listTable, type ListClearance } from './list/list-table.ts';
import { checkList } from './list/rules.ts';
import type { RuleFindings } from './read-kind.ts';
import type { Table } from './table/nodes.ts';
import { valueAt } from './value-at.ts';

export interface CheckOptions {
  /** The day on which it would be declared. */
  readonly today?: CivilDate;
  /** Won for a US dollar in the week of that day, for a declaration in another currency. */
  readonly usdRate?: string;
}

/** How a kind of declaration is looked at. */
interface Look<T> {
  readonly table: Table;
  readonly check: (entered: Entered<T>, today?: CivilDate) => RuleFindings;
  readonly calculate: (entered: Entered<T>, options?: CalculationOptions) => Calculation;
}

const importLook: Look<ImportDeclaration> = {
  table: importTable,
  check: checkImport,
  calculate: calculateImport,
};
const exportLook: Look<ExportDeclaration> = {
  table: exportTable,
  check: checkExport,
  calculate: calculateExport,
};
const listLook: Look<ListClearance> = {
  table: listTable,
  check: checkList,
  calculate: () => ({ values: {}, steps: [], unsure: [] }),
};

/**
 * What is wrong with a declaration, what is doubtful, and what follows from what is entered. It may
 * be as unfinished as it likes: what can be computed is.
 */
export function checkDeclaration(
  kind: DeclarationKind,
  declaration: unknown,
  options: CheckOptions = {},
): CheckResult {
  switch (kind) {
    case 'import':
      return lookAt(importLook, declaration, options);
    case 'export':
      return lookAt(exportLook, declaration, options);
    case 'list-clearance':
      return lookAt(listLook, declaration, options);
  }
}

function lookAt<T>(look: Look<T>, declaration: unknown, options: CheckOptions): CheckResult {
  const { entered, errors, warnings } = readEntered<T>(look.table, declaration);
  const found = look.check(entered, options.today);
  const byRate = options.usdRate === undefined ? {} : { usdRate: options.usdRate };
  const computed = look.calculate(entered, byRate);
  const differing = computedDiffers(look, entered, byRate);
  const told = new Set(found.warnings.map((warning) => warning.field));
  return {
    errors: [...errors, ...found.errors],
    warnings: [
      ...warnings,
      ...found.warnings,
      ...differing.filter((warning) => !told.has(warning.field)),
    ],
    computed: { ...computed.values },
    steps: [...computed.steps],
    unsure: computed.unsure.filter((one) => one.why !== 'incomplete'),
  };
}

/** Won by which a line's share may be off: programs share the rest out differently. */
const shareSlack = 1n;
const isShare = (field: string): boolean => /\.(customsValue|declaredPrice)$/.test(field);

/**
 * Values that are not what they are computed to be from those beside them, by whichever rounding.
 * A value that was entered by hand is told of once: what follows from it is held against it.
 */
function computedDiffers<T>(
  { calculate }: Look<T>,
  entered: Entered<T>,
  byRate: CalculationOptions,
): FieldWarning[] {
  const beside = (rounding: (typeof roundings)[number]) =>
    calculate(entered, { ...byRate, rounding, from: 'entered', steps: false });
  const usual = beside(usualRounding);
  const suspects = Object.entries(usual.values).flatMap(([field, value]) => {
    const given = valueAt(entered, field);
    return typeof given === 'string' && given !== value && !isDoubted(usual.unsure, field)
      ? [{ field, value, given }]
      : [];
  });
  if (suspects.length === 0) return [];
  const others = roundings.filter((rounding) => rounding !== usualRounding).map(beside);
  return suspects
    .filter(({ field, value, given }) => {
      if (others.some(({ values }) => values[field] === given)) return false;
      if (!isShare(field)) return true;
      const off = BigInt(given) - BigInt(value);
      return off > shareSlack || off < -shareSlack;
    })
    .map(({ field, value, given }) => ({
      field,
      code: 'computed-differs' as const,
      params: { value: grouped(given), computed: grouped(value) },
    }));
}

/** A doubt about the total price is one about every line's. */
const isDoubted = (unsure: readonly Unsure[], field: string): boolean =>
  unsure.some(
    (one) =>
      one.field === field ||
      (one.field === 'totalDeclaredPrice' && field.endsWith('.declaredPrice')),
  );
