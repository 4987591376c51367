import type { ReactNode } from 'react';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './rescue.module.css';
import { useRescuing } from './use-rescuing.ts';

/** Damage that the daily check found, with both ways out; nothing where it found none. */
export function FoundDamaged(): ReactNode {
  const { t, say } = useText();
  const { rescue, step, salvage } = useRescuing();
  if (rescue === null) return null;
  return (
    <Card title={t('rescue.found.title')}>
      <div className={styles['body']}>
        <Notice tone="bad" sign="disk">
          {t(`rescue.mode.${rescue.mode}`)} · {t('rescue.found.text', { file: rescue.file })}
        </Notice>
        <p>{t('rescue.found.restore')}</p>
        <p>{t('rescue.found.salvage')}</p>
        <Button isDisabled={step.is === 'working'} onPress={salvage}>
          {t('rescue.salvage.do')}
        </Button>
        {step.is === 'failed' ? (
          <Notice tone="bad" sign="alert">
            {say(step.problem)}
          </Notice>
        ) : null}
      </div>
    </Card>
  );
}
