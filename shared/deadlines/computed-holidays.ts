import { addDays, civilDate, weekday, type CivilDate } from '../time.ts';
import { publishedYears, type HolidayList } from './published-holidays.ts';

/** Which days after a holiday that falls on them are made up for by a substitute holiday. */
type MadeUpFor = 'saturday-sunday' | 'sunday' | 'never';

interface Rule {
  readonly name: string;
  /** What its substitute is called after, where that is not its own name. */
  readonly of?: string;
  readonly madeUpFor: MadeUpFor;
}

/** Public holidays by the day of the solar year (관공서의 공휴일에 관한 규정 제2조, 제3조). */
const solar: readonly (Rule & { readonly day: string })[] = [
  { day: '01-01', name: '1월 1일', madeUpFor: 'never' },
  { day: '03-01', name: '3ㆍ1절', madeUpFor: 'saturday-sunday' },
  { day: '05-01', name: '노동절', madeUpFor: 'saturday-sunday' },
  { day: '05-05', name: '어린이날', madeUpFor: 'saturday-sunday' },
  { day: '06-06', name: '현충일', madeUpFor: 'never' },
  { day: '07-17', name: '제헌절', madeUpFor: 'saturday-sunday' },
  { day: '08-15', name: '광복절', madeUpFor: 'saturday-sunday' },
  { day: '10-03', name: '개천절', madeUpFor: 'saturday-sunday' },
  { day: '10-09', name: '한글날', madeUpFor: 'saturday-sunday' },
  { day: '12-25', name: '기독탄신일', madeUpFor: 'saturday-sunday' },
];

/** The same by month and day of the lunar year, with the days from it on which they are. */
const lunar: readonly (Rule & { readonly month: number; readonly day: number; shift: number })[] = [
  { month: 1, day: 1, shift: -1, name: '설날 전날', of: '설날', madeUpFor: 'sunday' },
  { month: 1, day: 1, shift: 0, name: '설날', madeUpFor: 'sunday' },
  { month: 1, day: 1, shift: 1, name: '설날 다음 날', of: '설날', madeUpFor: 'sunday' },
  { month: 4, day: 8, shift: 0, name: '부처님 오신 날', madeUpFor: 'saturday-sunday' },
  { month: 8, day: 15, shift: -1, name: '추석 전날', of: '추석', madeUpFor: 'sunday' },
  { month: 8, day: 15, shift: 0, name: '추석', madeUpFor: 'sunday' },
  { month: 8, day: 15, shift: 1, name: '추석 다음 날', of: '추석', madeUpFor: 'sunday' },
];

/** The lunar calendar of the platform is good for this long. */
const lastYear = 2099;
const firstYear = (publishedYears.at(-1) ?? lastYear) + 1;
const known = new Map<number, HolidayList>();

/**
 * The holidays of a year whose list is not published yet, by the rules as they are in force, with
 * the platform's Korean lunar calendar. Elections and 임시공휴일 cannot be computed: what rests on
 * this is an estimate. `null` for a year before the lists, or too far off.
 */
export function computedHolidays(year: number): HolidayList | null {
  if (year < firstYear || year > lastYear) return null;
  let list = known.get(year);
  if (list === undefined) known.set(year, (list = holidaysByRule(year)));
  return list;
}

/** As `computedHolidays`, of any year. */
export function holidaysByRule(year: number): HolidayList {
  const rules = new Map<CivilDate, Rule[]>();
  const put = (date: CivilDate, rule: Rule): void => {
    const there = rules.get(date);
    if (there === undefined) rules.set(date, [rule]);
    else there.push(rule);
  };
  for (const rule of solar) put(civilDate(`${year}-${rule.day}`), rule);
  for (const [date, rule] of lunarDays(year)) put(addDays(date, rule.shift), rule);
  const days = [...rules].toSorted(([a], [b]) => a.localeCompare(b));
  const list = new Map(days.map(([date, on]) => [date, on.map(({ name }) => name).join(', ')]));
  for (const [date, on] of days)
    for (const name of madeUp(date, on)) list.set(firstFree(date, list), `대체공휴일(${name})`);
  return list;
}

/**
 * Names of the holidays of a day that get a substitute. Of several on one day all but one do; where
 * the regulation leaves it open, fewer: a deadline is rather too early than too late.
 */
function madeUp(date: CivilDate, on: readonly Rule[]): string[] {
  const day = weekday(date);
  const byDay = on.filter(
    ({ madeUpFor }) =>
      (day === 0 && madeUpFor !== 'never') || (day === 6 && madeUpFor === 'saturday-sunday'),
  );
  const overlapping = on.slice(1);
  const made = byDay.length > 0 && overlapping.length === 0 ? byDay : overlapping;
  return made.map(({ of, name }) => of ?? name);
}

/** The first day after that is neither a holiday nor a Saturday or Sunday (제3조). */
function firstFree(date: CivilDate, list: HolidayList): CivilDate {
  let day = addDays(date, 1);
  while (list.has(day) || weekday(day) === 0 || weekday(day) === 6) day = addDays(day, 1);
  return day;
}

const dangi = new Intl.DateTimeFormat('en-u-ca-dangi', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
});

/** The solar days of a year on which the lunar rules have their day; a leap month's text is another. */
function lunarDays(year: number): [CivilDate, (typeof lunar)[number]][] {
  const found: [CivilDate, (typeof lunar)[number]][] = [];
  const last = civilDate(`${year}-12-31`);
  for (let date = civilDate(`${year}-01-01`); date <= last; date = addDays(date, 1)) {
    const text = dangi.format(Date.parse(`${date}T00:00:00Z`));
    for (const rule of lunar) if (text === `${rule.month}/${rule.day}`) found.push([date, rule]);
  }
  return found;
}
