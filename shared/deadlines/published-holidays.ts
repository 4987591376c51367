import * as gazette from '@hyunbinseo/holidays-kr/all';
import { civilDate, type CivilDate } from '../time.ts';

/** Holidays of a year by day, with their names. */
export type HolidayList = ReadonlyMap<CivilDate, string>;

/**
 * The official lists (월력요항) of the years that are published, with 임시공휴일 as far as they had been
 * set when the list was made. Later ones are entered by the office.
 */
const lists: ReadonlyMap<number, HolidayList> = new Map(
  Object.entries(gazette).map(([name, days]) => [Number(name.slice(1)), listOf(days)]),
);

function listOf(days: Readonly<Record<string, readonly string[]>>): HolidayList {
  return new Map(Object.entries(days).map(([day, names]) => [civilDate(day), names.join(', ')]));
}

export const publishedYears: readonly number[] = [...lists.keys()].toSorted((a, b) => a - b);

/** `null` for a year that is not published. */
export const publishedHolidays = (year: number): HolidayList | null => lists.get(year) ?? null;
