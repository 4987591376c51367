import { create } from 'zustand';
import { languages, type Language } from '../../shared/i18n/index.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

interface Preferences {
  language: Language;
  theme: Theme;
  /** Whether the first steps of practice mode have been put away. */
  guideClosed: boolean;
}

/** What a person chose for this computer; kept by the browser, known to no engine. */
export const usePreferences = create<Preferences>(() => ({
  language: stored('naru.language', languages) ?? browserLanguage(),
  theme: stored('naru.theme', themes) ?? 'system',
  guideClosed: localStorage.getItem('naru.guide') === 'closed',
}));

export function setLanguage(language: Language): void {
  localStorage.setItem('naru.language', language);
  usePreferences.setState({ language });
}

export function setTheme(theme: Theme): void {
  localStorage.setItem('naru.theme', theme);
  usePreferences.setState({ theme });
}

export function setGuideClosed(guideClosed: boolean): void {
  localStorage.setItem('naru.guide', guideClosed ? 'closed' : 'open');
  usePreferences.setState({ guideClosed });
}

/** Korean unless the person's system plainly speaks English. */
function browserLanguage(): Language {
  return navigator.language.startsWith('en') ? 'en' : 'ko';
}

function stored<T extends string>(key: string, allowed: readonly T[]): T | undefined {
  const value = localStorage.getItem(key);
  return allowed.find((candidate) => candidate === value);
}
