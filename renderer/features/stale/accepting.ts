import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { Stale } from '../../../shared/filing/stale.ts';
import { acceptanceOf, type Acceptance } from './findings.ts';

/** From the mildest to what nobody should choose for many at once. */
const together: readonly Acceptance[] = ['recomputed', 'late', 'unchecked'];

/**
 * Which of the chosen filings are sent when a person says so, and what that means. One with a rate
 * that could not be recomputed goes only where there is nothing better among the chosen ones; one
 * with a code that is not its holder's never goes.
 */
export function acceptedOf(items: readonly { id: FilingId; stale: Stale }[]): {
  acceptance: Acceptance;
  ids: FilingId[];
  /** How many stay, to be corrected. */
  left: number;
} {
  const found = items.map(({ id, stale }) => ({ id, acceptance: acceptanceOf(stale) }));
  const has = (wanted: Acceptance): boolean => found.some((each) => each.acceptance === wanted);
  const acceptance =
    together.find(has) ?? (has('as-entered') ? ('as-entered' as const) : ('mismatch' as const));
  const goes: readonly Acceptance[] =
    acceptance === 'mismatch' ? [] : acceptance === 'as-entered' ? [acceptance] : together;
  const ids = found.filter((each) => goes.includes(each.acceptance)).map(({ id }) => id);
  return { acceptance, ids, left: items.length - ids.length };
}
