import type { ReactNode } from 'react';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { Stale } from '../../../shared/filing/stale.ts';
import { addressOf } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import { Section } from '../filing/section.tsx';
import { FindingList } from './finding-list.tsx';
import styles from './stale.module.css';

/** On a filing's panel: what went stale, and where to settle it. */
export function StaleSection({ id, stale }: { id: FilingId; stale: Stale }): ReactNode {
  const { t } = useText();
  return (
    <Section title={t('panel.stale')} count={stale.findings.length}>
      <FindingList findings={stale.findings} />
      <a className={styles['link']} href={addressOf({ screen: 'recheck', open: id })}>
        {t('panel.toStale')}
      </a>
    </Section>
  );
}
