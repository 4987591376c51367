import { useEffect, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { engineNow } from './clock.ts';
import { useEngineState, useSession } from './session-context.tsx';
import { useText } from './text.tsx';
import styles from './trouble-bars.module.css';

/** What a person was told last, quietly, until it is closed; the window's title bears it too. */
export function AttentionBar(): ReactNode {
  const { t, format, language } = useText();
  const { store } = useSession();
  const attention = useEngineState((state) => state.attention);
  const words = attention === null ? null : attention[language];
  useEffect(() => {
    const name = t('screens.app.name');
    document.title = words === null ? name : `${words} · ${name}`;
  }, [t, words]);
  if (attention === null) return null;
  return (
    <div className={styles['bars']} role="region" aria-label={t('incidents.attention.bar')}>
      <Notice
        tone={attention.level === 'tell' ? 'plain' : 'warn'}
        sign={attention.level === 'tell' ? 'inbox' : 'alert'}
        action={
          <Button kind="quiet" onPress={() => store.setState({ attention: null })}>
            {t('incidents.attention.close')}
          </Button>
        }
      >
        {words} <small>{format.clock(attention.at, engineNow())}</small>
      </Notice>
    </div>
  );
}
