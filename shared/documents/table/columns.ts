import type { Format } from './formats.ts';
import type { Node } from './nodes.ts';
import { isMandatory, scopeOf } from './scope.ts';

/** One column of a spreadsheet. */
export interface TableColumn {
  readonly key: string;
  /** Where the value belongs: '' for the header, else the repeated key, innermost last. */
  readonly scope: readonly string[];
  readonly format: Format;
  readonly mandatory: boolean;
  /** Several values in one cell. */
  readonly several: boolean;
}

/** The columns of a table in KCS's order; one row carries one of each repeated thing. */
export function columnsOf(children: readonly Node[], scope: readonly string[] = []): TableColumn[] {
  return scopeOf(children).entries.flatMap((entry): TableColumn[] => {
    if (entry.node === 'repeat') return columnsOf(entry.children, [...scope, entry.key]);
    return [
      {
        key: entry.key,
        scope,
        format: entry.format,
        mandatory: isMandatory(entry),
        several: entry.node === 'list',
      },
    ];
  });
}
