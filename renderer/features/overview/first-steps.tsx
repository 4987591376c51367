import { useState, type ReactNode } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import { setGuideClosed, usePreferences } from '../../app/preferences.ts';
import { addressOf } from '../../app/route.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine, useEngineState, useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Sign } from '../../components/sign.tsx';
import { FilePicker } from '../intake/file-picker.tsx';
import { SheetButton } from '../intake/sheet-button.tsx';
import styles from './first-steps.module.css';

const sampleCount = 20;

/** Leads a newcomer: something to send, a file, an outage to watch. In real mode: what to set. */
export function FirstSteps({ empty }: { empty: boolean }): ReactNode {
  const mode = useSync((sync) => sync.mode);
  const closed = usePreferences((state) => state.guideClosed);
  const isDrill = useEngineState((state) => state.drill !== null);
  if (isDrill || (!empty && (closed || mode === 'real'))) return null;
  return mode === 'practice' ? <PracticeSteps empty={empty} /> : <RealSteps />;
}

function PracticeSteps({ empty }: { empty: boolean }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const scenario = useEngineState((state) => state.practice?.scenario ?? null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [adding, setAdding] = useState(false);

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    setProblem(null);
    await work().catch((error: unknown) => setProblem(problemOf(error)));
  }
  const addSamples = async (): Promise<void> => {
    setAdding(true);
    await attempt(() => engine.call('practice.addSamples', { count: sampleCount }));
    setAdding(false);
  };
  const cut = scenario === 'outage';

  return (
    <section className={styles['guide']} data-empty={empty} aria-label={t('screens.steps.title')}>
      <header>
        <div>
          <h1>{t(empty ? 'screens.steps.title' : 'screens.steps.again')}</h1>
          <p>{t('screens.steps.text')}</p>
        </div>
        {empty ? null : (
          <Button kind="quiet" onPress={() => setGuideClosed(true)}>
            {t('screens.steps.close')}
          </Button>
        )}
      </header>
      <ol>
        <Step
          n={1}
          done={!empty}
          title={t('screens.steps.samplesTitle')}
          text={t('screens.steps.samplesText')}
        >
          <Button
            kind={empty ? 'main' : 'plain'}
            isDisabled={adding}
            onPress={() => void addSamples()}
          >
            {t(adding ? 'screens.steps.adding' : 'screens.steps.samples', { count: sampleCount })}
          </Button>
        </Step>
        <Step n={2} title={t('screens.steps.fileTitle')} text={t('screens.steps.fileText')}>
          <SheetButton />
          <FilePicker>{t('screens.intake.choose')}</FilePicker>
        </Step>
        <Step n={3} title={t('screens.steps.cutTitle')} text={t('screens.steps.cutText')}>
          <Button
            kind={!empty && !cut ? 'main' : 'plain'}
            isDisabled={scenario === null}
            onPress={() =>
              void attempt(() =>
                engine.call('practice.scenario', { scenario: cut ? 'calm' : 'outage' }),
              )
            }
          >
            {t(cut ? 'screens.steps.join' : 'screens.steps.cut')}
          </Button>
        </Step>
      </ol>
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
    </section>
  );
}

function RealSteps(): ReactNode {
  const { t } = useText();
  const office = useSync((sync) => sync.office !== null);
  const gateway = useSync((sync) => sync.gate.phase !== 'no-gateway');
  return (
    <section
      className={styles['guide']}
      data-empty="true"
      aria-label={t('screens.steps.realTitle')}
    >
      <header>
        <div>
          <h1>{t('screens.steps.realTitle')}</h1>
          <p>{t('screens.steps.realText')}</p>
        </div>
      </header>
      <ol>
        <Step
          n={1}
          done={office}
          title={t('screens.steps.officeTitle')}
          text={t('screens.steps.officeText')}
        >
          <a href={addressOf({ screen: 'settings' })}>{t('screens.steps.toSettings')}</a>
        </Step>
        <Step
          n={2}
          done={gateway}
          title={t('screens.steps.gatewayTitle')}
          text={t('screens.steps.gatewayText')}
        >
          <a href={addressOf({ screen: 'settings' })}>{t('screens.steps.toSettings')}</a>
        </Step>
        <Step n={3} title={t('screens.steps.fileTitle')} text={t('screens.steps.fileText')}>
          <FilePicker>{t('screens.intake.choose')}</FilePicker>
        </Step>
      </ol>
    </section>
  );
}

function Step({
  n,
  done = false,
  title,
  text,
  children,
}: {
  n: number;
  done?: boolean;
  title: string;
  text: string;
  children: ReactNode;
}): ReactNode {
  return (
    <li data-done={done}>
      <span className={styles['n']} aria-hidden="true">
        {done ? <Sign name="check" size={14} /> : n}
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      <div className={styles['do']}>{children}</div>
    </li>
  );
}
