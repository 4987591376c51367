import { useState, type ReactNode } from 'react';
import type { Problem } from '../../shared/errors.ts';
import { standingPhases, type CentralGrade } from '../../shared/sync/sync-state.ts';
import { Button } from '../components/button.tsx';
import { Lasting, Until } from '../components/moment.tsx';
import { Sign, type SignName } from '../components/sign.tsx';
import { useNow } from './clock.ts';
import styles from './central-bar.module.css';
import { problemOf } from './session.ts';
import { useEngine, useSync } from './session-context.tsx';
import { useText } from './text.tsx';
import { Toggles } from './toggles.tsx';

const looks: Record<CentralGrade, { tone: 'plain' | 'warn' | 'bad'; sign: SignName }> = {
  unknown: { tone: 'plain', sign: 'question' },
  working: { tone: 'plain', sign: 'steady' },
  slow: { tone: 'warn', sign: 'clock' },
  unsteady: { tone: 'warn', sign: 'alert' },
  stopped: { tone: 'bad', sign: 'cross' },
  'not-allowed': { tone: 'bad', sign: 'cross' },
};

/** On every screen, in words: how the central system is, what waits, and when the next try is. */
export function CentralBar(): ReactNode {
  const { t } = useText();
  return (
    <header className={styles['bar']} aria-label={t('screens.bar.label')}>
      <Grade />
      <Waiting />
      <Unanswered />
      <NextTry />
      <Toggles />
    </header>
  );
}

function Grade(): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  const grade = useSync((sync) => sync.central.grade);
  const since = useSync((sync) => sync.central.since);
  const { tone, sign } = looks[grade];
  return (
    <span className={styles['grade']} data-tone={tone} data-grade={grade}>
      <Sign name={sign} />
      <b>{t(`states.grade.${grade}`)}</b>
      {since === null || grade === 'unknown' ? null : (
        <span>
          {t('screens.time.from', { at: format.clock(since, now) })}{' '}
          {tone === 'plain' ? null : (
            <span className={styles['lasting']}>
              <Lasting since={since} />
            </span>
          )}
        </span>
      )}
    </span>
  );
}

function Waiting(): ReactNode {
  const { t, format } = useText();
  const count = useSync((sync) => sync.counts.transport.queued + sync.counts.transport.sending);
  const since = useSync((sync) => sync.oldestQueuedAt);
  return (
    <span className={styles['part']}>
      {t('screens.bar.waiting')} <b>{format.count(count)}</b>
      {since === null || count === 0 ? null : (
        <small>
          <Lasting since={since} />
        </small>
      )}
    </span>
  );
}

function Unanswered(): ReactNode {
  const { t, format } = useText();
  const count = useSync(
    (sync) => sync.counts.transport.unconfirmed + sync.counts.transport.processing,
  );
  const since = useSync((sync) => sync.oldestUnconfirmedAt);
  return (
    <span className={styles['part']} data-unanswered={count > 0}>
      {t('screens.bar.unanswered')} <b>{format.count(count)}</b>
      {since === null || count === 0 ? null : (
        <small>
          <Lasting since={since} />
        </small>
      )}
    </span>
  );
}

/** From this pace on, in milliseconds between visits, a person may want the next one sooner. */
const longIntervalMs = 10_000;

function NextTry(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const phase = useSync((sync) => sync.gate.phase);
  const at = useSync((sync) => sync.gate.nextTryAt);
  const inFlight = useSync((sync) => sync.gate.inFlight);
  const grade = useSync((sync) => sync.central.grade);
  const long = useSync((sync) => sync.gate.intervalMs >= longIntervalMs);
  const idle = useSync(
    ({ counts: { transport } }) =>
      transport.queued + transport.sending + transport.unconfirmed + transport.processing === 0,
  );
  const queued = useSync(({ counts: { transport } }) => transport.queued + transport.sending > 0);
  const [answer, setAnswer] = useState<'refused' | Problem | null>(null);
  // In the open the next try is always now: a count-down would only flicker.
  const flows = phase === 'open' && queued;
  // In trouble a try is a probe, a single one.
  const probes = grade === 'stopped' || grade === 'unsteady';
  const asks = phase === 'cooldown' || phase === 'retry-after' || (phase === 'paced' && long);
  const stands = standingPhases.has(phase);

  const sendNow = (): void => {
    setAnswer(null);
    engine.call('outbox.sendNow', {}).then(
      ({ accepted }) => setAnswer(accepted ? null : 'refused'),
      (error: unknown) => setAnswer(problemOf(error)),
    );
  };

  if (stands) return <span className={styles['part']}>{t(`states.phase.${phase}`)}</span>;
  if (idle) return <span className={styles['part']}>{t('screens.bar.nothingWaits')}</span>;
  return (
    <>
      <span className={styles['part']} title={t(`states.phase.${phase}`)}>
        {inFlight || flows ? (
          <b>{t(probes ? 'screens.bar.probing' : 'screens.bar.inFlight')}</b>
        ) : (
          <>
            {t('screens.bar.nextTry')}{' '}
            <b>{at === null ? t('screens.time.soon') : <Until at={at} />}</b>
          </>
        )}
        {phase === 'open' || phase === 'paced' ? null : (
          <small className={styles['why']}>{t(`states.phase.${phase}`)}</small>
        )}
      </span>
      {asks && !inFlight ? (
        <Button kind="quiet" onPress={sendNow}>
          {t('screens.bar.sendNow')}
        </Button>
      ) : null}
      {answer === null ? null : (
        <span className={styles['answer']} role="status">
          {answer === 'refused' ? t('screens.bar.notNow') : say(answer)}
        </span>
      )}
    </>
  );
}
