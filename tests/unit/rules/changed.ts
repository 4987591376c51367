import { exampleFiling } from '../../../shared/documents/index.ts';
import type { ExportDeclaration } from '../../../shared/documents/export/export-table.ts';
import type { ImportDeclaration } from '../../../shared/documents/import/import-table.ts';
import type { ListClearance } from '../../../shared/documents/list/list-table.ts';

/** Values by path; `null` takes one out. */
export type Changes = Readonly<Record<string, unknown>>;

/** A copy of a declaration with other values, e.g. `{ 'lines[0].originMark': 'E' }`. */
export function changed<T extends object>(declaration: T, changes: Changes): T {
  const copy = structuredClone(declaration);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
    const last = steps.pop() ?? '';
    let at: unknown = copy;
    for (const step of steps) at = Reflect.get(Object(at), step);
    if (value === null) Reflect.deleteProperty(Object(at), last);
    else Reflect.set(Object(at), last, value);
  }
  return copy;
}

function example(kind: 'import' | 'export' | 'list-clearance', changes: Changes): object {
  return changed(exampleFiling(kind).declaration, changes);
}

const isImport = (value: object): value is ImportDeclaration => 'payerId' in value;
const isExport = (value: object): value is ExportDeclaration => 'manufacturerName' in value;
const isList = (value: object): value is ListClearance => 'expressCompany' in value;

/** The examples, of which nothing is doubtful. */
export function plainImport(): ImportDeclaration {
  const declaration = example('import', {
    customsOffice: '020C1',
    containers: ['CSQU3054383'],
  });
  if (!isImport(declaration)) throw new Error('no import declaration');
  return declaration;
}

export function plainExport(): ExportDeclaration {
  const declaration = example('export', {
    customsOffice: '020C1',
    containers: ['CSQU3054383'],
  });
  if (!isExport(declaration)) throw new Error('no export declaration');
  return declaration;
}

export function plainList(): ListClearance {
  const declaration = example('list-clearance', {});
  if (!isList(declaration)) throw new Error('no clearance list');
  return declaration;
}
