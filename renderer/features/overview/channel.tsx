import type { ReactNode } from 'react';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Card } from '../../components/card.tsx';
import { Ago } from '../../components/moment.tsx';
import styles from './overview-screen.module.css';

/** 중앙시스템: what our own traffic says of it, and beside it what it says of itself. */
export function Channel(): ReactNode {
  const { t, format } = useText();
  const { central, gate } = useSync((sync) => sync);
  return (
    <Card title={t('screens.channel.title')} aside={t('screens.channel.source')}>
      <dl className={styles['facts']}>
        <Fact name={t('screens.channel.grade')}>{t(`states.grade.${central.grade}`)}</Fact>
        <Fact name={t('screens.channel.latency')}>
          {central.latencyMs === null ? '–' : format.seconds(central.latencyMs)}
        </Fact>
        <Fact name={t('screens.channel.lastSuccess')}>
          {central.lastSuccessAt === null ? '–' : <Ago at={central.lastSuccessAt} />}
        </Fact>
        <Fact name={t('screens.channel.lastFailure')}>
          {central.lastFailure === null ? (
            '–'
          ) : (
            <span title={t(`states.cause.${central.lastFailure.cause}`)}>
              <Ago at={central.lastFailure.at} />
            </span>
          )}
        </Fact>
        {central.lastFailure === null ? null : (
          <p className={styles['cause']}>{t(`states.cause.${central.lastFailure.cause}`)}</p>
        )}
        <Fact name={t('screens.channel.pace')}>{t(`states.phase.${gate.phase}`)}</Fact>
        <Fact name={t('screens.channel.ownWord')}>
          {central.ownWord === null ? (
            t('screens.channel.silent')
          ) : (
            <>
              {t('screens.channel.quoted', { word: t(`states.ownWord.${central.ownWord.state}`) })}{' '}
              <Ago at={central.ownWord.at} />
            </>
          )}
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
