import type { importTable } from './import/import-table.ts';
import type { KeysOf } from './table/nodes.ts';

/** What stands around a declaration when it is taken in. */
export const envelopeKeys = ['kind', 'reference', 'priority', 'deadline', 'declaration'] as const;
export type EnvelopeKey = (typeof envelopeKeys)[number];

/** Every key that a person may meet in a filing, each with a label in the catalogues. */
export type FilingKey = 'filing' | EnvelopeKey | KeysOf<(typeof importTable)['children']>;
