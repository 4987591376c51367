import type { ReactNode } from 'react';
import { useNow } from '../../app/clock.ts';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Card } from '../../components/card.tsx';
import styles from './health-screen.module.css';

/** The central system's own status page, quoted; nothing here believes it. */
export function OwnWord(): ReactNode {
  const { t, format } = useText();
  const word = useSync((sync) => sync.central.ownWord);
  const now = useNow(60_000);
  return (
    <Card title={t('health.ownWord.title')}>
      <div className={styles['own']}>
        <p className={styles['quiet']}>{t('health.ownWord.text')}</p>
        {word === null ? (
          <p>{t('health.ownWord.none')}</p>
        ) : (
          <blockquote>
            <b>{t('screens.channel.quoted', { word: t(`states.ownWord.${word.state}`) })}</b>
            {word.message === null ? null : <span lang="ko">{word.message}</span>}
            <small>{t('health.ownWord.at', { at: format.moment(word.at, now) })}</small>
          </blockquote>
        )}
      </div>
    </Card>
  );
}
