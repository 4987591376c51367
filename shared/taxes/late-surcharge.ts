import { addDays, type CivilDate } from '../time.ts';
import { whole } from './decimal.ts';
import { percentOf } from './import-line.ts';

/** Won; a surcharge is never higher (관세법 제241조제4항). */
export const highestLateSurcharge = 5_000_000n;

/** Permille of the customs value by the days that have passed since the deadline. */
const steps = [
  { within: 20, permille: 5n },
  { within: 50, permille: 10n },
  { within: 80, permille: 15n },
] as const;
const lastPermille = 20n;

/** After how many days from the deadline a higher share is due. */
export const lateSteps = [{ after: 0 }, ...steps.map(({ within }) => ({ after: within }))] as const;

/**
 * Late declaration surcharge (신고지연가산세) in won: 0.5 % of the customs value within 20 days of the
 * deadline, 1.0 % within 50, 1.5 % within 80, then 2.0 %; at most 5,000,000 (관세법 제241조제4항,
 * 시행령 제247조). It applies to the goods and places alone that KCS names, which a declaration does
 * not tell: a person decides whether it is due.
 */
export function lateSurcharge(
  customsValue: bigint,
  deadline: CivilDate,
  declaredOn: CivilDate,
): bigint {
  // A permille is a tenth of a percent.
  const percent = { ...whole(latePermille(deadline, declaredOn)), scale: 1 };
  const surcharge = percentOf(customsValue, percent, 10n);
  return surcharge > highestLateSurcharge ? highestLateSurcharge : surcharge;
}

/** Permille of the customs value that is due; 0 in time. */
export function latePermille(deadline: CivilDate, declaredOn: CivilDate): bigint {
  if (declaredOn <= deadline) return 0n;
  const step = steps.find(({ within }) => declaredOn <= addDays(deadline, within));
  return step?.permille ?? lastPermille;
}
