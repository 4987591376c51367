import type { Language, Translate } from '../../shared/i18n/index.ts';
import { daysBetween, koreanDate, type CivilDate, type EpochMs } from '../../shared/time.ts';

/** Dates, spans and amounts as brokers write them. Times are Korea's, whatever the computer's. */
export interface Formats {
  count(value: number): string;
  /** `1,204,000`; a dash where there is none. */
  won(value: number | null): string;
  /** Decimal text with its digits grouped, e.g. `USD 18,420.00`. */
  money(currency: string, amount: string): string;
  /** `09:12`; with the day in front where it is not today's. */
  clock(at: EpochMs, now: EpochMs): string;
  /** `09:12:04`; with the day in front where it is not today's. */
  moment(at: EpochMs, now: EpochMs): string;
  /** `오늘`, `내일`, `11-26`, `2027-01-04`. */
  day(date: CivilDate, now: EpochMs): string;
  /** `14초`, `1분 20초`, `35분`, `1시간 5분`, `2일`. */
  span(ms: number): string;
  /** `0.42초`, `18.2초`: how long an answer took. */
  seconds(ms: number): string;
  bytes(value: number): string;
}

const zone = 'Asia/Seoul';
const clockFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
});
const secondsFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const number = new Intl.NumberFormat('en-US');

export function createFormats(language: Language, t: Translate): Formats {
  const span = (ms: number): string => {
    const seconds = Math.max(0, Math.round(ms / 1000));
    if (seconds < 60) return t('screens.time.seconds', { n: seconds });
    const minutes = Math.floor(seconds / 60);
    if (minutes < 5 && seconds % 60 > 0)
      return t('screens.time.minutesSeconds', { m: minutes, s: seconds % 60 });
    if (minutes < 60) return t('screens.time.minutes', { n: minutes });
    const hours = Math.floor(minutes / 60);
    if (hours >= 48) return t('screens.time.days', { n: Math.floor(hours / 24) });
    if (minutes % 60 === 0) return t('screens.time.hours', { n: hours });
    return t('screens.time.hoursMinutes', { h: hours, m: minutes % 60 });
  };
  return {
    count: (value) => number.format(value),
    won: (value) => (value === null ? '–' : number.format(value)),
    money: (currency, amount) => `${currency} ${moneyText(amount)}`,
    clock: (at, now) => withDay(clockFormat.format(at), at, now),
    moment: (at, now) => withDay(secondsFormat.format(at), at, now),
    day: (date, now) => {
      const today = koreanDate(now);
      const days = daysBetween(today, date);
      if (days === 0) return t('screens.time.today');
      if (days === 1) return t('screens.time.tomorrow');
      return shortDate(date, today);
    },
    span,
    seconds: (ms) => t('screens.channel.seconds', { n: (ms / 1000).toFixed(ms < 1000 ? 2 : 1) }),
    bytes: (value) => {
      if (value < 1_000_000) return `${number.format(Math.max(1, Math.round(value / 1000)))} kB`;
      const [unit, of] =
        value < 1_000_000_000 ? (['MB', 1_000_000] as const) : (['GB', 1_000_000_000] as const);
      return `${(value / of).toLocaleString(language, { maximumFractionDigits: 1 })} ${unit}`;
    },
  };
}

function withDay(time: string, at: EpochMs, now: EpochMs): string {
  const [date, today] = [koreanDate(at), koreanDate(now)];
  return date === today ? time : `${shortDate(date, today)} ${time}`;
}

function shortDate(date: CivilDate, today: CivilDate): string {
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date;
}

function moneyText(amount: string): string {
  const [whole = '', decimals] = groupDigits(amount).split('.');
  return decimals === undefined ? whole : `${whole}.${decimals.padEnd(2, '0')}`;
}

/** `12904560.5` is `12,904,560.5`. */
export function groupDigits(decimal: string): string {
  const [whole = '', decimals] = decimal.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
