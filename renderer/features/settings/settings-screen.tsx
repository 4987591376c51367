import type { ReactNode } from 'react';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { CardScreen } from '../../components/card-screen.tsx';
import { HolidaysCard } from '../deadlines/holidays-card.tsx';
import { HotFolderCard } from '../intake/hot-folder-card.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { DesktopCard } from './desktop-card.tsx';
import { ElsewhereCard } from './elsewhere-card.tsx';
import { FreshnessForm } from './freshness-form.tsx';
import { GatewayForm } from './gateway-form.tsx';
import { LogCard } from './log-card.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { NumberRanges } from './number-ranges.tsx';
import { OfficeForm } from './office-form.tsx';
import { OpenApiCard } from './open-api-card.tsx';
import { PacingCard } from './pacing-card.tsx';
import { PageCard } from './page-card.tsx';
import { SettingCard } from './setting-card.tsx';
import { SettingFinder } from './setting-finder.tsx';
import { UpdatesCard } from './updates-card.tsx';
import styles from './settings-screen.module.css';

/** 설정: who files, by which way, what is checked before, and whether it is real. */
export function SettingsScreen(): ReactNode {
  const { t } = useText();
  const mode = useSync((sync) => sync.mode);
  return (
    <CardScreen className={styles['screen']}>
      <h1 className={styles['title']}>{t('screens.nav.settings')}</h1>
      <SettingFinder />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <SettingCard of="office">
            <OfficeForm />
          </SettingCard>
          <SettingCard of="mode">
            <ModeChoice mode={mode} />
          </SettingCard>
          <SettingCard of="gateway">
            <GatewayForm mode={mode} />
          </SettingCard>
          <SettingCard of="connection">
            <ConnectionCard mode={mode} />
          </SettingCard>
          <SettingCard of="pacing">
            <PacingCard key={mode} mode={mode} />
          </SettingCard>
        </div>
        <div className={styles['column']}>
          <SettingCard of="freshness">
            <FreshnessForm />
          </SettingCard>
          <SettingCard of="openApi">
            <OpenApiCard mode={mode} />
          </SettingCard>
          <SettingCard of="numbers">
            <NumberRanges />
          </SettingCard>
          <SettingCard of="hotFolder">
            <HotFolderCard />
          </SettingCard>
          <SettingCard of="holidays">
            <HolidaysCard />
          </SettingCard>
          <SettingCard of="desktop">
            <DesktopCard />
          </SettingCard>
          <SettingCard of="updates">
            <UpdatesCard />
          </SettingCard>
          <SettingCard of="page">
            <PageCard />
          </SettingCard>
          <SettingCard of="backup">
            <ElsewhereCard of="backup" title={t('backup.nav')} at={{ screen: 'backup' }} />
          </SettingCard>
          <SettingCard of="privacy">
            <ElsewhereCard of="privacy" title={t('privacy.nav')} at={{ screen: 'privacy' }} />
          </SettingCard>
          <SettingCard of="logs">
            <LogCard />
          </SettingCard>
        </div>
      </div>
    </CardScreen>
  );
}
