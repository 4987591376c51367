import { addDays, type CivilDate, weekday } from '../../time.ts';

/** Days from the arrival in the warehouse within which goods are declared. */
export const daysToDeclare = 30;

/**
 * The last day to declare goods: 30 days from 반입일 (관세법 제241조제3항), the first day not counted
 * (제8조제2항, 민법), moved on where it falls on a Saturday or Sunday (제8조제3항). Public holidays
 * and 노동절 move it on as well; they need a calendar that the office keeps and come with it, so
 * that until then the day given here may be too early, never too late.
 */
export function importDeadline(warehousedOn: CivilDate): CivilDate {
  const last = addDays(warehousedOn, daysToDeclare);
  if (weekday(last) === 6) return addDays(last, 2);
  return weekday(last) === 0 ? addDays(last, 1) : last;
}
