import { useCallback, type ReactNode } from 'react';
import { addressOf } from '../../app/route.ts';
import { useEngine, useEngineState } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import styles from './drills.module.css';

/** A drill a month keeps the hands in practice. */
const everyDays = 30;

/** A quiet line on the first page where the last drill was long ago, or one broke off. */
export function DrillReminder(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const isDrill = useEngineState((state) => state.drill !== null);
  const { value } = useFetched(
    useCallback(() => engine.call('drill.state', {}), [engine]),
    { concerns: never },
  );
  if (value === null || isDrill) return null;
  const { daysSince, broken } = value;
  const [first] = broken;
  if (first === undefined && daysSince !== null && daysSince < everyDays) return null;
  return (
    <p className={styles['reminder']}>
      {first !== undefined
        ? t('drill.sheet.brokenShort', { scenario: t(`drill.scenario.${first.scenario}`) })
        : daysSince === null
          ? t('drill.reminderNever')
          : t('drill.reminder', { days: daysSince })}{' '}
      <a href={addressOf({ screen: 'drills', sheet: null })}>{t('drill.reminderOpen')}</a>
    </p>
  );
}
