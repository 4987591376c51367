import { useCallback, useState, type ReactNode } from 'react';
import {
  notificationWishes,
  type DesktopSettings,
  type HostOutput,
} from '../../../shared/desktop/host-calls.ts';
import type { Problem } from '../../../shared/errors.ts';
import { desktopHost, type DesktopHost } from '../../app/desktop-host.ts';
import { problemOf } from '../../app/session.ts';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './settings-screen.module.css';

/** 이 컴퓨터: what is set for this computer's desktop. A browser has none of it, and says so. */
export function DesktopCard(): ReactNode {
  const { t } = useText();
  if (desktopHost !== null) return <OfHost host={desktopHost} />;
  return (
    <Card title={t('desktop.settings.title')}>
      <p className={styles['form']}>{t('desktop.settings.inBrowser')}</p>
    </Card>
  );
}

function OfHost({ host }: { host: DesktopHost }): ReactNode {
  const { t } = useText();
  const fetch = useCallback(() => host.call('desktop.get', {}), [host]);
  const { value } = useFetched(fetch, { concerns: never });
  return (
    <Card title={t('desktop.settings.title')}>
      {value === null ? (
        <p className={styles['form']}>{t('screens.settings.reading')}</p>
      ) : (
        <Choices host={host} initial={value.settings} can={value.can} />
      )}
    </Card>
  );
}

const yesNo = ['yes', 'no'] as const;

function Choices({
  host,
  initial,
  can,
}: {
  host: DesktopHost;
  initial: DesktopSettings;
  can: HostOutput<'desktop.get'>['can'];
}): ReactNode {
  const { t, say } = useText();
  const [settings, setSettings] = useState(initial);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** Each choice holds at once; one that could not be kept goes back. */
  function set(change: Partial<DesktopSettings>): void {
    const next = { ...settings, ...change };
    setSettings(next);
    setProblem(null);
    host.call('desktop.set', next).catch((error: unknown) => {
      setSettings(settings);
      setProblem(problemOf(error));
    });
  }
  const login = settings.openAtLogin ? 'yes' : 'no';
  const close = settings.closeToTray ? 'yes' : 'no';
  return (
    <div className={styles['form']}>
      <p>{t('desktop.settings.text')}</p>
      <div className={styles['option']}>
        <span>{t('desktop.settings.openAtLogin.label')}</span>
        <Choice
          label={t('desktop.settings.openAtLogin.label')}
          options={yesNo.map((value) => ({ value, words: t(`desktop.settings.${value}`) }))}
          value={login}
          onChange={(value) => set({ openAtLogin: value === 'yes' })}
          isDisabled={!can.openAtLogin}
        />
        <p>
          {t(
            can.openAtLogin
              ? `desktop.settings.openAtLogin.${login}Text`
              : 'desktop.settings.openAtLogin.notHere',
          )}
        </p>
      </div>
      <div className={styles['option']}>
        <span>{t('desktop.settings.closeToTray.label')}</span>
        <Choice
          label={t('desktop.settings.closeToTray.label')}
          options={yesNo.map((value) => ({
            value,
            words: t(`desktop.settings.closeToTray.${value}`),
          }))}
          value={close}
          onChange={(value) => set({ closeToTray: value === 'yes' })}
        />
        <p>{t(`desktop.settings.closeToTray.${close}Text`)}</p>
      </div>
      {can.notify ? (
        <div className={styles['option']}>
          <span>{t('desktop.settings.notifications.label')}</span>
          <Choice
            label={t('desktop.settings.notifications.label')}
            options={notificationWishes.map((value) => ({
              value,
              words: t(`desktop.settings.notifications.${value}`),
            }))}
            value={settings.notifications}
            onChange={(notifications) => set({ notifications })}
          />
          <p>{t(`desktop.settings.notifications.${settings.notifications}Text`)}</p>
        </div>
      ) : null}
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
    </div>
  );
}
