import {
  createTranslate,
  type TextKey,
  type TextParams,
  type Translate,
} from '../../../shared/i18n/index.ts';
import type { Part } from '../../../shared/filing/part.ts';
import { sequenceOf } from '../../../shared/filing/part.ts';
import type { DeclarationKind } from '../../../shared/filing/numbers.ts';

const translate = createTranslate('ko');
const known = new Map<TextKey, string>();

/**
 * A report for customs is Korean, whatever the program speaks. Words without particulars are looked
 * up once: a long table has a few of them many thousand times.
 */
export const t: Translate = (key: TextKey, params?: TextParams): string => {
  if (params !== undefined) return translate(key, params);
  let words = known.get(key);
  if (words === undefined) known.set(key, (words = translate(key)));
  return words;
};

const koreaMs = 9 * 3_600_000;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** As clocks in Korea show it: `2025-12-01 13:22:05`. */
export const clock = (at: number): string =>
  new Date(at + koreaMs).toISOString().slice(0, 19).replace('T', ' ');

/** The same with milliseconds, where order within a second matters. */
export const exactClock = (at: number): string =>
  new Date(at + koreaMs).toISOString().slice(0, 23).replace('T', ' ');

/** How long, in the two units that matter. */
export function duration(ms: number): string {
  const [d, h, m, s] = [day, hour, minute, second].map((unit) => Math.floor(ms / unit));
  if (d === undefined || h === undefined || m === undefined || s === undefined) return '';
  if (d > 0) return t('evidence.duration.days', { d, h: h % 24 });
  if (h > 0) return t('evidence.duration.hours', { h, m: m % 60 });
  if (m > 0) return t('evidence.duration.minutes', { m, s: s % 60 });
  return t('evidence.duration.seconds', { s: s === 0 && ms > 0 ? (ms / second).toFixed(1) : s });
}

export function kindOf(kind: DeclarationKind, part: Part): string {
  const name = t(`evidence.kinds.${kind}`);
  if (part.is === 'declaration') return name;
  const sequence = sequenceOf(part);
  return `${name} ${t(`evidence.parts.${part.is}`)}${sequence === 0 ? '' : ` ${sequence}`}`;
}

export const count = (n: number): string =>
  t('evidence.pdf.count', { count: n.toLocaleString('ko-KR') });
export const times = (n: number): string =>
  t('evidence.pdf.times', { count: n.toLocaleString('ko-KR') });
