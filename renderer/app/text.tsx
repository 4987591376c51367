import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Problem } from '../../shared/errors.ts';
import { transportStates } from '../../shared/filing/states.ts';
import {
  createTranslate,
  describeProblem,
  type Language,
  type Translate,
} from '../../shared/i18n/index.ts';
import { createFormats, type Formats } from './formats.ts';
import { usePreferences } from './preferences.ts';

export interface Text {
  language: Language;
  t: Translate;
  format: Formats;
  /** The sentence of a problem: what happened and the cure. */
  say(problem: Problem): string;
}

const TextContext = createContext<Text | null>(null);

/** Words, dates and amounts in the language that the person chose. */
export function useText(): Text {
  const text = useContext(TextContext);
  if (text === null) throw new Error('useText outside of TextProvider');
  return text;
}

export function TextProvider({ children }: { children: ReactNode }): ReactNode {
  const language = usePreferences((state) => state.language);
  const text = useMemo(() => createText(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = text.t('screens.app.name');
  }, [language, text]);
  return (
    <I18nProvider locale={language === 'ko' ? 'ko-KR' : 'en-GB'}>
      <TextContext value={text}>{children}</TextContext>
    </I18nProvider>
  );
}

function createText(language: Language): Text {
  const t = createTranslate(language);
  return {
    language,
    t,
    format: createFormats(language, t),
    say: (problem) => describeProblem(t, inWords(t, problem)),
  };
}

/** A state among a problem's particulars is put into words too. */
function inWords(t: Translate, problem: Problem): Problem {
  const state = transportStates.find((candidate) => candidate === problem.params['state']);
  if (state === undefined) return problem;
  return { ...problem, params: { ...problem.params, state: t(`states.transport.${state}`) } };
}
