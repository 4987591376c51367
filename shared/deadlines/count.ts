import { z } from 'zod';
import { addDays, civilDateSchema, type CivilDate } from '../time.ts';
import type { DeadlineBasis } from './basis.ts';
import {
  holidaySourceSchema,
  holidaySources,
  movedOn,
  passedDaySchema,
  yearOf,
  type HolidaySource,
  type Holidays,
} from './holidays.ts';
import { periodRules, startEventSchema, type CountedRule, type StartEvent } from './rules.ts';

/** How a day came about, so that a person can count it again. */
export const countedSchema = z.strictObject({
  from: civilDateSchema,
  event: startEventSchema,
  days: z.number().int().positive(),
  /** The last day of the period as such. */
  last: civilDateSchema,
  /** Days that do not count, over which it moved on. */
  passed: z.array(passedDaySchema),
  due: civilDateSchema,
  /** Where the holidays are from that were looked at: of several years the least sure. */
  holidays: holidaySourceSchema,
});
export type Counted = z.output<typeof countedSchema>;

/**
 * Counts a period: the first day not (관세법 제8조제2항, 민법 제157조), and a last day that is a Saturday,
 * Sunday, public or substitute holiday or 노동절 gives way to the next that is none (제8조제3항).
 */
export function countPeriod(
  { rule, from, event }: { rule: CountedRule; from: CivilDate; event: StartEvent },
  holidays: Holidays,
): Counted {
  const { days } = periodRules[rule];
  const last = addDays(from, days);
  const { date: due, passed } = movedOn(last, holidays);
  return { from, event, days, last, passed, due, holidays: sourceOf(last, due, holidays) };
}

/** The day by law; `null` where the day is a person's. */
export function dueBy(basis: DeadlineBasis, holidays: Holidays): CivilDate | null {
  return basis.by === 'law' ? countPeriod(basis, holidays).due : null;
}

function sourceOf(first: CivilDate, last: CivilDate, holidays: Holidays): HolidaySource {
  const [a, b] = [holidays.source(yearOf(first)), holidays.source(yearOf(last))];
  return holidaySources.indexOf(a) > holidaySources.indexOf(b) ? a : b;
}
