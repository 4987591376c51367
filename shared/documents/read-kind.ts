import type { FieldError, FieldWarning } from '../errors.ts';
import type { Reading, RenderContext } from './document.ts';
import type { Table } from './table/nodes.ts';
import { readTable } from './table/read.ts';
import { renderTable } from './table/render.ts';
import { isMandatory, scopeOf } from './table/scope.ts';

/** What the fields of a declaration say together. */
export interface RuleFindings {
  errors: FieldError[];
  warnings: FieldWarning[];
}

/** Checks input against a kind's table, then against its rules. */
export function readKind<Declaration extends object>(
  table: Table,
  isWhole: (values: object) => values is Declaration,
  check: (declaration: Declaration) => RuleFindings,
  input: unknown,
): Reading<Declaration> {
  const reading = readTable(table, input);
  if (!reading.ok) return reading;
  const { declaration } = reading;
  if (!isWhole(declaration)) throw new Error('the table read less than its type says');
  const { errors, warnings } = check(declaration);
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, declaration, warnings: [...reading.warnings, ...warnings] };
}

/** Whether values hold what a table's type is sure of; reading has checked the values themselves. */
export function holdsAll(table: Table, values: object): boolean {
  return scopeOf(table.children).entries.every(
    (entry) => !isMandatory(entry) || entry.key in values,
  );
}

export function renderKind(
  table: Table,
  declaration: Readonly<Record<string, unknown>>,
  { declarationNo, declaredOn }: RenderContext,
): string {
  return renderTable(table, declaration, {
    declarationNo,
    declaredOn: declaredOn.replaceAll('-', ''),
  });
}
