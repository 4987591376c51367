import { useEffect, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { desktopHost, putRemarkAway, tellRefused, useHostState } from './desktop-host.ts';
import { usePreferences } from './preferences.ts';
import { useText } from './text.tsx';
import styles from './trouble-bars.module.css';

/** What the desktop host has to say of the program itself. Nothing in a browser. */
export function HostBars(): ReactNode {
  const { t, say } = useText();
  const language = usePreferences((state) => state.language);
  const remark = useHostState((state) => state.remark);
  const refused = useHostState((state) => state.refused);
  const endsWithin = useHostState((state) => state.endsWithin);
  useEffect(() => {
    desktopHost?.call('desktop.language', { language }).catch(() => undefined);
  }, [language]);
  if (remark === null && endsWithin === null && refused === null) return null;
  return (
    <div className={styles['bars']}>
      {endsWithin === null ? null : (
        <Notice
          tone="accent"
          sign="clock"
          action={
            <Button
              kind="plain"
              onPress={() => void desktopHost?.call('desktop.endNow', {}).catch(() => undefined)}
            >
              {t('desktop.bar.endNow')}
            </Button>
          }
        >
          {t('desktop.bar.ending', { seconds: endsWithin })}
        </Notice>
      )}
      {refused === null ? null : (
        <Notice
          tone="bad"
          sign="alert"
          action={
            <Button kind="plain" onPress={() => tellRefused(null)}>
              {t('desktop.bar.putAway')}
            </Button>
          }
        >
          {say(refused)}
        </Notice>
      )}
      {remark === null ? null : (
        <Notice
          tone={remark === 'engine-keeps-crashing' ? 'bad' : 'warn'}
          sign="alert"
          action={
            <Button kind="plain" onPress={putRemarkAway}>
              {t('desktop.bar.putAway')}
            </Button>
          }
        >
          {t(`desktop.bar.${remark}`)}
        </Notice>
      )}
    </div>
  );
}
