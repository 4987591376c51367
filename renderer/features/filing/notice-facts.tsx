import type { ReactNode } from 'react';
import { isNoticeFactName } from '../../../shared/filing/notice-facts.ts';
import type { Notice } from '../../../shared/filing/receipts.ts';
import { useText } from '../../app/text.tsx';
import styles from './filing-panel.module.css';

type Facts = NonNullable<Notice['facts']>;

/** What a notice says beside its meaning: by name where that is known, else as it stands, folded. */
export function NoticeFacts({ facts }: { facts: Facts }): ReactNode {
  const { t } = useText();
  const named = facts.flatMap(({ name, value }) =>
    isNoticeFactName(name) ? [{ name: t(`notices.facts.${name}`), value }] : [],
  );
  const rest = facts.filter(({ name }) => !isNoticeFactName(name));
  return (
    <>
      <FactList facts={named} />
      {rest.length === 0 ? null : (
        <details className={styles['rest']}>
          <summary>{t('panel.otherFacts', { count: rest.length })}</summary>
          <FactList facts={rest} />
        </details>
      )}
    </>
  );
}

function FactList({ facts }: { facts: Facts }): ReactNode {
  const { t } = useText();
  if (facts.length === 0) return null;
  return (
    <dl className={styles['items']}>
      {facts.map(({ name, value }) => (
        <div key={`${name} ${value}`}>
          <dt>{name}</dt>
          <dd>{value === 'Y' ? t('panel.yes') : value}</dd>
        </div>
      ))}
    </dl>
  );
}
