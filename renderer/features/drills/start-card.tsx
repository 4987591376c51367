import { useState, type ReactNode } from 'react';
import { drillScenarios, type DrillScenario } from '../../../shared/drill/scenarios.ts';
import type { Problem } from '../../../shared/errors.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './drills.module.css';

const firstSpeeds = ['1', '10', '60', '600'] as const;
const numbers = { '1': 1, '10': 10, '60': 60, '600': 600 } as const;

/** The scenarios, what each is and teaches, and the start. */
export function StartCard(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [scenario, setScenario] = useState<DrillScenario>('morning');
  const [speed, setSpeed] = useState<(typeof firstSpeeds)[number]>('10');
  const [keep, setKeep] = useState(false);
  const [seed, setSeed] = useState('');
  const [state, setState] = useState<'idle' | 'starting' | { asks: number } | Problem>('idle');

  const start = (evenIfWaiting: boolean): void => {
    setState('starting');
    const given = /^\d{1,6}$/.test(seed.trim()) ? Number(seed) : 0;
    const wanted = { scenario, speed: numbers[speed], keep, evenIfWaiting };
    engine.call('drill.start', { ...wanted, seed: given > 0 ? given : null }).then(
      () => setState('idle'),
      (error: unknown) => {
        const problem = problemOf(error);
        const { count } = problem.params;
        const isAsked = problem.code === 'drill-holds-filings' && typeof count === 'number';
        setState(isAsked ? { asks: count } : problem);
      },
    );
  };
  return (
    <Card title={t('drill.choose')}>
      <div className={styles['scenarios']} role="radiogroup" aria-label={t('drill.choose')}>
        {drillScenarios.map((each) => (
          <label
            key={each}
            className={styles['scenario']}
            data-chosen={each === scenario}
            aria-label={t(`drill.scenario.${each}`)}
          >
            <input
              type="radio"
              name="scenario"
              checked={each === scenario}
              onChange={() => setScenario(each)}
            />
            <span>
              <b>{t(`drill.scenario.${each}`)}</b> <small>{t(`drill.spans.${each}`)}</small>
              <span className={styles['story']}>{t(`drill.story.${each}`)}</span>
              <span className={styles['teaches']}>
                {t('drill.columns.teaches')}: {t(`drill.teaches.${each}`)}
              </span>
            </span>
          </label>
        ))}
      </div>
      <div className={styles['start']}>
        <Choice
          label={t('drill.speed')}
          options={firstSpeeds.map((value) => ({ value, words: t(`drill.speeds.${value}`) }))}
          value={speed}
          onChange={setSpeed}
        />
        <label className={styles['seed']} title={t('drill.seedHint')}>
          {t('drill.seed')}
          <input
            inputMode="numeric"
            maxLength={6}
            autoComplete="off"
            onInput={(event) => setSeed(event.currentTarget.value)}
          />
        </label>
        <label className={styles['keep']} title={t('drill.keepHint')}>
          <input
            type="checkbox"
            checked={keep}
            onChange={(event) => setKeep(event.currentTarget.checked)}
          />
          {t('drill.keep')}
        </label>
        <Button kind="main" isDisabled={state === 'starting'} onPress={() => start(false)}>
          {t(state === 'starting' ? 'drill.starting' : 'drill.start')}
        </Button>
      </div>
      {typeof state === 'object' && 'code' in state ? (
        <Notice tone="bad" sign="alert">
          {say(state)}
        </Notice>
      ) : null}
      {typeof state === 'object' && 'asks' in state ? (
        <Dialog
          title={t('drill.waitingTitle')}
          onClose={() => setState('idle')}
          actions={
            <>
              <Button onPress={() => setState('idle')}>{t('drill.notNow')}</Button>
              <Button kind="main" onPress={() => start(true)}>
                {t('drill.startAnyway')}
              </Button>
            </>
          }
        >
          <p>{t('drill.waiting', { count: state.asks })}</p>
        </Dialog>
      ) : null}
    </Card>
  );
}
