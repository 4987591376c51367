import {
  createHolidays,
  noOfficeHolidays,
  officeHolidaysSchema,
  type Holidays,
  type OfficeHolidays,
} from '../../shared/deadlines/holidays.ts';
import type { Tables } from './tables.ts';

/** What the office adds to the calendar of holidays, and takes out of it. */
export function readOfficeHolidays({ settings }: Pick<Tables, 'settings'>): OfficeHolidays {
  const stored = officeHolidaysSchema.safeParse(settings.get('holidays'));
  return stored.success ? stored.data : noOfficeHolidays;
}

/** The days on which, for this office, no deadline ends. */
export const readHolidays = (tables: Pick<Tables, 'settings'>): Holidays =>
  createHolidays(readOfficeHolidays(tables));
