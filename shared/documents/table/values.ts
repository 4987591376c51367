import type { ErrorParams, FieldErrorCode } from '../../errors.ts';
import type { CodeFormat, DecimalFormat, Format, TextFormat } from './formats.ts';
import { civilDateSchema } from '../../time.ts';

export type ValueReading =
  | { ok: true; value: string | boolean }
  | { ok: true; value: null }
  | { ok: false; code: FieldErrorCode; params: ErrorParams };

/** Control characters, halves of pairs, and what XML 1.0 or a reader's eye cannot carry. */
const badCharacters = /[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/u;

const refused = (code: FieldErrorCode, params: ErrorParams = {}): ValueReading => ({
  ok: false,
  code,
  params,
});

/** Length as a person counts it, in characters. */
const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

/** Enough of a value to recognise it by. */
export const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const codeSets = new WeakMap<CodeFormat, ReadonlySet<string>>();

/** Codes in a sentence: all of a short list, the beginning of a long one. */
export const shownCodes = (codes: readonly string[]): string =>
  codes.length > 45 ? `${codes.slice(0, 12).join(', ')} …` : codes.join(', ');

function readText(format: TextFormat, given: string): ValueReading {
  const text = format.ignores === null ? given : given.replaceAll(format.ignores, '');
  const length = lengthOf(text);
  const fixed = format.min === format.max;
  if (length > format.max)
    return refused(fixed ? 'wrong-length' : 'too-long', { max: format.max, length });
  if (length < format.min)
    return refused(fixed ? 'wrong-length' : 'too-short', {
      ...(fixed ? { max: format.max } : { min: format.min }),
      length,
    });
  if (format.pattern !== null && !format.pattern.test(text))
    return refused('pattern', { value: shown(given), example: format.example ?? '' });
  return { ok: true, value: text };
}

function readCode(format: CodeFormat, given: string): ValueReading {
  let set = codeSets.get(format);
  if (set === undefined) codeSets.set(format, (set = new Set(format.codes)));
  const code = given.toUpperCase();
  if (set.has(code)) return { ok: true, value: code };
  return refused('not-a-code', { value: shown(given), allowed: shownCodes(format.codes) });
}

/** No number of a document has as many letters, however many zeros are written around it. */
const longestNumber = 100;

/**
 * Checks exact decimal text; leading zeros and zeros at the end of the fraction go, nothing is
 * ever rounded.
 */
function readDecimal(format: DecimalFormat, given: string): ValueReading {
  const parts = given.length > longestNumber ? null : /^(-?)(\d+)(?:\.(\d+))?$/.exec(given);
  if (parts === null) return refused('not-a-number', { value: shown(given) });
  const whole = (parts[2] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (parts[3] ?? '').replace(/0+$/, '');
  if (parts[1] === '-' && !(whole === '0' && fraction === ''))
    return refused('negative', { value: shown(given) });
  if (fraction.length > format.decimals)
    return format.decimals === 0
      ? refused('not-whole', { value: shown(given) })
      : refused('too-many-decimals', { value: shown(given), max: format.decimals });
  const wholeDigits = format.digits - format.decimals;
  if (whole.length > wholeDigits)
    return refused('too-large', { value: shown(given), max: wholeDigits });
  return { ok: true, value: fraction === '' ? whole : `${whole}.${fraction}` };
}

function readDate(given: string): ValueReading {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(given);
  const text = compact === null ? given : `${compact[1]}-${compact[2]}-${compact[3]}`;
  const day = civilDateSchema.safeParse(text);
  return day.success
    ? { ok: true, value: day.data }
    : refused('not-a-date', { value: shown(given) });
}

/** The exact text of a JSON number, or `null` where reading it has already lost digits. */
function numberText(value: number): string | null {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return null;
  const text = String(value);
  if (!text.includes('e')) return text;
  return value.toFixed(20).replace(/\.?0+$/, '');
}

/** Checks one value against its format; `null` where nothing is given. */
export function readValue(format: Format, raw: unknown): ValueReading {
  if (raw === undefined || raw === null) return { ok: true, value: null };
  if (format.type === 'flag') {
    if (typeof raw === 'boolean') return { ok: true, value: raw };
    return refused('wrong-type', { expected: 'flag' });
  }
  let given: string;
  if (typeof raw === 'string') {
    given = raw.trim();
    if (given === '') return { ok: true, value: null };
    if (badCharacters.test(given)) return refused('bad-characters', {});
    given = given.normalize('NFC');
  } else if (typeof raw === 'number' && format.type === 'decimal') {
    const text = numberText(raw);
    if (text === null) return refused('digits-lost', { value: String(raw) });
    given = text;
  } else return refused('wrong-type', { expected: format.type === 'decimal' ? 'number' : 'text' });
  switch (format.type) {
    case 'text':
      return readText(format, given);
    case 'code':
      return readCode(format, given);
    case 'decimal':
      return readDecimal(format, given);
    case 'date':
      return readDate(given);
  }
}
