import type { Affected, DrainPlan } from '../../../shared/contract/index.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import type { Translate } from '../../../shared/i18n/index.ts';
import { koreanDate, type EpochMs } from '../../../shared/time.ts';

/** Rows of `naru status` on when what waits will be gone, and which legal dates that misses. */
export function drainRows(t: Translate, plan: DrainPlan): string[][] {
  return [
    [t('drain.status.end'), endInWords(t, plan)],
    ...(plan.rate === null ? [] : [[t('drain.status.rate'), rateInWords(t, plan.rate)]]),
    ...missingRows(t, plan),
  ];
}

function endInWords(t: Translate, { end, waiting, atBestMs, at }: DrainPlan): string {
  if (end.known) {
    const { from, to } = end.span;
    const params = { count: waiting, n: waiting, from: clock(from, at), to: clock(to, at) };
    return t('drain.end', params);
  }
  const why = t(`drain.endless.${end.why}`);
  if (atBestMs === null || (end.why !== 'down' && end.why !== 'unsteady')) return why;
  return `${why} ${t('drain.atBest', { count: waiting, span: minutes(t, atBestMs) })}`;
}

function rateInWords(t: Translate, { low, high, why }: NonNullable<DrainPlan['rate']>): string {
  const [least, most] = [oneDigit(low), oneDigit(high)];
  const rate =
    least === most
      ? t('drain.rateAbout', { n: least })
      : t('drain.rate', { low: least, high: most });
  return `${rate} (${t(`drain.why.${why}`)})`;
}

function missingRows(t: Translate, plan: DrainPlan): string[][] {
  const { willMiss, mayMiss, backBy, end, affected, at } = plan;
  const words = [
    ...(willMiss === 0 ? [] : [t('drain.willMiss', { count: willMiss, n: willMiss })]),
    ...(mayMiss === 0 ? [] : [t('drain.mayMiss', { count: mayMiss, n: mayMiss })]),
    ...(backBy === null ? [] : [t('drain.backBy', { at: clock(backBy, at) })]),
  ];
  if (words.length === 0)
    return end.known ? [[t('drain.status.deadlines'), t('drain.noneMisses')]] : [];
  return [
    [t('drain.status.deadlines'), words.join(' · ')],
    ...affected.map((each) => [
      '',
      `${formatDeclarationNo(each.declarationNo)}  ${lateness(t, each)}`,
    ]),
  ];
}

function lateness(t: Translate, { lateMs: { from, to }, deadline, fate }: Affected): string {
  const late =
    to === null
      ? t('drain.lateAtLeast', { from: minutes(t, from) })
      : from <= 0
        ? t('drain.lateAtMost', { to: minutes(t, to) })
        : t('drain.late', { from: minutes(t, from), to: minutes(t, to) });
  return `${deadline}  ${t(`drain.fate.${fate}`)}, ${late}`;
}

function oneDigit(rate: number): number {
  return rate < 10 ? Number(rate.toPrecision(1)) : Math.round(rate);
}

/** A span in whole minutes, hours or days: an estimate has no seconds. */
function minutes(t: Translate, ms: number): string {
  const n = Math.max(1, Math.ceil(ms / 60_000));
  if (n < 60) return t('screens.time.minutes', { n });
  const hours = Math.floor(n / 60);
  if (hours >= 48) return t('screens.time.days', { n: Math.floor(hours / 24) });
  return t('screens.time.hoursMinutes', { h: hours, m: n % 60 });
}

const hourFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Seoul',
  hour: '2-digit',
  minute: '2-digit',
});

/** `14:05`; with the day in front where it is not the present one. Korea's, wherever it runs. */
function clock(at: EpochMs, now: EpochMs): string {
  const [date, today] = [koreanDate(at), koreanDate(now)];
  const time = hourFormat.format(at);
  return date === today
    ? time
    : `${date.slice(date.slice(0, 4) === today.slice(0, 4) ? 5 : 0)} ${time}`;
}
