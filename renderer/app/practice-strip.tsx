import { useState, type ReactNode } from 'react';
import { scenarios, type Scenario } from '../../shared/contract/practice.ts';
import type { Problem } from '../../shared/errors.ts';
import { Choice } from '../components/choice.tsx';
import styles from './practice-strip.module.css';
import { problemOf } from './session.ts';
import { useEngine, useEngineState } from './session-context.tsx';
import { useText } from './text.tsx';

/** Practice mode cannot be overlooked: what it is, how the practice central system is to behave,
 * and what its auditor has found. */
export function PracticeStrip(): ReactNode {
  const { t } = useText();
  return (
    <aside className={styles['strip']} aria-label={t('screens.practice.title')}>
      <b className={styles['title']}>{t('screens.practice.title')}</b>
      <span className={styles['words']}>{t('screens.practice.words')}</span>
      <ScenarioSwitch />
      <Audit />
    </aside>
  );
}

function ScenarioSwitch(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const scenario = useEngineState((state) => state.practice?.scenario ?? null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // What is shown as chosen is what the engine says; the event moves it.
  const choose = (next: Scenario): void => {
    setProblem(null);
    engine
      .call('practice.scenario', { scenario: next })
      .catch((error: unknown) => setProblem(problemOf(error)));
  };
  return (
    <div className={styles['switch']}>
      <span>{t('screens.practice.scenario')}</span>
      <Choice
        label={t('screens.practice.scenarioLabel')}
        options={scenarios.map((value) => ({ value, words: t(`states.scenario.${value}`) }))}
        value={scenario}
        onChange={choose}
        isDisabled={scenario === null}
      />
      {problem === null ? null : <span role="alert">{say(problem)}</span>}
    </div>
  );
}

function Audit(): ReactNode {
  const { t, format } = useText();
  const practice = useEngineState((state) => state.practice);
  if (practice === null) return <span>{t('screens.practice.opening')}</span>;
  const { doubleFilings, blindResends, overlaps, insideRetryAfter, changedBytes } = practice.audit;
  const faults = doubleFilings + blindResends + overlaps + insideRetryAfter + changedBytes;
  return (
    <dl
      className={styles['audit']}
      data-faults={faults > 0}
      title={t('screens.practice.auditHint')}
    >
      <Figure name={t('screens.practice.taken')} value={format.count(practice.taken)} />
      <Figure name={t('screens.practice.double')} value={format.count(doubleFilings)} />
      <Figure name={t('screens.practice.blind')} value={format.count(blindResends)} />
      <Figure
        name={t('screens.practice.other')}
        value={format.count(faults - doubleFilings - blindResends)}
      />
    </dl>
  );
}

function Figure({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
