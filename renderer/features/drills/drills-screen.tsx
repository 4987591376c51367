import { useCallback, type ReactNode } from 'react';
import { never, useFetched } from '../../app/use-fetched.ts';
import { addressOf } from '../../app/route.ts';
import { useEngine, useEngineState } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { CardScreen } from '../../components/card-screen.tsx';
import styles from './drills.module.css';
import { RunningDrill } from './running-drill.tsx';
import { SheetCard } from './sheet-card.tsx';
import { SheetList } from './sheet-list.tsx';
import { StartCard } from './start-card.tsx';

/** 훈련: choose and start one, see how the one that runs stands, and read the score sheets. */
export function DrillsScreen({ sheet }: { sheet: string | null }): ReactNode {
  const { t } = useText();
  const running = useEngineState((state) => state.drill);
  return (
    <CardScreen className={styles['screen']}>
      <header>
        <h1 className={styles['title']}>{t('drill.title')}</h1>
        <p className={styles['lead']}>{t('drill.words')}</p>
      </header>
      {running !== null ? (
        <RunningDrill drill={running} />
      ) : sheet === null ? (
        <>
          <BrokenDrills />
          <StartCard />
          <SheetList />
        </>
      ) : (
        <>
          <p>
            <a href={addressOf({ screen: 'drills', sheet: null })}>{t('drill.sheet.back')}</a>
          </p>
          <SheetCard id={sheet} key={sheet} />
        </>
      )}
    </CardScreen>
  );
}

/** Drills that broke off: nothing of the office's was in them, and that is said. */
function BrokenDrills(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const { value, again } = useFetched(
    useCallback(() => engine.call('drill.state', {}), [engine]),
    { concerns: never },
  );
  return (value?.broken ?? []).map(({ id, scenario, began }) => (
    <Notice
      key={id}
      tone="warn"
      sign="alert"
      action={
        <Button onPress={() => void engine.call('drill.remove', { id }).then(again, again)}>
          {t('drill.sheet.brokenOk')}
        </Button>
      }
    >
      {t('drill.sheet.broken', {
        scenario: t(`drill.scenario.${scenario}`),
        when: whenFormat.format(began),
      })}
    </Notice>
  ));
}

const whenFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'short',
});
