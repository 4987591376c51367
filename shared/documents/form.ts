import type { CodeListName } from '../codes/code-list.ts';
import { documentKinds, type SupportedKind } from './document-kinds.ts';
import type { Format } from './table/formats.ts';
import type { Node } from './table/nodes.ts';
import { type Entry, isMandatory, type Scope, scopeOf } from './table/scope.ts';
import { type SectionId, sectionIds } from './table/sections.ts';

/** A field as a form shows it, read off the document's table. */
export interface FormField {
  readonly key: string;
  readonly format: Format;
  readonly mandatory: boolean;
  /** Several values, one under the other. */
  readonly several: boolean;
  /** Key of the quantity or amount that this is the unit or currency of. */
  readonly unitOf: string | null;
  /** The code list to pick from. */
  readonly list: CodeListName | null;
  /** What is meant where nothing is entered. */
  readonly fallback: string | null;
}

/** Fields under one heading, `fields.sections.<id>`. */
export interface FormSection {
  readonly id: SectionId;
  readonly fields: readonly FormField[];
}

/** A repeated thing, such as lines (란) or specifications (규격): a grid with a row for each. */
export interface FormGrid {
  readonly key: string;
  readonly min: number;
  readonly max: number;
  readonly fields: readonly FormField[];
  readonly grids: readonly FormGrid[];
}

/** How a document is filled in. */
export interface Form {
  readonly sections: readonly FormSection[];
  readonly grids: readonly FormGrid[];
}

const forms = new Map<SupportedKind, Form>();

/** The form of a kind: the header by sections, and a grid for everything that is repeated. */
export function formOf(kind: SupportedKind): Form {
  let form = forms.get(kind);
  if (form === undefined) forms.set(kind, (form = buildForm(documentKinds[kind].table.children)));
  return form;
}

function buildForm(children: readonly Node[]): Form {
  const scope = scopeOf(children);
  const bySection = new Map<SectionId, FormField[]>();
  for (const field of fieldsOf(scope)) {
    const id = scope.sections.get(field.key);
    if (id === undefined) throw new Error(`${field.key} stands in no section`);
    bySection.set(id, [...(bySection.get(id) ?? []), field]);
  }
  const sections = sectionIds.flatMap((id): FormSection[] => {
    const fields = bySection.get(id);
    return fields === undefined ? [] : [{ id, fields }];
  });
  return { sections, grids: gridsOf(scope) };
}

function gridsOf({ entries }: Scope): FormGrid[] {
  return entries.flatMap((entry): FormGrid[] => {
    if (entry.node !== 'repeat') return [];
    const scope = scopeOf(entry.children);
    const { key, min, max } = entry;
    return [{ key, min, max, fields: fieldsOf(scope), grids: gridsOf(scope) }];
  });
}

function fieldsOf({ entries, measured }: Scope): FormField[] {
  const measures = new Map(measured.map(({ value, unit }) => [unit.key, value.key]));
  return entries.flatMap((entry): FormField[] =>
    entry.node === 'repeat' ? [] : [fieldOf(entry, measures.get(entry.key) ?? null)],
  );
}

function fieldOf(entry: Exclude<Entry, { node: 'repeat' }>, unitOf: string | null): FormField {
  const { key, format } = entry;
  return {
    key,
    format,
    mandatory: isMandatory(entry),
    several: entry.node === 'list',
    unitOf,
    list: format.type === 'code' || format.type === 'text' ? format.list : null,
    fallback: entry.node === 'field' ? entry.fallback : null,
  };
}
