import type { ReactNode } from 'react';
import type { View } from '../../../shared/contract/view.ts';
import { countOf } from '../../app/navigation.tsx';
import { addressOf } from '../../app/route.ts';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Ago, Lasting } from '../../components/moment.tsx';
import styles from './overview-screen.module.css';

/** From left to right the way of a filing; each count leads to its filings. */
export function Flow(): ReactNode {
  const { t, format } = useText();
  const { transport, customs } = useSync((sync) => sync.counts);
  const oldestQueued = useSync((sync) => sync.oldestQueuedAt);
  const oldestUnconfirmed = useSync((sync) => sync.oldestUnconfirmedAt);
  const lastReceipt = useSync((sync) => sync.lastReceiptAt);
  const unanswered = useSync((sync) => countOf(sync, 'unconfirmed'));
  const attention = useSync((sync) => countOf(sync, 'attention'));
  return (
    <ol className={styles['flow']}>
      <Step view="queued" name={t('states.transport.queued')} count={transport.queued}>
        {transport.queued === 0 ? (
          t('screens.flow.none')
        ) : (
          <>
            {t('screens.flow.oldest')}{' '}
            {oldestQueued === null ? '' : <Lasting since={oldestQueued} />}
          </>
        )}
      </Step>
      <Step view="queued" name={t('states.transport.sending')} count={transport.sending}>
        {t(transport.sending === 0 ? 'screens.flow.none' : 'screens.flow.awaiting')}
      </Step>
      <Step
        view="unconfirmed"
        name={t('states.transport.unconfirmed')}
        count={unanswered}
        tone="unknown"
      >
        {unanswered === 0 ? (
          t('screens.flow.none')
        ) : (
          <>
            {oldestUnconfirmed === null ? null : <Lasting since={oldestUnconfirmed} />}{' '}
            {t('screens.flow.asking')}
          </>
        )}
      </Step>
      <Step
        view="acknowledged"
        name={t('states.transport.acknowledged')}
        count={transport.acknowledged}
      >
        {lastReceipt === null ? (
          t('screens.flow.none')
        ) : (
          <>
            {t('screens.flow.last')} <Ago at={lastReceipt} />
          </>
        )}
      </Step>
      <Step
        view="released"
        name={t('states.customs.released')}
        count={customs.released}
        tone="released"
      >
        {t('screens.flow.ofThose', { total: format.count(transport.acknowledged) })}
        {customs.rejected > 0
          ? ` · ${t('states.customs.rejected')} ${format.count(customs.rejected)}`
          : null}
      </Step>
      <Step view="attention" name={t('screens.views.attention')} count={attention} tone="bad">
        {attention === 0
          ? t('screens.flow.nothingToDo')
          : t('screens.flow.kinds', {
              refused: transport.refused,
              recheck: transport.recheck + transport.invalid,
            })}
      </Step>
    </ol>
  );
}

function Step({
  view,
  name,
  count,
  tone,
  children,
}: {
  view: View;
  name: string;
  count: number;
  tone?: 'unknown' | 'bad' | 'released';
  children: ReactNode;
}): ReactNode {
  const { format } = useText();
  return (
    <li
      data-tone={count > 0 ? tone : undefined}
      {...(tone === 'released' ? { 'data-customs': 'released' } : {})}
    >
      <a href={addressOf({ screen: 'filings', view, open: null })}>
        <span>{name}</span>
        <b>{format.count(count)}</b>
        <em>{children}</em>
      </a>
    </li>
  );
}
