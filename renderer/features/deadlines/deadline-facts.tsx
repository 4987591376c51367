import type { ReactNode } from 'react';
import type { Deadline } from '../../../shared/contract/index.ts';
import { useText } from '../../app/text.tsx';
import { AtStakeFacts } from './at-stake.tsx';
import { passedInWords } from './day-off.ts';
import styles from './deadlines.module.css';
import { ExtensionFacts } from './extension-facts.tsx';

/** All about one deadline: how it was counted and by which law, what may become of it, its cost. */
export function DeadlineFacts({ deadline }: { deadline: Deadline }): ReactNode {
  const { t } = useText();
  const { extension, application, atStake } = deadline;
  return (
    <div className={styles['facts']}>
      <Source deadline={deadline} />
      {extension === null ? null : <ExtensionFacts extension={extension} deadline={deadline.due} />}
      {application === null || extension === null ? null : (
        <section>
          <h4>{t('deadlines.application.title')}</h4>
          <p>{t('deadlines.application.text', application)}</p>
        </section>
      )}
      {atStake === null ? null : <AtStakeFacts atStake={atStake} />}
    </div>
  );
}

/** `반입 2026-11-01 + 30일, 관세법 제241조제3항`, and why it is not the last day itself. */
function Source({ deadline: { rule, told, counted, due } }: { deadline: Deadline }): ReactNode {
  const { t } = useText();
  const law = rule === 'entered' ? null : t(`deadlines.laws.${rule}`);
  if (counted === null)
    return (
      <section>
        <p className={styles['source']}>
          <b>{due}</b> {law}
        </p>
        <p>
          {t(
            told === 'person'
              ? 'deadlines.entered'
              : rule === 'supplement' || told === 'customs'
                ? 'deadlines.named'
                : 'deadlines.again',
          )}
        </p>
      </section>
    );
  const { from, event, days, last, passed, holidays } = counted;
  const words = { event: t(`deadlines.events.${event}`), from, days };
  return (
    <section>
      <p className={styles['source']}>
        <b>{due}</b> = {t('deadlines.counted', words)}, {law}
      </p>
      {passed.length === 0 ? null : (
        <p>{t('deadlines.moved', { last, days: passedInWords(t, passed) })}</p>
      )}
      {rule === 'instant-release' ? (
        <p className={styles['warn']}>{t('deadlines.earliest')}</p>
      ) : null}
      <p className={holidays === 'published' ? styles['small'] : styles['warn']}>
        {t('deadlines.firstDay')} {t(`deadlines.told.${told}`)} ·{' '}
        {t(`deadlines.holidays.${holidays}`)}
      </p>
    </section>
  );
}
