import type { ReactNode } from 'react';
import { languages } from '../../shared/i18n/index.ts';
import { Choice } from '../components/choice.tsx';
import { setLanguage, setTheme, themes, usePreferences } from './preferences.ts';
import { useText } from './text.tsx';
import styles from './toggles.module.css';

/** Language and light; small, and always in the same corner. */
export function Toggles(): ReactNode {
  const { t } = useText();
  const language = usePreferences((state) => state.language);
  const theme = usePreferences((state) => state.theme);
  return (
    <div className={styles['toggles']}>
      <Choice
        label={t('screens.toggles.theme')}
        options={themes.map((value) => ({
          value,
          words: <ThemeSign theme={value} />,
          label: t(`screens.toggles.${value}`),
        }))}
        value={theme}
        onChange={setTheme}
      />
      <Choice
        label={t('screens.toggles.language')}
        options={languages.map((value) => ({
          value,
          // Each in its own words, for whoever cannot read the other.
          words: (
            <span lang={value}>
              <span className={styles['whole']}>{names[value].whole}</span>
              <span className={styles['short']} aria-hidden="true">
                {names[value].short}
              </span>
            </span>
          ),
        }))}
        value={language}
        onChange={setLanguage}
      />
    </div>
  );
}

const names = {
  ko: { whole: '한국어', short: '한' },
  en: { whole: 'English', short: 'EN' },
} as const;

const themePaths = {
  system: 'M2 3h12v8H2zM6 14h4M8 11v3',
  light:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1.5M8 13.5V15M1 8h1.500M13.5 8H15M3.2 3.200l1 1M11.8 11.800l1 1M12.8 3.200l-1 1M4.2 11.800l-1 1',
  dark: 'M13.5 9.800A6 6 0 0 1 6.2 2.500a6 6 0 1 0 7.3 7.300z',
};

function ThemeSign({ theme }: { theme: keyof typeof themePaths }): ReactNode {
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={themePaths[theme]} />
    </svg>
  );
}
