import type { Language } from '../shared/i18n/index.ts';

/** The language of a terminal: Korean unless its locale names another. */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  if (locale === undefined || /^(C|POSIX|ko)(?![A-Za-z])/i.test(locale)) return 'ko';
  return 'en';
}
