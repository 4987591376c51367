import { useCallback, type ReactNode } from 'react';
import { useNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import styles from './deadlines.module.css';

/** How many are late, due today and tomorrow, and without a day. */
export function DeadlineCounts(): ReactNode {
  const { t, format } = useText();
  const engine = useEngine();
  // Another day makes it other counts.
  const hour = useNow(3_600_000);
  const fetch = useCallback(
    (_because = [hour]) => engine.call('deadlines.summary', {}),
    [engine, hour],
  );
  const { value } = useFetched(fetch, { restMs: 1000 });
  if (value === null) return null;
  const { late, dueToday, dueTomorrow, undated } = value;
  return (
    <dl className={styles['counts']}>
      <div data-tone={late > 0 ? 'bad' : 'plain'}>
        <dt>{t('deadlines.counts.late')}</dt>
        <dd>{format.count(late)}</dd>
      </div>
      <div data-tone={dueToday > 0 ? 'bad' : 'plain'}>
        <dt>{t('deadlines.counts.today')}</dt>
        <dd>{format.count(dueToday)}</dd>
      </div>
      <div data-tone={dueTomorrow > 0 ? 'warn' : 'plain'}>
        <dt>{t('deadlines.counts.tomorrow')}</dt>
        <dd>{format.count(dueTomorrow)}</dd>
      </div>
      {undated === 0 ? null : (
        <div data-tone="plain" title={t('deadlines.undated')}>
          <dt>{t('deadlines.counts.undated')}</dt>
          <dd>{format.count(undated)}</dd>
        </div>
      )}
    </dl>
  );
}
