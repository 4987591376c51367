import { evidenceCheck as en } from '../../shared/i18n/en/evidence-check.ts';
import { evidenceCheck as ko } from '../../shared/i18n/ko/evidence-check.ts';

export const words = { ko, en } as const;
export type PageLanguage = keyof typeof words;

/** A sentence with its particulars. */
export const fill = (text: string, params: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'medium',
});
/** As clocks in Korea show it. */
export const koreanTime = (iso: string): string => `${clock.format(new Date(iso))} (UTC+9)`;
