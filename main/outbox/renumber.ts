import { NaruError } from '../../shared/errors.ts';
import { declarantOf, kindLetterOf, yearOf } from '../../shared/filing/numbers.ts';
import { koreanDate, koreanYear, type EpochMs } from '../../shared/time.ts';
import { moveTransport, record, type StoredFiling, type Tables } from '../store/index.ts';
import { isFrozenFor } from './freeze.ts';

/**
 * Gives a declaration that waited over New Year a number of the year in which it is declared, as
 * long as no byte of it may have left; after that it keeps its number for life. Within the
 * transaction of the claim.
 * @returns `null` where the year has no number left: the filing is held then
 */
export function numberForThisYear(
  tables: Tables,
  filing: StoredFiling,
  now: EpochMs,
): StoredFiling | null {
  const { declarationNo: old, kind, reference } = filing;
  const year = koreanYear(now);
  if (filing.part.is !== 'declaration' || yearOf(old) === year) return filing;
  const isFrozen = isFrozenFor(tables, filing, koreanDate(now));
  if (isFrozen || mayHaveLeft(tables, filing)) return filing;
  try {
    const declarationNo = tables.serials.next(declarantOf(old), year, kindLetterOf[kind]);
    const entry = { kind: 'renumbered', data: { from: old, to: declarationNo } } as const;
    const renumbered = record(tables, filing, entry, now, { declarationNo });
    tables.retired.retire(old, 'renumbered', reference, now);
    tables.search.renew(renumbered);
    return renumbered;
  } catch (error) {
    if (!(error instanceof NaruError)) throw error;
    const { code } = error.problem;
    moveTransport(tables, filing, 'hold', { kind: 'held', data: { why: code } }, now, {
      lastError: code,
    });
    return null;
  }
}

/** Only an attempt that is known not to have been sent has carried nothing away. */
function mayHaveLeft(tables: Tables, { id, attempts }: StoredFiling): boolean {
  if (attempts === 0) return false;
  const settled = tables.attempts.of(id);
  return settled.length < attempts || settled.some(({ outcome }) => outcome !== 'not-sent');
}
