import type { ReactNode } from 'react';
import { speaksOf, type Point } from '../../../shared/deadlines/extension-points.ts';
import type { PossibleExtension } from '../../../shared/deadlines/extension.ts';
import type { CivilDate } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { useText, type Text } from '../../app/text.tsx';
import { Sign, type SignName } from '../../components/sign.tsx';
import styles from './deadlines.module.css';

const signs = { for: 'check', against: 'minus', open: 'question' } as const satisfies Record<
  string,
  SignName
>;

/** What an outage may make of a deadline: possible, never promised, with what speaks for it and against. */
export function ExtensionFacts({
  extension,
  deadline,
}: {
  extension: PossibleExtension;
  deadline: CivilDate;
}): ReactNode {
  const text = useText();
  const { t, format } = text;
  const { due, atLeast, steps, points } = extension;
  return (
    <section>
      <h4>{t('deadlines.extension.title')}</h4>
      <p className={styles['possible']}>
        {due === null
          ? t('deadlines.extension.lasts', { atLeast, deadline })
          : t('deadlines.extension.possible', { due, deadline })}
      </p>
      {steps.length < 2 ? null : (
        <ol className={styles['steps']}>
          {steps.map((step) => (
            <li key={step.deadline}>
              {t('deadlines.extension.step', {
                deadline: step.deadline,
                recovered: format.clock(step.recoveredAt, engineNow()),
                due: step.due,
              })}
            </li>
          ))}
        </ol>
      )}
      <ul className={styles['points']}>
        {points.map((point) => {
          const speaks = speaksOf(point);
          return (
            <li key={point.is} data-speaks={speaks}>
              <span className={styles['speaks']}>
                <Sign name={signs[speaks]} /> {t(`deadlines.speaks.${speaks}`)}
              </span>
              <span>{pointInWords(point, text)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function pointInWords(point: Point, { t, format }: Text): string {
  switch (point.is) {
    case 'not-stopped':
      return t('deadlines.points.not-stopped', { grade: t(`deadlines.grades.${point.grade}`) });
    case 'time-left':
      return t('deadlines.points.time-left', { span: format.span(point.minutes * 60_000) });
    case 'tried': {
      const now = engineNow();
      const [first, last] = [format.clock(point.firstAt, now), format.clock(point.lastAt, now)];
      return t('deadlines.points.tried', { n: format.count(point.count), first, last });
    }
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
