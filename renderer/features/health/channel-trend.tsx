import { useState, type ReactNode } from 'react';
import {
  healthSpans,
  type HealthHistory,
  type HealthSpan,
} from '../../../shared/contract/index.ts';
import type { Channel } from '../../../shared/sync/channels.ts';
import { useNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { Sign } from '../../components/sign.tsx';
import { gradeLooks } from './grades.ts';
import styles from './health-screen.module.css';
import { Plot, type PlotLine } from './plot.tsx';
import { StepTable } from './step-table.tsx';
import { useHistory } from './use-health.ts';

const latencyLines = [
  { name: 'p50', dash: [], draws: 'line' },
  { name: 'p95', dash: [6, 4], draws: 'line' },
  { name: 'p99', dash: [2, 3], draws: 'line' },
] as const satisfies PlotLine[];
const countLines = [
  { name: 'well', dash: [], draws: 'bars' },
  { name: 'ill', dash: [], draws: 'bars' },
] as const satisfies PlotLine[];

/** A channel over hours, days or weeks: how long answers took, how many failed, and why. */
export function ChannelTrend({ channel }: { channel: Channel }): ReactNode {
  const { t, say } = useText();
  const [span, setSpan] = useState<HealthSpan>('hours');
  const { history, problem } = useHistory(channel, span);
  return (
    <Card
      title={t('health.plot.label', { channel: t(`health.channels.${channel}`) })}
      aside={
        <Choice
          label={t('health.plot.span')}
          options={healthSpans.map((value) => ({ value, words: t(`health.spans.${value}`) }))}
          value={span}
          onChange={setSpan}
        />
      }
    >
      <div className={styles['trend']}>
        <p className={styles['quiet']}>{t(`health.about.${channel}`)}</p>
        {problem === null ? null : <p role="alert">{say(problem)}</p>}
        {history === null ? null : isEmpty(history) ? (
          <p className={styles['quiet']}>{t('health.plot.nothing')}</p>
        ) : (
          <Plots history={history} />
        )}
        {history === null ? null : (
          <div className={styles['lists']}>
            <Causes history={history} />
            <Changes history={history} />
          </div>
        )}
      </div>
    </Card>
  );
}

function isEmpty({ well, ill }: HealthHistory): boolean {
  return well.every((count) => count === 0) && ill.every((count) => count === 0);
}

function Plots({ history }: { history: HealthHistory }): ReactNode {
  const { t, format } = useText();
  const times = history.well.map((_, step) => (history.from + step * history.stepMs) / 1000);
  const isTimed = history.p50.some((ms) => ms !== null);
  return (
    <>
      {isTimed ? (
        <Plot
          title={t('health.plot.latency')}
          lines={latencyLines}
          words={{
            p50: t('health.columns.p50'),
            p95: t('health.columns.p95'),
            p99: t('health.columns.p99'),
          }}
          times={times}
          columns={{
            p50: inSeconds(history.p50),
            p95: inSeconds(history.p95),
            p99: inSeconds(history.p99),
          }}
          axis={(value) => format.seconds(value * 1000)}
        />
      ) : null}
      <Plot
        title={t('health.plot.counts')}
        lines={countLines}
        words={{ well: t('health.plot.well'), ill: t('health.plot.ill') }}
        times={times}
        columns={{
          // The failures stand before all that was tried: what is seen of both is their share.
          well: history.well.map((count, step) => count + (history.ill[step] ?? 0)),
          ill: history.ill,
        }}
        axis={(value) => format.count(value)}
      />
      <StepTable history={history} />
    </>
  );
}

function inSeconds(column: readonly (number | null)[]): (number | null)[] {
  return column.map((ms) => (ms === null ? null : ms / 1000));
}

function Causes({ history: { causes } }: { history: HealthHistory }): ReactNode {
  const { t, format } = useText();
  return (
    <section>
      <h3>{t('health.plot.causes')}</h3>
      {causes.length === 0 ? (
        <p className={styles['quiet']}>{t('health.plot.noCauses')}</p>
      ) : (
        <ul>
          {causes.map(({ cause, count }) => (
            <li key={cause}>
              {t(`states.cause.${cause}`)}{' '}
              <b>{t('health.plot.times', { n: format.count(count) })}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const mostChanges = 12;

function Changes({ history: { changes } }: { history: HealthHistory }): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  return (
    <section>
      <h3>{t('health.plot.changes')}</h3>
      {changes.length === 0 ? (
        <p className={styles['quiet']}>{t('health.plot.noChanges')}</p>
      ) : (
        <ol>
          {changes
            .toReversed()
            .slice(0, mostChanges)
            .map(({ knownAt, at, to, cause }) => (
              <li key={`${knownAt} ${to}`}>
                <time>{format.moment(at, now)}</time>{' '}
                <span className={styles['grade']} data-tone={gradeLooks[to].tone}>
                  <Sign name={gradeLooks[to].sign} /> {t(`health.grades.${to}`)}
                </span>{' '}
                {cause === null ? null : <small>{t(`states.cause.${cause}`)}</small>}
              </li>
            ))}
        </ol>
      )}
    </section>
  );
}
