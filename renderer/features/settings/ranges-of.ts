import type { CallOutput } from '../../../shared/contract/index.ts';
import { wholeNumber } from './folders-of.ts';

/** A range as it is being typed. */
export interface TypedRange {
  /** Tells one row from another while they come and go. */
  key: number;
  desk: string;
  letter: string;
  first: string;
  last: string;
}

export type RangeUse = CallOutput<'numbers.get'>['use'][number];

/** What is typed, to be checked; what is no number stays out, and is found by the check. */
export function rangesOf(rows: readonly TypedRange[]): unknown[] {
  return rows.map(({ desk, letter, first, last }) => ({
    desk: desk.trim(),
    letter: letter.trim().toUpperCase(),
    first: wholeNumber(first),
    last: wholeNumber(last),
  }));
}

/** How far the range that is typed here is used up; `null` where it is not stored like this. */
export function usedOf(row: TypedRange, use: readonly RangeUse[]): RangeUse | null {
  const same = use.find(
    ({ desk, letter, first, last }) =>
      desk === row.desk.trim() &&
      letter === row.letter.trim().toUpperCase() &&
      first === wholeNumber(row.first) &&
      last === wholeNumber(row.last),
  );
  return same ?? null;
}
