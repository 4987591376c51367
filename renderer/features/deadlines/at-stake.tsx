import type { ReactNode } from 'react';
import type { AtStake, LateStep } from '../../../shared/deadlines/at-stake.ts';
import { useNow } from '../../app/clock.ts';
import { useText, type Text } from '../../app/text.tsx';
import styles from './deadlines.module.css';

/** What lateness costs: now, tomorrow and from the next step on; `if it applies` unless known. */
export function AtStakeFacts({ atStake }: { atStake: AtStake }): ReactNode {
  const text = useText();
  const { t, format } = text;
  const now = useNow(60_000);
  if (atStake.is === 'instant-release')
    return (
      <section>
        <h4>{t('deadlines.atStake.title')}</h4>
        <p>{instantInWords(atStake, text)}</p>
      </section>
    );
  const { applies, today, tomorrow, next, highest } = atStake;
  const word = applies === null ? 'applyUnknown' : applies ? 'applies' : 'applyNot';
  return (
    <section>
      <h4>{t('deadlines.atStake.title')}</h4>
      <p className={styles['small']}>{t('deadlines.atStake.late')}</p>
      <p className={applies === true ? styles['warn'] : undefined}>
        {t(`deadlines.atStake.${word}`)}
      </p>
      {applies === false ? null : (
        <>
          <dl className={styles['steps']}>
            <Step name={t('deadlines.atStake.today')} step={today} />
            <Step name={t('deadlines.atStake.tomorrow')} step={tomorrow} />
            {next === null ? null : (
              <Step
                name={t('deadlines.atStake.next', { day: format.day(next.on, now) })}
                step={next}
              />
            )}
          </dl>
          <p className={styles['small']}>
            {t('deadlines.atStake.rounding', { won: format.won(highest) })}
          </p>
        </>
      )}
    </section>
  );
}

function Step({ name, step }: { name: string; step: LateStep }): ReactNode {
  const text = useText();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{stepInWords(step, text)}</dd>
    </div>
  );
}

function stepInWords({ permille, won }: LateStep, { t, format }: Text): string {
  if (permille === 0) return t('deadlines.atStake.nothing');
  const percent = (permille / 10).toFixed(1);
  if (won === null) return t('deadlines.atStake.share', { percent });
  return t('deadlines.atStake.sum', { won: format.won(won), percent });
}

function instantInWords(
  { percent, won }: Extract<AtStake, { is: 'instant-release' }>,
  { t, format }: Text,
): string {
  if (won === null) return t('deadlines.atStake.instant', { percent });
  return t('deadlines.atStake.instantSum', { percent, won: format.won(won) });
}

/** In a cell: what it costs tomorrow; nothing where that is nothing, or does not apply. */
export function AtStakeCell({ atStake }: { atStake: AtStake | null }): ReactNode {
  const { t, format } = useText();
  if (atStake === null) return null;
  if (atStake.is === 'instant-release')
    return atStake.won === null
      ? t('deadlines.atStake.shortShare', { percent: atStake.percent })
      : t('deadlines.atStake.short', { won: format.won(atStake.won) });
  const { applies, tomorrow } = atStake;
  if (applies === false || tomorrow.permille === 0) return null;
  const what =
    tomorrow.won === null
      ? t('deadlines.atStake.shortShare', { percent: (tomorrow.permille / 10).toFixed(1) })
      : t('deadlines.atStake.short', { won: format.won(tomorrow.won) });
  return applies === true ? what : t('deadlines.atStake.ifApplies', { what });
}
