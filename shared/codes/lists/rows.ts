import type { CodeEntry } from '../code-list.ts';

/** A code with its Korean and its English name. */
export type CodeRow = readonly [code: string, ko: string, en: string];

export const entriesOf = (rows: readonly CodeRow[]): CodeEntry[] =>
  rows.map(([code, ko, en]) => ({ code, ko, en }));

/** The codes alone, in the order of the list. */
export const codesOf = <const Rows extends readonly CodeRow[]>(
  rows: Rows,
): readonly Rows[number][0][] => rows.map(([code]) => code);
