import { z } from 'zod';
import { civilDateSchema, koreanDate, type CivilDate, type EpochMs } from '../time.ts';

/**
 * Extension on application (관세법 제10조, 시행령 제2조): the head of the customs office may extend by
 * up to a year, and decides himself.
 */
export const applicationSchema = z.strictObject({
  /** The last day to apply: the deadline's own. */
  until: civilDateSchema,
  /** The latest day that can be granted. */
  latest: civilDateSchema,
});
export type Application = z.output<typeof applicationSchema>;

/** The way of 제10조 while it is open; `null` once the deadline has passed. */
export function applicationFor(deadline: CivilDate, now: EpochMs): Application | null {
  if (koreanDate(now) > deadline) return null;
  return { until: deadline, latest: yearAfter(deadline) };
}

/** The same day of the next year, or the last of its month (민법 제160조). */
function yearAfter(date: CivilDate): CivilDate {
  const year = String(Number(date.slice(0, 4)) + 1);
  const same = civilDateSchema.safeParse(`${year}${date.slice(4)}`);
  return same.success ? same.data : civilDateSchema.parse(`${year}-02-28`);
}
