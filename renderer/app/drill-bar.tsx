import { useState, type ReactNode } from 'react';
import { drillSpeeds, type DrillSpeed } from '../../shared/drill/scenarios.ts';
import type { Problem } from '../../shared/errors.ts';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/choice.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useNow } from './clock.ts';
import styles from './drill-bar.module.css';
import { addressOf, goTo } from './route.ts';
import { problemOf } from './session.ts';
import { useEngine, useEngineState } from './session-context.tsx';
import { useText } from './text.tsx';

/** A drill cannot be overlooked: on top of every screen what it is, its time, and its end. */
export function DrillBar(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const drill = useEngineState((state) => state.drill);
  const [state, setState] = useState<'idle' | 'asking' | 'ending' | Problem>('idle');
  if (drill === null) return null;

  const end = (): void => {
    setState('ending');
    engine.call('drill.end', {}).then(
      ({ id }) => {
        setState('idle');
        goTo({ screen: 'drills', sheet: id });
      },
      (error: unknown) => setState(problemOf(error)),
    );
  };
  return (
    <aside className={styles['bar']} aria-label={t('drill.bar.label')} data-drill={drill.id}>
      <b className={styles['title']}>{t('drill.bar.title')}</b>
      <a className={styles['words']} href={addressOf({ screen: 'drills', sheet: null })}>
        {t(`drill.scenario.${drill.scenario}`)}
      </a>
      <span className={styles['words']}>{t('drill.bar.words')}</span>
      {drill.officeWaiting === 0 ? null : (
        <b className={styles['waits']}>
          {t('drill.bar.officeWaits', { count: drill.officeWaiting })}
        </b>
      )}
      {typeof state === 'string' ? null : <span role="alert">{say(state)}</span>}
      <div className={styles['controls']}>
        <DrillTime />
        <Speed speed={drill.speed} reached={drill.reached} />
        <Button kind="danger" isDisabled={state === 'ending'} onPress={() => setState('asking')}>
          {t(state === 'ending' ? 'drill.bar.ending' : 'drill.bar.end')}
        </Button>
      </div>
      {state === 'asking' ? (
        <Dialog
          title={t('drill.confirmEnd')}
          focusMain
          onClose={() => setState('idle')}
          actions={
            <>
              <Button onPress={() => setState('idle')}>{t('drill.goOn')}</Button>
              <Button kind="main" onPress={end}>
                {t('drill.bar.end')}
              </Button>
            </>
          }
        >
          <p>{t('drill.confirmEndWords')}</p>
        </Dialog>
      ) : null}
    </aside>
  );
}

/** Its own time, with its day: it may be one of another year. */
function DrillTime(): ReactNode {
  const { t } = useText();
  const now = useNow(1000);
  return (
    <time
      className={styles['time']}
      dateTime={new Date(now).toISOString()}
      title={t('drill.bar.time')}
    >
      {timeFormat.format(now)}
    </time>
  );
}

const timeFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function Speed({ speed, reached }: { speed: DrillSpeed; reached: number | null }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const isBehind = reached !== null && speed > 1 && reached < speed * 0.8;
  return (
    <span className={styles['speed']}>
      <Choice
        label={t('drill.bar.speed')}
        options={drillSpeeds.map((each) => ({
          value: String(each),
          words: t(`drill.speeds.${each}`),
        }))}
        value={String(speed)}
        onChange={(chosen) => {
          const next = drillSpeeds.find((each) => String(each) === chosen);
          // What is shown as chosen is what the engine says.
          if (next !== undefined)
            engine.call('drill.speed', { speed: next }).catch(() => undefined);
        }}
      />
      {isBehind ? (
        <small title={t('drill.reachedHint')}>
          {t('drill.reached', { times: Math.round(reached) })}
        </small>
      ) : null}
    </span>
  );
}

/** Across whatever is shown, on paper too; it takes no click and hides no word. */
export function DrillWatermark(): ReactNode {
  const { t } = useText();
  const isDrill = useEngineState((state) => state.drill !== null);
  if (!isDrill) return null;
  return (
    <div className={styles['watermark']} aria-hidden="true" data-watermark>
      {marks.map((mark) => (
        <svg key={mark} viewBox="0 0 300 200">
          <text x="150" y="110" textAnchor="middle" transform="rotate(-24 150 100)">
            {t('drill.bar.title')}
          </text>
        </svg>
      ))}
    </div>
  );
}

const marks = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] as const;
