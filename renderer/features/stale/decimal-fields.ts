import { formOf } from '../../../shared/documents/index.ts';
import type { FormField, FormGrid } from '../../../shared/documents/form.ts';
import type { DeclarationKind } from '../../../shared/filing/numbers.ts';

const byKind = new Map<DeclarationKind, ReadonlySet<string>>();

/** Whether a field, by its path such as `lines[0].duty`, holds a number and no code. */
export function isDecimal(kind: DeclarationKind, path: string): boolean {
  let keys = byKind.get(kind);
  if (keys === undefined) byKind.set(kind, (keys = decimalKeys(kind)));
  const key = /([^.[\]]+)(\[\d+\])?$/.exec(path)?.[1] ?? '';
  return keys.has(key);
}

function decimalKeys(kind: DeclarationKind): ReadonlySet<string> {
  const { sections, grids } = formOf(kind);
  const fields = [...sections.flatMap((section) => section.fields), ...grids.flatMap(fieldsOf)];
  return new Set(fields.filter(({ format }) => format.type === 'decimal').map(({ key }) => key));
}

function fieldsOf(grid: FormGrid): FormField[] {
  return [...grid.fields, ...grid.grids.flatMap(fieldsOf)];
}
