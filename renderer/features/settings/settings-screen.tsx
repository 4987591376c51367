import type { ReactNode } from 'react';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { GatewayForm } from './gateway-form.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { OfficeForm } from './office-form.tsx';
import styles from './settings-screen.module.css';

/** 설정: who files, through which gateway, and whether it is real. */
export function SettingsScreen(): ReactNode {
  const { t } = useText();
  const mode = useSync((sync) => sync.mode);
  return (
    <div className={styles['screen']}>
      <h1 className={styles['title']}>{t('screens.nav.settings')}</h1>
      <div className={styles['columns']}>
        <OfficeForm />
        <GatewayForm mode={mode} />
        <ModeChoice mode={mode} />
      </div>
    </div>
  );
}
