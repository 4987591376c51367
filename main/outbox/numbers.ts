import type { NumberSettings } from '../../shared/contract/index.ts';
import type { EpochMs } from '../../shared/time.ts';
import { checkNumbers, type Store } from '../store/index.ts';

/**
 * Sets the number ranges of the office's desks. Numbers that were given are never given again,
 * whatever the ranges.
 * @throws {NaruError} `range-backwards`, `ranges-overlap`, `range-missing`
 */
export function setNumbers(store: Store, numbers: NumberSettings, at: EpochMs): void {
  checkNumbers(numbers);
  store.transaction(({ settings, journal }) => {
    settings.set('numbers', numbers);
    const ranges = numbers.ranges
      .map(({ desk, letter, first, last }) => `${desk} ${letter} ${first}–${last}`)
      .join(', ');
    const data = { desk: numbers.desk, ranges };
    journal.append({ at, filingId: null, before: null, kind: 'ranges-set', data });
  });
}
