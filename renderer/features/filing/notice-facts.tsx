import type { ReactNode } from 'react';
import { isNoticeFactName } from '../../../shared/filing/notice-facts.ts';
import type { Notice } from '../../../shared/filing/receipts.ts';
import type { Translate } from '../../../shared/i18n/index.ts';
import { useText } from '../../app/text.tsx';
import styles from './filing-panel.module.css';

/** What a notice says beside its meaning: by name where that is known, else as it stands. */
export function NoticeFacts({ facts }: { facts: NonNullable<Notice['facts']> }): ReactNode {
  const { t } = useText();
  if (facts.length === 0) return null;
  return (
    <dl className={styles['items']}>
      {facts.map(({ name, value }) => (
        <div key={`${name} ${value}`}>
          <dt>{factName(name, t)}</dt>
          <dd>{value === 'Y' ? t('panel.yes') : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function factName(name: string, t: Translate): string {
  return isNoticeFactName(name) ? t(`notices.facts.${name}`) : name;
}
