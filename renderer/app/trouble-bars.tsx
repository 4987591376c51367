import type { ReactNode } from 'react';
import { Notice } from '../components/notice.tsx';
import { addressOf } from './route.ts';
import { useEngineState, useSync } from './session-context.tsx';
import { useText } from './text.tsx';
import styles from './trouble-bars.module.css';

/** What keeps this computer from its work: told on every screen until it is over. */
export function TroubleBars(): ReactNode {
  const { t, say } = useText();
  const connection = useEngineState((state) => state.connection);
  const troubles = useSync((sync) => sync.troubles);
  if (connection === 'open' && troubles.length === 0) return null;
  return (
    <div className={styles['bars']}>
      {connection === 'open' ? null : (
        <Notice tone="bad" sign="plug">
          {t('screens.link.lost')}
        </Notice>
      )}
      {troubles.map((problem) => (
        <Notice
          key={problem.code}
          tone="bad"
          sign="disk"
          action={
            problem.code === 'data-unsound' ? (
              <a href={addressOf({ screen: 'backup' })}>{t('rescue.found.link')}</a>
            ) : (
              <a href={addressOf({ screen: 'help', page: 'troubles' })}>
                {t('help.pages.troubles')}
              </a>
            )
          }
        >
          <b>{t('screens.trouble.title')}</b> {say(problem)}
        </Notice>
      ))}
    </div>
  );
}
