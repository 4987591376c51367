import { civilDate } from '../../time.ts';
import type { Declarations, SupportedKind } from '../document-kinds.ts';
import type { FilingOf } from '../filing-input.ts';
import { exampleExport } from './example-export.ts';
import { exampleImport } from './example-import.ts';
import { exampleList } from './example-list.ts';

const references: Readonly<Record<SupportedKind, string>> = {
  import: 'EX-2026-0001',
  export: 'EX-2026-0002',
  'list-clearance': 'EX-2026-0003',
};

const examples: { readonly [Kind in SupportedKind]: () => Declarations[Kind] } = {
  import: exampleImport,
  export: exampleExport,
  'list-clearance': exampleList,
};

/** One complete, valid filing of a kind, to start from. */
export function exampleFiling<Kind extends SupportedKind>(kind: Kind): FilingOf<Kind> {
  return {
    kind,
    reference: references[kind],
    priority: 'normal',
    deadline: kind === 'import' ? civilDate('2026-04-06') : null,
    declaration: examples[kind](),
  };
}
