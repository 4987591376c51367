import type { ReactNode } from 'react';
import { wordsOf } from '../../../shared/settings/setting-list.ts';
import { useText } from '../../app/text.tsx';
import { Toggles } from '../../app/toggles.tsx';
import { Card } from '../../components/card.tsx';
import styles from './settings-screen.module.css';

/** 화면: language and light, as in the corner of every screen. */
export function PageCard(): ReactNode {
  const { t } = useText();
  return (
    <Card title={t('setup.page')}>
      <div className={styles['form']}>
        {(['page.language', 'page.theme'] as const).map((id) => {
          const { label, meaning, effect } = wordsOf(t, id);
          return (
            <p key={id}>
              <strong>{label}</strong> {meaning} {effect}
            </p>
          );
        })}
        <Toggles />
      </div>
    </Card>
  );
}
