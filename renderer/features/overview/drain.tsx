import type { ReactNode } from 'react';
import type { Affected, DrainPlan } from '../../../shared/contract/index.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { useNow } from '../../app/clock.ts';
import { addressOf } from '../../app/route.ts';
import { useText, type Text } from '../../app/text.tsx';
import styles from './drain.module.css';

/** 언제 끝나나: a span or an honest "nobody knows", by what, and which legal dates it misses. */
export function Drain({ plan }: { plan: DrainPlan | null }): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  if (plan === null || plan.waiting === 0) return null;
  return (
    <div className={styles['drain']} role="group" aria-label={t('drain.title')}>
      <h2>{t('drain.title')}</h2>
      <div className={styles['words']}>
        <p className={styles['end']}>
          <End plan={plan} />
        </p>
        <p className={styles['by']}>
          <By plan={plan} /> <small>{t('drain.asOf', { at: format.moment(plan.at, now) })}</small>
        </p>
      </div>
      <Missing plan={plan} />
    </div>
  );
}

function End({ plan: { end, waiting } }: { plan: DrainPlan }): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  if (!end.known) return t(`drain.endless.${end.why}`);
  const { from, to } = end.span;
  return t('drain.end', {
    count: waiting,
    n: format.count(waiting),
    from: format.clock(from, now),
    to: format.clock(to, now),
  });
}

/** A shorter time at the limits is none, in milliseconds. */
const worthTellingMs = 5000;

/** What the span rests on; where there is none, what would be at best. */
function By({ plan: { rate, waiting, atBestMs, end } }: { plan: DrainPlan }): ReactNode {
  const { t, format } = useText();
  if (rate !== null) return `${rateInWords(rate, t)} · ${t(`drain.why.${rate.why}`)}.`;
  const isUnknown = !end.known && (end.why === 'down' || end.why === 'unsteady');
  if (atBestMs === null || atBestMs < worthTellingMs || !isUnknown) return null;
  return t('drain.atBest', { count: waiting, span: format.span(roughly(atBestMs)) });
}

function rateInWords({ low, high }: NonNullable<DrainPlan['rate']>, t: Text['t']): string {
  const [least, most] = [low, high].map((rate) =>
    rate < 10 ? Number(rate.toPrecision(1)) : Math.round(rate),
  );
  if (least === undefined || most === undefined || least === most)
    return t('drain.rateAbout', { n: least ?? 0 });
  return t('drain.rate', { low: least, high: most });
}

/** A span that is an estimate needs no seconds past the first minutes. */
function roughly(ms: number): number {
  return ms < 60_000 ? ms : Math.ceil(ms / 60_000) * 60_000;
}

function Missing({ plan }: { plan: DrainPlan }): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  const { willMiss, mayMiss, affected, backBy, end } = plan;
  if (willMiss + mayMiss === 0 && backBy === null)
    return end.known ? <p className={styles['none']}>{t('drain.noneMisses')}</p> : null;
  return (
    <div className={styles['missing']}>
      {willMiss > 0 ? (
        <b data-fate="will-miss">
          {t('drain.willMiss', { count: willMiss, n: format.count(willMiss) })}
        </b>
      ) : null}
      {mayMiss > 0 ? (
        <b data-fate="may-miss">
          {t('drain.mayMiss', { count: mayMiss, n: format.count(mayMiss) })}
        </b>
      ) : null}
      {backBy === null ? null : <p>{t('drain.backBy', { at: format.clock(backBy, now) })}</p>}
      {affected.length === 0 ? null : (
        <ul>
          {affected.map((each) => (
            <li key={each.id}>
              <a href={addressOf({ screen: 'filings', view: 'queued', open: each.id })}>
                {formatDeclarationNo(each.declarationNo).slice(9)}
              </a>{' '}
              <span data-fate={each.fate}>{lateInWords(each, { t, format })}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function lateInWords(
  { lateMs: { from, to } }: Affected,
  { t, format }: Pick<Text, 't' | 'format'>,
): string {
  if (to === null) return t('drain.lateAtLeast', { from: format.span(roughly(from)) });
  const most = format.span(roughly(to));
  if (from <= 0) return t('drain.lateAtMost', { to: most });
  return t('drain.late', { from: format.span(roughly(from)), to: most });
}
