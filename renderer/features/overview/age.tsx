import type { ReactNode } from 'react';
import { useNow } from '../../app/clock.ts';
import { addressOf } from '../../app/route.ts';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './overview-screen.module.css';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What has waited for a day warns, for two days insists: it stands here until it waits no more. */
export function Age(): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  const queuedAt = useSync((sync) => sync.oldestQueuedAt);
  const unconfirmedAt = useSync((sync) => sync.oldestUnconfirmedAt);
  const times = [queuedAt, unconfirmedAt].filter((at) => at !== null);
  if (times.length === 0) return null;
  const oldest = Math.min(...times);
  const hours = Math.round((now - oldest) / hourMs);
  const days = Math.floor((hours * hourMs) / dayMs);
  if (days < 1) return null;
  const isLong = days >= 2;
  const view = oldest === unconfirmedAt ? 'unconfirmed' : 'queued';
  return (
    <div className={styles['age']}>
      <Notice
        tone={isLong ? 'bad' : 'warn'}
        sign={isLong ? 'alert' : 'clock'}
        action={
          <a href={addressOf({ screen: 'filings', view, open: null })}>{t('incidents.age.show')}</a>
        }
      >
        {t(isLong ? 'incidents.age.twoDays' : 'incidents.age.day', {
          span: format.span(hours * hourMs),
        })}
      </Notice>
    </div>
  );
}
