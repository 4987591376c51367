import type { ReactNode } from 'react';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import { epochMs } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import { CustomsBadge } from '../../components/state-badge.tsx';
import { FaultList } from './faults.tsx';
import styles from './filing-panel.module.css';
import { Section } from './section.tsx';

/** What customs has said of it, newest first. */
export function Notices({ notices }: { notices: FilingDetail['notices'] }): ReactNode {
  const { t, format } = useText();
  if (notices.length === 0) return null;
  return (
    <Section title={t('screens.filing.notices')} count={notices.length}>
      <ul className={styles['notices']}>
        {notices.toReversed().map((notice) => (
          <li key={notice.id}>
            <CustomsBadge state={notice.kind} />
            <time>{format.moment(epochMs(Date.parse(notice.at)), engineNow())}</time>
            {notice.message === undefined ? null : <p>{notice.message}</p>}
            {notice.errors === undefined || notice.errors.length === 0 ? null : (
              <FaultList errors={notice.errors} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
