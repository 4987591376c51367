import { useMemo, type ReactNode } from 'react';
import type { EngineClient } from '../../../shared/contract/index.ts';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import { waitingSides, type Waiting } from '../../../shared/sync/waiting.ts';
import { engineNow } from '../../app/clock.ts';
import { addressOf } from '../../app/route.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Section } from './section.tsx';
import styles from './waiting-time.module.css';

/** 누구 때문에 기다렸나: the whole time, each part with its word, colour and pattern. */
export function WaitingTime({ detail }: { detail: FilingDetail }): ReactNode {
  const { t, format } = useText();
  const engine = useEngine();
  const fetch = useMemo(() => fetchWaiting(engine, detail), [engine, detail]);
  const { value } = useFetched(fetch, { concerns: never });
  if (value === null || value.total === 0) return null;
  const span = format.span(value.total);
  return (
    <Section title={t('incidents.waiting.title')}>
      <p>{t(value.ended ? 'incidents.waiting.total' : 'incidents.waiting.totalSoFar', { span })}</p>
      <Band waiting={value} />
      <dl className={styles['sums']}>
        {waitingSides.map((whose) =>
          value.sums[whose] === 0 ? null : (
            <div key={whose} data-whose={whose}>
              <dt>
                <i aria-hidden="true" />
                {t(`incidents.waiting.side.${whose}`)}
              </dt>
              <dd>{format.span(value.sums[whose])}</dd>
            </div>
          ),
        )}
      </dl>
      <Spans waiting={value} />
    </Section>
  );
}

/** @param detail as it is now: another one is another time */
function fetchWaiting(engine: EngineClient, { row }: FilingDetail): () => Promise<Waiting> {
  return () => engine.call('filings.waiting', { id: row.id });
}

/** What is too short to be seen is still there, as a hair's breadth. */
function Band({ waiting: { spans } }: { waiting: Waiting }): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['band']} role="img" aria-label={t('incidents.waiting.bar')}>
      {spans.map(({ from, to, whose }) => (
        <i key={from} data-whose={whose} style={{ flexGrow: to - from }} />
      ))}
    </div>
  );
}

/** The latest parts first; a filing that was tried often has many. */
const shown = 12;

function Spans({ waiting: { spans } }: { waiting: Waiting }): ReactNode {
  const { t, format } = useText();
  const now = engineNow();
  const latest = spans.toReversed();
  const rest = latest.slice(shown);
  const lines = (some: typeof spans): ReactNode =>
    some.map(({ from, to, whose, why, incident }) => (
      <li key={from} data-whose={whose}>
        <time>{format.clock(from, now)}</time>
        <i aria-hidden="true" />
        <span>
          <b>{t(`incidents.waiting.side.${whose}`)}</b>{' '}
          {why === 'incident' && incident !== null ? null : t(`incidents.waiting.why.${why}`)}
          {incident === null ? null : (
            <>
              {' '}
              <a href={addressOf({ screen: 'incidents', open: incident })}>
                {t('incidents.waiting.ofIncident', { id: incident })}
              </a>
            </>
          )}
        </span>
        <span className={styles['took']}>{format.span(to - from)}</span>
      </li>
    ));
  return (
    <>
      <ol className={styles['spans']}>{lines(latest.slice(0, shown))}</ol>
      {rest.length === 0 ? null : (
        <details className={styles['rest']}>
          <summary>
            {t('incidents.waiting.earlier', { count: rest.length, n: rest.length })}
          </summary>
          <ol className={styles['spans']}>{lines(rest)}</ol>
        </details>
      )}
    </>
  );
}
