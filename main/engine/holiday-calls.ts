import { computedHolidays } from '../../shared/deadlines/computed-holidays.ts';
import { createHolidays, listedOn, type OfficeHolidays } from '../../shared/deadlines/holidays.ts';
import { publishedHolidays, publishedYears } from '../../shared/deadlines/published-holidays.ts';
import type { HolidaysView } from '../../shared/contract/deadlines.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { civilDate, type CivilDate } from '../../shared/time.ts';
import { readOfficeHolidays } from '../store/index.ts';
import type { Engaged } from './engaged.ts';

type HolidayCalls = Pick<CallHandlers, 'holidays.get' | 'holidays.set'>;

/** Calls about the days on which no deadline ends. */
export function holidayCalls(
  { session, clock, changes }: Engaged,
  onChange: () => void,
): HolidayCalls {
  return {
    'holidays.get': ({ year }) => viewYear(year, session().store.read(readOfficeHolidays)),
    'holidays.set': (given) => {
      const next = inOrder(given);
      session().store.transaction((tables) => {
        const before = readOfficeHolidays(tables);
        tables.settings.set('holidays', next);
        const data = differences(before, next);
        const at = clock.now();
        tables.journal.append({ at, filingId: null, before: null, kind: 'holidays-set', data });
      });
      changes.sync();
      onChange();
      return {};
    },
  };
}

function viewYear(year: number, office: OfficeHolidays): HolidaysView {
  const removed = new Set(office.removed);
  const days = new Map<CivilDate, HolidaysView['days'][number]>();
  const listed = [...(publishedHolidays(year) ?? computedHolidays(year) ?? new Map()).keys()];
  for (const date of [...listed, civilDate(`${year}-05-01`)]) {
    const off = listedOn(date);
    if (off?.name == null) continue;
    days.set(date, { date, name: off.name, from: 'list', removed: removed.has(date) });
  }
  for (const { date, name } of office.added)
    if (date.startsWith(String(year)))
      days.set(date, { date, name, from: 'office', removed: false });
  return {
    year,
    source: createHolidays(office).source(year),
    days: [...days.values()].toSorted((a, b) => a.date.localeCompare(b.date)),
    office,
    publishedUntil: publishedYears.at(-1) ?? 0,
  };
}

/** @throws {NaruError} `holiday-twice` where a day is both added and taken out, or added twice */
function inOrder({ added, removed }: OfficeHolidays): OfficeHolidays {
  const dates = [...added.map(({ date }) => date), ...new Set(removed)];
  const twice = dates.find((date, i) => dates.indexOf(date) !== i);
  if (twice !== undefined) throw new NaruError('holiday-twice', { date: twice });
  return {
    added: added.toSorted((a, b) => a.date.localeCompare(b.date)),
    removed: [...new Set(removed)].toSorted(),
  };
}

/** What changed, for the journal: the whole table is too long for a line. */
function differences(before: OfficeHolidays, after: OfficeHolidays): Record<string, string> {
  const [old, now] = [linesOf(before), linesOf(after)];
  return { entered: only(now, old), dropped: only(old, now) };
}

const linesOf = ({ added, removed }: OfficeHolidays): string[] => [
  ...added.map(({ date, name }) => `+${date} ${name}`),
  ...removed.map((date) => `-${date}`),
];

const only = (these: readonly string[], those: readonly string[]): string =>
  these.filter((line) => !those.includes(line)).join('; ');
