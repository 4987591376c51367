import { z } from 'zod';
import { addDays, civilDateSchema, weekday, type CivilDate } from '../time.ts';
import { computedHolidays } from './computed-holidays.ts';
import { publishedHolidays, publishedYears } from './published-holidays.ts';

/** Why nothing is due on a day (관세법 제8조제3항). */
export const offKinds = [
  'saturday',
  'sunday',
  'holiday', // 공휴일·대체공휴일
  'labour-day', // 노동절
  'office', // entered by the office, e.g. 임시공휴일
] as const;
export const dayOffSchema = z.strictObject({
  kind: z.enum(offKinds),
  /** Name in Korean; `null` for what has none but its weekday. */
  name: z.string().nullable(),
});
export type DayOff = z.output<typeof dayOffSchema>;

/** What an office adds to the calendar, and what it takes out; it wins over every other source. */
export const officeHolidaysSchema = z.strictObject({
  added: z
    .array(z.strictObject({ date: civilDateSchema, name: z.string().trim().min(1).max(40) }))
    .max(200),
  removed: z.array(civilDateSchema).max(200),
});
export type OfficeHolidays = z.output<typeof officeHolidaysSchema>;
export const noOfficeHolidays: OfficeHolidays = { added: [], removed: [] };

/**
 * Where a year's holidays are from: the official list (월력요항), computed by the rules of 「관공서의
 * 공휴일에 관한 규정」, or unknown but for weekends and 노동절. From the surest to the least sure.
 */
export const holidaySources = ['published', 'computed', 'weekends-only'] as const;
export const holidaySourceSchema = z.enum(holidaySources);
export type HolidaySource = z.output<typeof holidaySourceSchema>;

/** The days on which a deadline cannot end. */
export interface Holidays {
  /** `null` for a day that counts. */
  of(date: CivilDate): DayOff | null;
  source(year: number): HolidaySource;
}

export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));

/**
 * The calendar of an office. A day that it took out of the list counts, unless it is a Saturday or
 * Sunday: those no office can take out.
 */
export function createHolidays(office: OfficeHolidays = noOfficeHolidays): Holidays {
  const added = new Map(office.added.map(({ date, name }) => [date, name]));
  const removed = new Set(office.removed);
  return {
    of(date) {
      const name = added.get(date);
      if (name !== undefined) return { kind: 'office', name };
      const listed = removed.has(date) ? null : listedOn(date);
      if (listed !== null) return listed;
      const day = weekday(date);
      if (day === 6) return { kind: 'saturday', name: null };
      return day === 0 ? { kind: 'sunday', name: null } : null;
    },
    source: sourceOf,
  };
}

/** By the lists alone, without what an office has entered. */
export function listedOn(date: CivilDate): DayOff | null {
  const year = yearOf(date);
  const list = publishedHolidays(year) ?? computedHolidays(year);
  const name = list?.get(date);
  if (name !== undefined) return { kind: 'holiday', name };
  return date.endsWith('-05-01') ? { kind: 'labour-day', name: '노동절' } : null;
}

function sourceOf(year: number): HolidaySource {
  if (publishedYears.includes(year)) return 'published';
  return computedHolidays(year) === null ? 'weekends-only' : 'computed';
}

/** A day after which another was looked for, and why it does not count. */
export const passedDaySchema = z.strictObject({ date: civilDateSchema, off: dayOffSchema });
export type PassedDay = z.output<typeof passedDaySchema>;

/** The first day from one on that counts, and those that were passed over (관세법 제8조제3항). */
export function movedOn(
  date: CivilDate,
  holidays: Holidays,
): { date: CivilDate; passed: PassedDay[] } {
  const passed: PassedDay[] = [];
  let day = date;
  for (let off = holidays.of(day); off !== null; off = holidays.of(day)) {
    passed.push({ date: day, off });
    day = addDays(day, 1);
  }
  return { date: day, passed };
}
