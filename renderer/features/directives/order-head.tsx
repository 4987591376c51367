import type { ReactNode } from 'react';
import type { Directive } from '../../../shared/sync/directives.ts';
import { engineNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import styles from './directives.module.css';
import { PhaseWord } from './phase-word.tsx';

/** The order as it was entered, and what such an order does. */
export function OrderHead({ directive }: { directive: Directive }): ReactNode {
  const { t, format } = useText();
  const { id, order, phase, enteredAt } = directive;
  const now = engineNow();
  return (
    <header className={styles['head']}>
      <h1>
        {t('directives.panel', { no: id })} · {t(`directives.kind.${order.kind}`)}{' '}
        <PhaseWord phase={phase} />
      </h1>
      <p className={styles['quiet']}>{t(`directives.about.${order.kind}`)}</p>
      <q aria-label={t('directives.order')}>{order.text}</q>
      <p className={styles['facts']}>
        <span>
          {t('directives.columns.window')} {format.clock(order.from, now)} –{' '}
          {format.clock(order.to, now)}
        </span>
        <span>{order.kinds.map((kind) => t(`screens.kinds.${kind}`)).join(' · ')}</span>
        {order.way === 'any' ? null : <span>{t(`directives.way.${order.way}`)}</span>}
        {order.ticket === null ? null : (
          <span>
            {t('directives.ticket')} {order.ticket}
          </span>
        )}
        {order.link === null ? null : (
          <span>
            {t('directives.link')} {order.link}
          </span>
        )}
        {order.until === null ? null : (
          <span>
            {t('directives.until')} {format.clock(order.until, now)}
          </span>
        )}
        {order.withoutAnswer ? <span>{t('directives.withoutAnswer')}</span> : null}
        <span>
          {order.enteredBy} {format.clock(enteredAt, now)}
        </span>
      </p>
      {phase === 'applied' ? <p className={styles['quiet']}>{t('directives.undoAbout')}</p> : null}
    </header>
  );
}
