import { useCallback, useState, type ReactNode } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import type { WatchState } from '../../../shared/sync/watch.ts';
import { engineNow } from '../../app/clock.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { DifferencesList } from './differences-list.tsx';
import { LateList } from './late-list.tsx';
import styles from './unanswered.module.css';

const shows = ['receipt', 'decision', 'differences'] as const;
type Show = (typeof shows)[number];

/** 답이 없는 신고, and what the comparison with customs (대조) found. */
export function UnansweredScreen(): ReactNode {
  const { t, say, format } = useText();
  const engine = useEngine();
  const [show, setShow] = useState<Show>('receipt');
  const [failed, setFailed] = useState<Problem | null>(null);
  const fetch = useCallback(() => engine.call('watch.get', {}), [engine]);
  const { value, problem, again } = useFetched(fetch);

  const compare = (): void => {
    setFailed(null);
    engine.call('reconciliation.begin', {}).then(again, (error: unknown) => {
      setFailed(problemOf(error));
    });
  };
  useShortcuts({ KeyC: compare });

  const isRunning = value?.reconciliation != null && value.reconciliation.finishedAt === null;
  const told = failed ?? problem;
  const tools = (
    <>
      <Choice
        label={t('watch.nav')}
        options={shows.map((each) => ({
          value: each,
          words: `${t(`watch.show.${each}`)} ${format.count(value === null ? 0 : countOf(value, each))}`,
        }))}
        value={show}
        onChange={setShow}
      />
      <Button shortcut="C" isDisabled={isRunning} onPress={compare}>
        {t('watch.compare')}
      </Button>
      {value === null ? null : <LastComparison state={value} />}
      {told === null ? null : (
        <span role="alert" className={styles['problem']}>
          {say(told)}
        </span>
      )}
    </>
  );
  return show === 'differences' ? (
    <DifferencesList tools={tools} />
  ) : (
    <LateList waits={show} tools={tools} key={show} />
  );
}

function countOf({ receipt, decision, differences }: WatchState, show: Show): number {
  if (show === 'differences') return differences;
  const ages = show === 'receipt' ? receipt : decision;
  return ages.late + ages.day + ages['two-days'];
}

/** What the last comparison came to, or how far the present one is. */
function LastComparison({ state }: { state: WatchState }): ReactNode {
  const { t, format } = useText();
  const last = state.reconciliation;
  if (last === null) return <span className={styles['quiet']}>{t('watch.never')}</span>;
  const { same, different, unanswered, planned, finishedAt, startedAt } = last;
  const words =
    finishedAt === null
      ? t('watch.running', {
          planned: format.count(planned),
          done: format.count(same + different + unanswered),
        })
      : t('watch.last', {
          at: format.clock(startedAt, engineNow()),
          same: format.count(same),
          different: format.count(different),
          unanswered: format.count(unanswered),
        });
  return (
    <span className={styles['quiet']} role="status">
      {words}
    </span>
  );
}
