import type { Deadline } from '../../shared/contract/deadlines.ts';
import { speaksOf, type Point } from '../../shared/deadlines/extension-points.ts';
import { createTranslate } from '../../shared/i18n/index.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { EvidenceDeadline } from '../evidence/index.ts';

const t = createTranslate('ko');

/** A deadline's rule and what may become of it, as sentences for a customs officer. */
export function pointsInWords({
  rule,
  counted,
  extension,
}: Pick<Deadline, 'rule' | 'counted' | 'extension'>): Pick<EvidenceDeadline, 'rule' | 'possible'> {
  const law = rule === 'entered' ? null : t(`deadlines.laws.${rule}`);
  const count =
    counted === null
      ? t(`deadlines.rules.${rule}`)
      : t('deadlines.counted', {
          event: t(`deadlines.events.${counted.event}`),
          from: counted.from,
          days: counted.days,
        });
  const words = law === null ? count : `${count} (${law})`;
  if (extension === null) return { rule: words, possible: null };
  const { due, atLeast, points } = extension;
  const said = (speaks: 'for' | 'against'): string[] =>
    points.filter((point) => speaksOf(point) === speaks).map(inWords);
  const open = points.filter((point) => speaksOf(point) === 'open').map(inWords);
  return {
    rule: words,
    // What is open speaks for nobody: it stands with what an officer has to weigh.
    possible: { on: due ?? atLeast, for: said('for'), against: [...said('against'), ...open] },
  };
}

function inWords(point: Point): string {
  switch (point.is) {
    case 'not-stopped':
      return t('deadlines.points.not-stopped', { grade: t(`deadlines.grades.${point.grade}`) });
    case 'time-left':
      return t('deadlines.points.time-left', { span: span(point.minutes) });
    case 'tried':
      return t('deadlines.points.tried', {
        n: point.count,
        first: minute(point.firstAt),
        last: minute(point.lastAt),
      });
    case 'other-channel-worked':
      return t('deadlines.points.other-channel-worked', {
        channels: point.channels.map((channel) => t(`deadlines.channels.${channel}`)).join(', '),
      });
    case 'chained':
      return t('deadlines.points.chained', { n: point.stops });
    default:
      return t(`deadlines.points.${point.is}`);
  }
}

function span(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  return hours === 0 ? `${rest}분` : rest === 0 ? `${hours}시간` : `${hours}시간 ${rest}분`;
}

const koreanMinute = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'short',
});
const minute = (at: EpochMs): string => koreanMinute.format(at);
