import type { ReactNode } from 'react';
import { packFiles } from '../../../shared/evidence/files.ts';
import { useText } from '../../app/text.tsx';
import { Card } from '../../components/card.tsx';
import styles from './evidence-screen.module.css';

const order = ['report', 'sheets', 'journal', 'lines', 'page', 'manifest', 'signature'] as const;

/** What will be in the pack, file by file. */
export function Contents(): ReactNode {
  const { t } = useText();
  return (
    <Card title={t('evidence.contents.title')}>
      <dl className={styles['contents']}>
        {order.map((each) => (
          <div key={each}>
            <dt lang="ko">{packFiles[each]}</dt>
            <dd>{t(`evidence.contents.${each}`)}</dd>
          </div>
        ))}
        <div>
          <dt>.zip</dt>
          <dd>{t('evidence.contents.zip')}</dd>
        </div>
      </dl>
    </Card>
  );
}
