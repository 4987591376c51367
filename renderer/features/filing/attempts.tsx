import { useState, type ReactNode } from 'react';
import type { Attempt, OutcomeKind } from '../../../shared/filing/attempts.ts';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import { engineNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { DocumentDialog } from './document-dialog.tsx';
import { FaultList } from './faults.tsx';
import styles from './filing-panel.module.css';
import { Section } from './section.tsx';

const tones: Record<OutcomeKind, 'accent' | 'wait' | 'unknown' | 'warn' | 'bad'> = {
  taken: 'accent',
  'handed-over': 'unknown',
  pending: 'unknown',
  refused: 'bad',
  busy: 'warn',
  'not-sent': 'warn',
  unknown: 'unknown',
  'not-found': 'wait',
  'not-allowed': 'bad',
};

/** Every try, newest first: what was sent and what was answered. */
export function Attempts({ detail }: { detail: FilingDetail }): ReactNode {
  const { t } = useText();
  const [shown, setShown] = useState<number | null>(null);
  const { attempts, submissions, row } = detail;
  return (
    <Section title={t('screens.filing.attempts')} count={attempts.length}>
      {attempts.length === 0 ? (
        <p className={styles['quiet']}>{t('screens.filing.noAttempts')}</p>
      ) : (
        <ol className={styles['attempts']}>
          {attempts.toReversed().map((attempt) => (
            <AttemptItem
              key={attempt.n}
              attempt={attempt}
              bytes={submissions.find(({ id }) => id === attempt.submissionId)?.bytes ?? null}
              digest={submissions.find(({ id }) => id === attempt.submissionId)?.digest ?? null}
              onShow={setShown}
            />
          ))}
        </ol>
      )}
      {shown === null ? null : (
        <DocumentDialog filing={row.id} submission={shown} onClose={() => setShown(null)} />
      )}
    </Section>
  );
}

function AttemptItem({
  attempt,
  bytes,
  digest,
  onShow,
}: {
  attempt: Attempt;
  bytes: number | null;
  digest: string | null;
  onShow: (submission: number) => void;
}): ReactNode {
  const { t, format } = useText();
  const { submissionId, outcome, cause } = attempt;
  const particulars = [
    attempt.httpStatus === null ? null : `HTTP ${attempt.httpStatus}`,
    attempt.tookMs === null
      ? null
      : t('screens.filing.took', { span: format.seconds(attempt.tookMs) }),
    attempt.retryAfterMs === null
      ? null
      : t('screens.filing.retryAfter', { span: format.span(attempt.retryAfterMs) }),
  ].filter((words) => words !== null);
  return (
    <li data-tone={outcome === null ? 'accent' : tones[outcome]}>
      <div className={styles['line']}>
        <time>{format.moment(attempt.startedAt, engineNow())}</time>
        <b>
          {t(`states.attempt.${attempt.kind}`)} {attempt.n}
        </b>
        <span className={styles['outcome']}>
          {outcome === null ? t('screens.filing.underWay') : t(`states.outcome.${outcome}`)}
        </span>
      </div>
      {cause === null ? null : <p>{t(`states.cause.${cause}`)}</p>}
      {particulars.length === 0 ? null : (
        <p className={styles['quiet']}>{particulars.join(' · ')}</p>
      )}
      {attempt.receipt === null ? null : (
        <p>{t('screens.filing.receipt', { no: attempt.receipt.receiptNo })}</p>
      )}
      {attempt.errors.length === 0 ? null : <FaultList errors={attempt.errors} />}
      {attempt.answer === null || attempt.answer === '' ? null : (
        <details>
          <summary>{t('screens.filing.answer')}</summary>
          <pre>{attempt.answer}</pre>
        </details>
      )}
      {submissionId === null || attempt.kind !== 'send' ? null : (
        <div className={styles['sent']}>
          <Button kind="quiet" onPress={() => onShow(submissionId)}>
            {t('screens.filing.showDocument')}
          </Button>
          {bytes === null ? null : (
            <span>{t('screens.filing.bytes', { n: format.count(bytes) })}</span>
          )}
          {digest === null ? null : <code title={digest}>{shortDigest(digest)}</code>}
        </div>
      )}
    </li>
  );
}

/** Enough of a digest to compare by eye. */
export function shortDigest(digest: string): string {
  const [, value = digest] = /^sha-256=:(.+):$/.exec(digest) ?? [];
  return `sha-256 ${value.slice(0, 10)}…`;
}
