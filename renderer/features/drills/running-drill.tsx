import type { ReactNode } from 'react';
import type { DrillState } from '../../../shared/contract/drill.ts';
import { useNow } from '../../app/clock.ts';
import { addressOf } from '../../app/route.ts';
import { useEngine, useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { TransportBadge } from '../../components/state-badge.tsx';
import styles from './drills.module.css';

/** How the drill that runs stands: what has come in, what has a limit, what needs a person. */
export function RunningDrill({ drill }: { drill: DrillState }): ReactNode {
  const { t, format } = useText();
  const now = useNow(1000);
  return (
    <>
      {now >= drill.endsAt ? (
        <Notice tone="accent" sign="flag">
          {t('drill.running.over')}
        </Notice>
      ) : null}
      <div className={styles['pair']}>
        <Card title={t('drill.running.title')} aside={t(`drill.scenario.${drill.scenario}`)}>
          <p className={styles['told']}>{t(`drill.story.${drill.scenario}`)}</p>
          <dl className={styles['figures']}>
            <Figure name={t('drill.running.arrived')}>
              {format.count(drill.arrived)} / {format.count(drill.expected)}
            </Figure>
            <Figure name={t('drill.running.taken')}>{format.count(drill.taken)}</Figure>
            <Figure name={t('drill.running.endsAt')}>{format.clock(drill.endsAt, now)}</Figure>
            <Figure name={t('drill.seed')}>{drill.seed}</Figure>
          </dl>
        </Card>
        <Todo drill={drill} />
      </div>
      <Card title={t('drill.running.limits')} aside={format.count(drill.limits.length)}>
        <Limits limits={drill.limits} />
      </Card>
    </>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Todo({ drill }: { drill: DrillState }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const recheck = useSync(({ counts }) => counts.transport.recheck);
  const refused = useSync(({ counts }) => counts.transport.refused);
  const isExpired = drill.credentials === 'expired';
  return (
    <Card title={t('drill.running.todo')}>
      <div className={styles['todo']}>
        {isExpired ? (
          <Notice
            tone="bad"
            sign="alert"
            action={
              <Button
                kind="main"
                onPress={() => void engine.call('drill.mend', {}).catch(() => undefined)}
              >
                {t('drill.running.mend')}
              </Button>
            }
          >
            {t('drill.running.expired')}
          </Notice>
        ) : null}
        {recheck === 0 ? null : (
          <a href={addressOf({ screen: 'recheck', open: null })}>
            {t('drill.running.recheck', { count: recheck })}
          </a>
        )}
        {refused === 0 ? null : (
          <a href={addressOf({ screen: 'filings', view: 'attention', open: null })}>
            {t('drill.running.refused', { count: refused })}
          </a>
        )}
        {!isExpired && recheck + refused === 0 ? <p>{t('drill.running.nothingToDo')}</p> : null}
      </div>
    </Card>
  );
}

function Limits({ limits }: { limits: DrillState['limits'] }): ReactNode {
  const { t, format } = useText();
  const now = useNow(1000);
  if (limits.length === 0) return <p className={styles['told']}>{t('drill.running.noLimits')}</p>;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t('drill.columns.by')}</th>
          <th scope="col">{t('drill.columns.rule')}</th>
          <th scope="col">{t('drill.columns.filing')}</th>
          <th scope="col">{t('drill.columns.result')}</th>
        </tr>
      </thead>
      <tbody>
        {limits.map((limit) => {
          const isTaken = limit.transport === 'acknowledged';
          const left = limit.by - now;
          const urgency = isTaken ? 'met' : left < 0 ? 'late' : left < 3_600_000 ? 'soon' : 'later';
          return (
            <tr key={limit.id}>
              <td data-urgency={urgency}>
                {format.clock(limit.by, now)}
                {isTaken || left < 0 ? null : (
                  <small> {t('screens.time.in', { span: format.span(left) })}</small>
                )}
              </td>
              <td>{t(`drill.rule.${limit.rule}`)}</td>
              <td>
                <a href={addressOf({ screen: 'filings', view: 'all', open: limit.id })}>
                  {limit.reference}
                </a>
              </td>
              <td>
                <TransportBadge state={limit.transport} />
                {!isTaken && left < 0 ? (
                  <b className={styles['late']}> {t('drill.verdict.late')}</b>
                ) : null}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
