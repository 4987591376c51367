import type { ReactNode } from 'react';
import { useSync } from '../../app/session-context.tsx';
import { countOf } from '../../app/navigation.tsx';
import { useText } from '../../app/text.tsx';
import { useDrainPlan } from '../../app/use-drain-plan.ts';
import { CardScreen } from '../../components/card-screen.tsx';
import { DrillReminder } from '../drills/reminder.tsx';
import { DiskNotice } from '../program/disk-notice.tsx';
import { Channel } from './channel.tsx';
import { Deadlines } from './deadlines.tsx';
import { Drain } from './drain.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Flow } from './flow.tsx';
import { Headline } from './headline.tsx';
import styles from './overview-screen.module.css';
import { Todo } from './todo.tsx';

/** Them or us, what waits, what to do, and when it will be over. */
function Lead(): ReactNode {
  const { t } = useText();
  const plan = useDrainPlan();
  return (
    <section className={styles['lead']} aria-label={t('screens.nav.overview')}>
      <Headline plan={plan} />
      <Flow />
      <Drain plan={plan} />
    </section>
  );
}

/** 상황판: answers in three seconds whether it is them or us, what waits, and what to do. */
export function OverviewScreen(): ReactNode {
  const empty = useSync((sync) => countOf(sync, 'all') === 0);
  return (
    <CardScreen>
      <DiskNotice />
      {empty ? null : <Lead />}
      <FirstSteps empty={empty} />
      <DrillReminder />
      {empty ? null : (
        <div className={styles['cards']}>
          <Todo />
          <Deadlines />
          <Channel />
        </div>
      )}
    </CardScreen>
  );
}
