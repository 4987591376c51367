import type { ReactNode } from 'react';
import { koreanDate, type CivilDate, type EpochMs } from '../../shared/time.ts';
import { daysBetween } from '../../shared/time.ts';
import { useNow } from '../app/clock.ts';
import { useText } from '../app/text.tsx';
import styles from './moment.module.css';

/** How long something has lasted: `35분째`. */
export function Lasting({ since }: { since: EpochMs }): ReactNode {
  const { t, format } = useText();
  return t('screens.time.lasting', { span: format.span(coarse(useNow(1000) - since)) });
}

/** How long ago something was: `12초 전`. */
export function Ago({ at }: { at: EpochMs }): ReactNode {
  const { t, format } = useText();
  return t('screens.time.ago', { span: format.span(coarse(useNow(1000) - at)) });
}

/** Counts down once a second: `14초 뒤`, and `곧` once the time has come. */
export function Until({ at }: { at: EpochMs }): ReactNode {
  const { t, format } = useText();
  const left = at - useNow(1000);
  if (left < 1000) return t('screens.time.soon');
  return t('screens.time.in', { span: format.span(left) });
}

/**
 * A legal date, in red once it is today or past, in amber some days before; neither once the
 * filing no longer has to meet it.
 */
export function Deadline({
  date,
  met = false,
}: {
  date: CivilDate | null;
  met?: boolean;
}): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  if (date === null) return <span className={styles['none']}>–</span>;
  if (met) return <span className={styles['none']}>{format.day(date, now)}</span>;
  const days = daysBetween(koreanDate(now), date);
  const urgency = days <= 0 ? 'late' : days <= 3 ? 'soon' : 'later';
  return (
    <span className={styles['deadline']} data-urgency={urgency}>
      {days < 0 ? t('screens.time.overdue', { count: -days }) : format.day(date, now)}
    </span>
  );
}

/** Past the first minute the seconds only distract. */
function coarse(ms: number): number {
  return ms < 60_000 ? ms : Math.floor(ms / 60_000) * 60_000;
}
