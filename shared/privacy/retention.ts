import { addDays, epochMs, koreanDate, civilDate, type EpochMs } from '../time.ts';

/**
 * What may be deleted once its time has come (보존 기간). 관세법 제12조 has a filer keep declarations
 * and what proves them for up to five years. 관세법 시행령 제3조제1항 says how long, from the day of
 * acceptance (수리일): by 제1호 five years for import declarations (수입신고필증) with their contracts
 * and what their prices follow from, by 제2호 three years for export and return declarations
 * (수출·반송신고필증). 제3호 (two years) is about bonded goods and manifests, which Naru does not file.
 */
export const retentionGroups = [
  'imports',
  'exports',
  'unsent',
  'notices',
  'drafts',
  'answers',
] as const;
export type RetentionGroup = (typeof retentionGroups)[number];

/** Years by law, or days by our own habit where no law asks for it. */
export const retentionOf: Readonly<
  Record<RetentionGroup, { years: number; law: true } | { days: number; law: false }>
> = {
  /** Import declarations; clearance lists (목록통관) are taken for imports. */
  imports: { years: 5, law: true },
  exports: { years: 3, law: true },
  /** Cancelled before anything was sent. */
  unsent: { days: 90, law: false },
  /** Notice documents that belong to no filing here: nobody can tell which time is theirs. */
  notices: { years: 5, law: true },
  /** Drafts that nobody has touched. */
  drafts: { days: 90, law: false },
  /** What the open API answered, e.g. about personal customs codes. */
  answers: { days: 30, law: false },
};

/**
 * What ended before this moment may go. The day on which the time ends is still kept whole, and a
 * 29th of February ends with the last day of its month.
 */
export function cutoffOf(group: RetentionGroup, now: EpochMs): EpochMs {
  const rule = retentionOf[group];
  const today = koreanDate(now);
  if ('days' in rule) return dayBegins(addDays(today, -rule.days));
  const year = Number(today.slice(0, 4)) - rule.years;
  const day = today.endsWith('-02-29') && year % 4 !== 0 ? '-02-28' : today.slice(4);
  return dayBegins(civilDate(`${String(year).padStart(4, '0')}${day}`));
}

const dayBegins = (day: string): EpochMs => epochMs(Date.parse(`${day}T00:00:00+09:00`));
