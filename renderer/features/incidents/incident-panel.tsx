import type { ReactNode } from 'react';
import { causes } from '../../../shared/filing/attempts.ts';
import type { Incident } from '../../../shared/sync/incidents.ts';
import { engineNow } from '../../app/clock.ts';
import { addressOf } from '../../app/route.ts';
import { useText, type Text } from '../../app/text.tsx';
import { Notice } from '../../components/notice.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { Section } from '../filing/section.tsx';
import { GradeBadge, Lasted, SideBadge } from './columns.tsx';
import styles from './incidents.module.css';
import { OwnNotice } from './own-notice.tsx';
import { Remarks } from './remarks.tsx';
import { useIncident } from './use-incident.ts';

/** One incident: span, side, what was measured, errors, filings, notes, and the notice to forward. */
export function IncidentPanel({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const { t, say } = useText();
  const { value, problem } = useIncident(id);
  return (
    <SidePanel label={t('incidents.panel')} title={t('incidents.title', { id })} onClose={onClose}>
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      {value === null ? (
        problem === null && <p role="status">{t('screens.filing.reading')}</p>
      ) : (
        <Body incident={value} />
      )}
    </SidePanel>
  );
}

function Body({ incident }: { incident: Incident }): ReactNode {
  const { t, format } = useText();
  const { startedAt, endedAt, side, grade, confidence } = incident;
  const now = engineNow();
  return (
    <>
      <div className={styles['judged']}>
        <SideBadge side={side} />
        <GradeBadge grade={grade} />
        <span>{t(`incidents.confidence.${confidence}`)}</span>
      </div>
      <p className={styles['span']}>
        <b>
          {format.clock(startedAt, now)} –{' '}
          {endedAt === null ? t('incidents.lasting') : format.clock(endedAt, now)}
        </b>{' '}
        <Lasted of={incident} />
      </p>
      <p className={styles['side']}>{t(`incidents.sideText.${side}`)}</p>
      <OwnNotice incident={incident} />
      <Measured incident={incident} />
      <Errors incident={incident} />
      <Section title={t('incidents.detail.filings')}>
        <p>
          {t('incidents.detail.filingsText', {
            count: incident.filings,
            n: format.count(incident.filings),
          })}{' '}
          <a
            className={styles['link']}
            href={addressOf({ screen: 'affected', incident: incident.id, open: null })}
          >
            {t('incidents.detail.toFilings')}
          </a>
        </p>
      </Section>
      <Remarks incident={incident} />
    </>
  );
}

function Measured({ incident: { changes } }: { incident: Incident }): ReactNode {
  const text = useText();
  const { t, format } = text;
  const now = engineNow();
  return (
    <Section title={t('incidents.detail.measured')}>
      <ol className={styles['changes']}>
        {changes.toReversed().map((change) => (
          <li key={`${change.channel} ${change.at}`}>
            <time>{format.moment(change.at, now)}</time>
            <span>
              <b>{t(`incidents.channel.${change.channel}`)}</b>{' '}
              {t(`incidents.grade.${change.from}`)} → <b>{t(`incidents.grade.${change.to}`)}</b>
              <small>
                {[
                  change.cause === null ? '' : t(`states.cause.${change.cause}`),
                  t('incidents.detail.knownAfter', { at: format.moment(change.knownAt, now) }),
                ]
                  .filter((words) => words !== '')
                  .join(' · ')}
              </small>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Errors({ incident: { errors } }: { incident: Incident }): ReactNode {
  const text = useText();
  const { t, format } = text;
  const now = engineNow();
  return (
    <Section title={t('incidents.detail.errors')}>
      {errors.length === 0 ? (
        <p className={styles['quiet']}>{t('incidents.detail.noErrors')}</p>
      ) : (
        <ul className={styles['errors']}>
          {errors.map((error) => (
            <li key={error.text}>
              <ErrorText text={error.text} words={text} />
              <small>
                {t('incidents.detail.times', { count: error.count, n: format.count(error.count) })}{' '}
                · {format.moment(error.firstAt, now)} – {format.moment(error.lastAt, now)}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** As received; where nothing was received, our word for what was seen. */
function ErrorText({ text, words: { t } }: { text: string; words: Text }): ReactNode {
  const cause = causes.find((each) => each === text);
  if (cause !== undefined) return <span>{t(`states.cause.${cause}`)}</span>;
  return (
    <code lang="und" dir="auto">
      {text}
    </code>
  );
}
