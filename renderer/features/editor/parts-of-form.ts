import type { Form, FormField, FormGrid, FormSection } from '../../../shared/documents/form.ts';

/** The parts of a form as the index at the left names them, each with the key that leads there. */
export type Part =
  | { readonly is: 'envelope'; readonly id: 'envelope' }
  | { readonly is: 'section'; readonly id: string; readonly section: FormSection }
  | { readonly is: 'grid'; readonly id: string; readonly grid: FormGrid };

/** The lines come where a broker writes them: after the price, before what is computed of them. */
export function partsOf(form: Form): Part[] {
  const grids = form.grids.map((grid) => ({ is: 'grid' as const, id: grid.key, grid }));
  const sections = form.sections.map((section) => ({
    is: 'section' as const,
    id: section.id,
    section,
  }));
  const computed = sections.findIndex(({ id }) => afterLines.has(id));
  const at = computed < 0 ? sections.length : computed;
  return [
    { is: 'envelope', id: 'envelope' },
    ...sections.slice(0, at),
    ...grids,
    ...sections.slice(at),
  ];
}

const afterLines: ReadonlySet<string> = new Set([
  'taxes',
  'drawback',
  'ecommerce',
  'attachments',
  'remarks',
]);

/** Which part a field stands in; the envelope where it is none of the declaration's. */
export function partOfField(parts: readonly Part[], path: string): string {
  const key = /^[^.[]+/.exec(path)?.[0] ?? '';
  const found = parts.find((part) =>
    part.is === 'section'
      ? part.section.fields.some((field) => field.key === key)
      : part.is === 'grid' && part.grid.key === key,
  );
  return found?.id ?? 'envelope';
}

/** A value with the unit or currency that is written beside it. */
export interface Measured {
  readonly field: FormField;
  readonly unit: FormField | null;
}

/** Fields with their units drawn to them, in the form's order. */
export function measuredFields(fields: readonly FormField[]): Measured[] {
  const units = new Map(
    fields.flatMap((field) => (field.unitOf === null ? [] : [[field.unitOf, field] as const])),
  );
  const keys = new Set(fields.map(({ key }) => key));
  return fields
    .filter(({ unitOf }) => unitOf === null || !keys.has(unitOf))
    .map((field) => ({ field, unit: units.get(field.key) ?? null }));
}

/** The digit that leads to a part with Alt; what stands around the declaration has none. */
export function digitOfPart(index: number): number | null {
  return index < 1 || index > 10 ? null : index % 10;
}
