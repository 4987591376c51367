import type { exportTable } from './export/export-table.ts';
import type { importTable } from './import/import-table.ts';
import type { listTable } from './list/list-table.ts';
import type { partDocuments } from './parts/part-tables.ts';
import type { KeysOf } from './table/nodes.ts';

/** What stands around a declaration when it is taken in. */
export const envelopeKeys = ['kind', 'reference', 'priority', 'deadline', 'declaration'] as const;
export type EnvelopeKey = (typeof envelopeKeys)[number];

type PartsOf<Documents> =
  Documents extends Readonly<Record<string, { table: { children: infer Children } }>>
    ? Children
    : never;
type PartKey = KeysOf<PartsOf<(typeof partDocuments)[keyof typeof partDocuments]>>;

/** Every key that a person may meet in a filing, each with a label in the catalogues. */
export type FilingKey =
  | 'filing'
  | EnvelopeKey
  | PartKey
  | KeysOf<
      | (typeof importTable)['children']
      | (typeof exportTable)['children']
      | (typeof listTable)['children']
    >;
