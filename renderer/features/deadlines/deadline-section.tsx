import { useCallback, type ReactNode } from 'react';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { Section } from '../filing/section.tsx';
import { DeadlineFacts } from './deadline-facts.tsx';
import styles from './deadlines.module.css';

/** 기한 of one filing, in its panel; nothing where it has none. */
export function DeadlineSection({ row: { id } }: { row: FilingRow }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('deadlines.of', { id }), [engine, id]);
  const { value } = useFetched(fetch, {
    concerns: (changed) => changed === null || changed.includes(id),
  });
  if (value === null || value.deadlines.length === 0) return null;
  return (
    <Section title={t('deadlines.title')}>
      {value.deadlines.map((deadline) => (
        <div key={deadline.rule}>
          <b className={styles['rule']}>{t(`deadlines.rules.${deadline.rule}`)}</b>
          <DeadlineFacts deadline={deadline} />
        </div>
      ))}
    </Section>
  );
}
