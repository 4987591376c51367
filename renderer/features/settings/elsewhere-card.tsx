import type { ReactNode } from 'react';
import {
  settingIds,
  placeOf,
  wordsOf,
  type SettingCard,
} from '../../../shared/settings/setting-list.ts';
import { addressOf, type Route } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import { Card } from '../../components/card.tsx';
import styles from './settings-screen.module.css';

/** What has a screen of its own, with its meaning and the way there. */
export function ElsewhereCard({
  of,
  title,
  at,
}: {
  of: SettingCard;
  title: string;
  at: Route;
}): ReactNode {
  const { t } = useText();
  return (
    <Card title={title}>
      <div className={styles['form']}>
        {settingIds
          .filter((id) => placeOf(id).card === of)
          .map((id) => {
            const { label, meaning, byDefault } = wordsOf(t, id);
            return (
              <p key={id}>
                <strong>{label}</strong> {meaning} {t('setup.byDefault')}: {byDefault}
              </p>
            );
          })}
        <a href={addressOf(at)}>{t('setup.elsewhere')}</a>
      </div>
    </Card>
  );
}
