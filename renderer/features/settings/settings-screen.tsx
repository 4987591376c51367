import type { ReactNode } from 'react';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { HolidaysCard } from '../deadlines/holidays-card.tsx';
import { HotFolderCard } from '../intake/hot-folder-card.tsx';
import { FreshnessForm } from './freshness-form.tsx';
import { GatewayForm } from './gateway-form.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { NumberRanges } from './number-ranges.tsx';
import { OfficeForm } from './office-form.tsx';
import { OpenApiCard } from './open-api-card.tsx';
import { PacingCard } from './pacing-card.tsx';
import { UpdatesCard } from './updates-card.tsx';
import styles from './settings-screen.module.css';

/** 설정: who files, by which way, what is checked before, and whether it is real. */
export function SettingsScreen(): ReactNode {
  const { t } = useText();
  const mode = useSync((sync) => sync.mode);
  return (
    <div className={styles['screen']}>
      <h1 className={styles['title']}>{t('screens.nav.settings')}</h1>
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <OfficeForm />
          <ModeChoice mode={mode} />
          <GatewayForm mode={mode} />
          <PacingCard key={mode} mode={mode} />
        </div>
        <div className={styles['column']}>
          <FreshnessForm />
          <OpenApiCard mode={mode} />
          <NumberRanges />
          <HotFolderCard />
          <HolidaysCard />
          <UpdatesCard />
        </div>
      </div>
    </div>
  );
}
