import type { ReactNode } from 'react';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { engineNow } from '../../app/clock.ts';
import { addressOf } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import { CustomsBadge, TransportBadge } from '../../components/state-badge.tsx';
import { whatOf } from '../filings/what.ts';
import styles from './filing-panel.module.css';
import { Section } from './section.tsx';

/** Amendments, withdrawals and synchronisations of this filing, each with both of its states. */
export function Parts({ parts }: { parts: readonly FilingRow[] }): ReactNode {
  const { t, format } = useText();
  if (parts.length === 0) return null;
  return (
    <Section title={t('panel.parts')} count={parts.length}>
      <ul className={styles['parts']}>
        {parts.map((part) => (
          <li key={part.id}>
            <a href={addressOf({ screen: 'filings', view: 'all', open: part.id })}>
              <b>{whatOf(part, t)}</b>
              <TransportBadge state={part.transport} />
              <CustomsBadge state={part.customs} />
              <time>{format.clock(part.createdAt, engineNow())}</time>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** From a part back to the declaration that it is about. */
export function ToOriginal({ row }: { row: FilingRow }): ReactNode {
  const { t } = useText();
  if (row.originalId === null) return null;
  return (
    <p className={styles['original']}>
      <b>{whatOf(row, t)}</b>
      <a href={addressOf({ screen: 'filings', view: 'all', open: row.originalId })}>
        {t('panel.original')}
      </a>
    </p>
  );
}
