import type { ReactNode } from 'react';
import { Notice } from '../components/notice.tsx';
import { Brand } from './brand.tsx';
import { HostBars } from './host-bars.tsx';
import { UnlockData } from '../features/lock/unlock-data.tsx';
import { RescueAtWork } from '../features/rescue/at-work.tsx';
import { RescueData } from '../features/rescue/rescue-data.tsx';
import { Saved } from '../features/rescue/saved.tsx';
import { useRescue } from './rescue.ts';
import { isLock } from './session.ts';
import { useEngineState } from './session-context.tsx';
import styles from './starting.module.css';
import { useText } from './text.tsx';

/** Before the engine has spoken, and where it never will. */
export function Starting(): ReactNode {
  const { t, say } = useText();
  const fatal = useEngineState((state) => state.fatal);
  const connection = useEngineState((state) => state.connection);
  const rescue = useRescue(({ step }) => step);
  return (
    <main className={styles['starting']}>
      <Brand />
      <HostBars />
      {rescue.is === 'salvaged' ? (
        <Saved saved={rescue.saved} />
      ) : rescue.is === 'working' && fatal === null ? (
        <RescueAtWork />
      ) : fatal === null ? (
        <p role="status">
          {t(connection === 'lost' ? 'screens.link.lost' : 'screens.link.opening')}
        </p>
      ) : isLock(fatal) ? (
        <UnlockData why={fatal.code} />
      ) : fatal.code === 'data-damaged' ? (
        <RescueData problem={fatal} />
      ) : (
        <>
          <h1>{t('screens.link.fatalTitle')}</h1>
          <Notice tone="bad" sign="alert">
            {say(fatal)}
          </Notice>
        </>
      )}
    </main>
  );
}
