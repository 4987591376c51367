import type { Format } from '../../../shared/documents/table/formats.ts';
import { addDays, civilDateSchema, daysBetween, type CivilDate } from '../../../shared/time.ts';
import { textOf, type Json } from './values.ts';

/**
 * What is kept of what a person types or pastes: amounts without the separators that people write,
 * everything else as it stands. Nothing is refused here; checks tell what is wrong.
 */
export function kept(format: Format, typed: string): string {
  if (format.type === 'decimal') return fromFullWidth(typed).replaceAll(/[,\s_'₩￦$]/g, '');
  return typed;
}

/** What is kept once a person leaves the field: dates and codes in their own way of writing. */
export function settled(format: Format, typed: string, today: CivilDate): string {
  const text = kept(format, typed).trim();
  switch (format.type) {
    case 'date':
      return readTypedDate(fromFullWidth(text), today) ?? text;
    case 'code':
      return fromFullWidth(text).toUpperCase();
    case 'decimal':
      return text.replace(/^\+/, '');
    case 'text':
      // Latin letters and digits of a fixed shape are capitals with KCS.
      return format.pattern !== null && !format.pattern.test(text)
        ? inCapitals(format, text)
        : text;
    case 'flag':
      return text;
  }
}

function inCapitals(format: { pattern: RegExp | null }, text: string): string {
  const capitals = fromFullWidth(text).toUpperCase();
  return format.pattern?.test(capitals) === true ? capitals : text;
}

/** As the field shows it while nobody types: amounts with their digits grouped. */
export function shown(format: Format, value: Json | undefined): string {
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  const text = textOf(value);
  return format.type === 'decimal' ? grouped(text) : text;
}

/** `1234567.5` as `1,234,567.5`; what is no number stays as it is. */
export function grouped(value: string): string {
  const parts = /^(-?\d+)(\.\d*)?$/.exec(value);
  if (parts === null) return value;
  return (parts[1] ?? '').replaceAll(/\B(?=(\d{3})+$)/g, ',') + (parts[2] ?? '');
}

/**
 * A date as brokers type it: `20261124`, `261124`, `1124` or `11-24`, with any separators. A day
 * without its year is the one nearest to today.
 */
export function readTypedDate(typed: string, today: CivilDate): CivilDate | null {
  const parts = typed.split(/[^0-9]+/).filter((part) => part !== '');
  const digits = parts.length === 1 ? (parts[0] ?? '') : parts.map(twoAtLeast).join('');
  const year = today.slice(0, 4);
  switch (digits.length) {
    case 8:
      return dayOf(digits);
    case 6:
      return dayOf(year.slice(0, 2) + digits);
    case 4:
      return nearest(
        [-1, 0, 1].map((years) => dayOf(`${Number(year) + years}${digits}`)),
        today,
      );
    default:
      return null;
  }
}

const twoAtLeast = (part: string): string => part.padStart(2, '0');

function dayOf(digits: string): CivilDate | null {
  const text = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const day = civilDateSchema.safeParse(text);
  return day.success ? day.data : null;
}

function nearest(days: readonly (CivilDate | null)[], today: CivilDate): CivilDate | null {
  const far = (day: CivilDate): number => Math.abs(daysBetween(today, day));
  return days.reduce(
    (best, day) => (day !== null && (best === null || far(day) < far(best)) ? day : best),
    null,
  );
}

/** A step to the next or the previous day, for the arrow keys of a date field. */
export function dayAfter(value: string, days: number): CivilDate | null {
  const day = civilDateSchema.safeParse(value);
  return day.success ? addDays(day.data, days) : null;
}

/** Digits and Latin letters that an input method wrote in full width. */
function fromFullWidth(text: string): string {
  return text.replaceAll(/[！-～]/g, (char) =>
    String.fromCodePoint((char.codePointAt(0) ?? 0) - 0xfee0),
  );
}

/** Yes or no as people write it; `null` where it is neither. */
export function readFlag(typed: string): boolean | null {
  const word = typed.trim().toUpperCase();
  if (['Y', '예', 'TRUE', '1', 'O'].includes(word)) return true;
  if (['N', '아니오', '아니요', 'FALSE', '0', 'X'].includes(word)) return false;
  return null;
}
