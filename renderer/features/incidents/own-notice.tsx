import { useMemo, useState, type ReactNode } from 'react';
import type { EngineClient, OwnNotice as Written } from '../../../shared/contract/index.ts';
import type { Incident } from '../../../shared/sync/incidents.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Section } from '../filing/section.tsx';
import { useCopy } from '../stale/use-copy.ts';
import styles from './incidents.module.css';

/** While filings leave, the count in it changes all the time. */
const restMs = 10_000;

/** 자체 알림문: what we measured, to be forwarded; it is written anew whenever something changes. */
export function OwnNotice({ incident }: { incident: Incident }): ReactNode {
  const { t, language: shown, say } = useText();
  const engine = useEngine();
  const [language, setLanguage] = useState<'ko' | 'en'>(shown);
  const [copied, copy] = useCopy();
  const fetch = useMemo(() => fetchNotice(engine, incident), [engine, incident]);
  const { value, problem } = useFetched(fetch, { restMs });
  const text = value?.[language] ?? null;
  return (
    <Section title={t('incidents.own.title')}>
      <p className={styles['quiet']}>{t('incidents.own.text')}</p>
      <div className={styles['line']}>
        <Choice
          label={t('incidents.own.language')}
          options={[
            { value: 'ko', words: t('incidents.own.ko') },
            { value: 'en', words: t('incidents.own.en') },
          ]}
          value={language}
          onChange={setLanguage}
        />
        <Button
          kind="main"
          isDisabled={text === null}
          onPress={() => (text === null ? undefined : copy(text))}
        >
          {t('incidents.own.copy')}
        </Button>
        <span role="status">
          {copied === 'done' ? t('incidents.own.copied') : null}
          {copied === 'failed' ? t('incidents.own.copyFailed') : null}
        </span>
      </div>
      {problem === null ? null : <p role="alert">{say(problem)}</p>}
      {text === null ? (
        problem === null && <p role="status">{t('incidents.own.reading')}</p>
      ) : (
        <pre className={styles['notice']} lang={language}>
          {text}
        </pre>
      )}
    </Section>
  );
}

/** @param incident as it is now: another one is another notice */
function fetchNotice(engine: EngineClient, { id }: Incident): () => Promise<Written> {
  return () => engine.call('incidents.notice', { id });
}
