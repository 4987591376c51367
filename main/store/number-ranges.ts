import {
  numberSettingsSchema,
  type NumberRange,
  type NumberSettings,
} from '../../shared/contract/parts.ts';
import { NaruError } from '../../shared/errors.ts';
import { kindLetters, lastSerial, type KindLetter } from '../../shared/filing/numbers.ts';
import type { Settings } from './settings.ts';

/** Serials that were given: from `first` to below `next`. */
export interface Given {
  first: number;
  next: number;
}

/** An office with one desk: all serials for each letter. */
export const defaultNumbers: NumberSettings = {
  desk: '1',
  ranges: kindLetters.map((letter) => ({ desk: '1', letter, first: 1, last: lastSerial })),
};

export function readNumbers(settings: Settings): NumberSettings {
  const stored = settings.get('numbers');
  return stored === null ? defaultNumbers : numberSettingsSchema.parse(stored);
}

/**
 * Checks that no serial can be given by two desks.
 * @throws {NaruError} `range-backwards`, `ranges-overlap`, `range-missing` where this desk has none
 */
export function checkNumbers({ desk, ranges }: NumberSettings): void {
  for (const range of ranges)
    if (range.first > range.last) throw new NaruError('range-backwards', paramsOf(range));
  const sorted = ranges.toSorted((a, b) => a.letter.localeCompare(b.letter) || a.first - b.first);
  for (const [i, range] of sorted.entries()) {
    const before = sorted[i - 1];
    if (before?.letter === range.letter && before.last >= range.first)
      throw new NaruError('ranges-overlap', {
        letter: range.letter,
        one: `${before.desk} ${before.first}–${before.last}`,
        other: `${range.desk} ${range.first}–${range.last}`,
        free: before.last + 1,
      });
  }
  if (!ranges.some((range) => range.desk === desk))
    throw new NaruError('range-missing', { desk, letter: 'M' });
}

/** First serial of a range that was not given; `null` where it is used up. */
export function firstFree(range: NumberRange, given: readonly Given[]): number | null {
  let serial = range.first;
  for (const { first, next } of given.toSorted((a, b) => a.first - b.first))
    if (first <= serial && serial < next) serial = next;
  return serial <= range.last ? serial : null;
}

/** How many serials of a range were given. */
export function countGiven(range: NumberRange, given: readonly Given[]): number {
  return given
    .map(({ first, next }) => Math.min(next, range.last + 1) - Math.max(first, range.first))
    .reduce((sum, count) => sum + Math.max(0, count), 0);
}

/**
 * The serial that this desk gives next: from its ranges of the letter, one after the other.
 * @throws {NaruError} `range-missing`, `serials-used-up`
 */
export function nextSerial(
  { desk, ranges }: NumberSettings,
  letter: KindLetter,
  given: readonly Given[],
): number {
  const own = ranges
    .filter((range) => range.desk === desk && range.letter === letter)
    .toSorted((a, b) => a.first - b.first);
  for (const range of own) {
    const serial = firstFree(range, given);
    if (serial !== null) return serial;
  }
  const [last] = own.slice(-1);
  if (last === undefined) throw new NaruError('range-missing', { desk, letter });
  throw new NaruError('serials-used-up', paramsOf(last));
}

function paramsOf({ desk, letter, first, last }: NumberRange): Record<string, string | number> {
  return { desk, letter, first, last };
}
