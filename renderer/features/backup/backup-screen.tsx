import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { Notice } from '../../components/notice.tsx';
import { CardScreen } from '../../components/card-screen.tsx';
import { FoundDamaged } from '../rescue/found-damaged.tsx';
import styles from './backup-screen.module.css';
import { BackupList } from './backup-list.tsx';
import { ExportCard } from './export-card.tsx';
import { MoveCard } from './move-card.tsx';
import { PlanForm } from './plan-form.tsx';
import { RecoveryCard } from './recovery-card.tsx';
import { RestoreCard } from './restore-card.tsx';
import { StateCard } from './state-card.tsx';

/** How often is looked while something goes on, in milliseconds. */
const lookEveryMs = 2000;

/** 백업: copies of the data, restoring one, exporting everything, and moving to another computer. */
export function BackupScreen(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [chosen, setChosen] = useState('');
  const fetchState = useCallback(() => engine.call('backup.get', {}), [engine]);
  const { value: state, problem, again } = useFetched(fetchState);
  const folder = state?.folder ?? null;
  const madeAt = state?.last?.at ?? 0;
  const isGoingOn = state !== null && (state.isMaking || state.recovery !== null);
  useEffect(() => {
    if (!isGoingOn) return;
    const timer = setInterval(again, lookEveryMs);
    return () => clearInterval(timer);
  }, [isGoingOn, again]);
  return (
    <CardScreen>
      <div className={styles['head']}>
        <h1>{t('backup.title')}</h1>
        <p>{t('backup.intro')}</p>
      </div>
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      {state === null ? null : (
        <div className={styles['columns']}>
          <div className={styles['column']}>
            <FoundDamaged />
            {state.recovery === null ? null : (
              <RecoveryCard recovery={state.recovery} onChange={again} />
            )}
            <StateCard state={state} onChange={again} />
            <BackupList
              key={`${folder} ${madeAt}`}
              folder={folder}
              onChoose={(file) => setChosen(file)}
            />
            <RestoreCard key={chosen} initial={chosen} onRestored={again} />
          </div>
          <div className={styles['column']}>
            <PlanForm state={state} onChange={again} />
            <ExportCard />
            <MoveCard movedAt={state.movedAt} onChange={again} />
          </div>
        </div>
      )}
    </CardScreen>
  );
}
