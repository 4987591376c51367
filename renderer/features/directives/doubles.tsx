import { useCallback, type ReactNode } from 'react';
import type { Double } from '../../../shared/sync/directives.ts';
import { addressOf } from '../../app/route.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { Sign } from '../../components/sign.tsx';
import { CustomsBadge } from '../../components/state-badge.tsx';
import { NumberOf } from './directive-screen.tsx';
import styles from './directives.module.css';

/** Most doubles shown at once; there should be none. */
const most = 20;

/** 이중 신고: what customs has twice, with both receipts, until one of them is withdrawn. */
export function Doubles(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(
    () => engine.call('doubles.page', { after: null, limit: most }),
    [engine],
  );
  const { value } = useFetched(fetch);
  if (value === null || value.rows.length === 0) return null;
  return (
    <section className={styles['doubles']} role={value.open > 0 ? 'alert' : 'status'}>
      <h2>
        <Sign name="alert" size={14} />
        {t('directives.double.title', { count: value.open })}
      </h2>
      {value.rows.map((double) => (
        <DoubleLine double={double} key={double.id} />
      ))}
    </section>
  );
}

/** One double: both numbers with their receipts, and what to do. */
export function DoubleLine({ double }: { double: Double }): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['double']}>
      <b>{t(`directives.double.is.${double.kind}`)}</b>
      <Side side={double.first} />
      {double.kind === 'other-way' ? (
        <span>{t('directives.double.elsewhere')}</span>
      ) : (
        <Side side={double.second} />
      )}
      <span className={styles['quiet']}>
        {t(double.isOpen ? 'directives.double.todo' : 'directives.double.closed')}
      </span>
    </div>
  );
}

function Side({ side }: { side: Double['first'] }): ReactNode {
  const { t } = useText();
  return (
    <span>
      <a href={addressOf({ screen: 'filings', view: 'all', open: side.id })}>
        <NumberOf no={side.declarationNo} />
      </a>{' '}
      {t('directives.double.receipt', { receipt: side.receiptNo ?? '–' })}{' '}
      <CustomsBadge state={side.customs} />
    </span>
  );
}
