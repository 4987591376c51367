import type { EpochMs } from '../../shared/time.ts';

/** No central system is left alone for longer than this on its own word. */
export const retryAfterCapMs = 24 * 3_600_000;

/**
 * How long an answer asks to be left alone, in milliseconds (RFC 9110, section 10.2.3): seconds or
 * a date. Rounded up, never negative, at most 24 hours; `null` where the header is missing or makes
 * no sense.
 *
 * A date is measured against the answer's own `Date`, so that a wrong clock here neither shortens
 * nor stretches the wait; against `now` only where the answer carries no date.
 */
export function readRetryAfter(
  retryAfter: string | null,
  date: string | null,
  now: EpochMs,
): number | null {
  if (retryAfter === null) return null;
  const text = retryAfter.trim();
  if (/^\d+$/.test(text)) return capped(Number(text) * 1000);
  const until = readHttpDate(text, now);
  if (until === null) return null;
  const from = date === null ? null : readHttpDate(date.trim(), now);
  return capped(until - (from ?? now));
}

function capped(ms: number): number {
  return Math.min(retryAfterCapMs, Math.max(0, Math.ceil(ms)));
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const imfFixdate = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const rfc850 = /^[A-Z][a-z]{5,8}, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const asctime = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/;

/** The three forms of an HTTP date (RFC 9110, section 5.6.7), in milliseconds since 1970. */
export function readHttpDate(text: string, now: EpochMs): number | null {
  const fixed = imfFixdate.exec(text);
  if (fixed !== null) return instant(fixed[3], fixed[2], fixed[1], fixed.slice(4, 7));
  const old = rfc850.exec(text);
  if (old !== null) return instant(fullYear(old[3], now), old[2], old[1], old.slice(4, 7));
  const c = asctime.exec(text);
  if (c !== null) return instant(c[6], c[1], c[2], c.slice(3, 6));
  return null;
}

/** A two-digit year that lies more than 50 years ahead is one of the past century. */
function fullYear(twoDigits: string | undefined, now: EpochMs): string {
  const thisYear = new Date(now).getUTCFullYear();
  const year = Math.floor(thisYear / 100) * 100 + Number(twoDigits);
  return String(year > thisYear + 50 ? year - 100 : year);
}

function instant(
  year: string | undefined,
  monthName: string | undefined,
  dayText: string | undefined,
  time: readonly string[],
): number | null {
  const month = months.indexOf(monthName ?? '');
  const day = Number(dayText);
  const [hour, minute, second] = time.map(Number);
  if (month < 0 || hour === undefined || minute === undefined || second === undefined) return null;
  // 60 is a leap second.
  if (hour > 23 || minute > 59 || second > 60) return null;
  const midnight = new Date(Date.UTC(Number(year), month, day));
  if (midnight.getUTCDate() !== day) return null;
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}
