import type { ReactNode } from 'react';
import type { MadeEvidence } from '../../../shared/contract/index.ts';
import { useEngineState } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Progress } from '../../components/progress.tsx';
import { useCopy } from '../stale/use-copy.ts';
import styles from './evidence-screen.module.css';
import type { MakingState } from './use-making.ts';

/** How far it is, and what came of it. */
export function Making({ making, onStop }: { making: MakingState; onStop: () => void }): ReactNode {
  const { t, say } = useText();
  switch (making.is) {
    case 'idle':
      return null;
    case 'busy':
      return (
        <div className={styles['making']}>
          <Steps />
          <Button onPress={onStop}>{t('evidence.cancel')}</Button>
        </div>
      );
    case 'failed':
      return (
        <Notice tone={making.problem.code === 'evidence-cancelled' ? 'plain' : 'bad'} sign="alert">
          {say(making.problem)}
        </Notice>
      );
    case 'made':
      return <Made made={making.made} />;
  }
}

function Steps(): ReactNode {
  const { t } = useText();
  const progress = useEngineState((state) => state.evidence);
  const phase = progress?.phase ?? 'collecting';
  return (
    <Progress
      words={t(`evidence.phase.${phase}`)}
      done={progress?.done ?? 0}
      total={progress?.total ?? 0}
    />
  );
}

function Made({ made }: { made: MadeEvidence }): ReactNode {
  const { t, format } = useText();
  const [copied, copy] = useCopy();
  const { filings, attempts, entries, folder, zip, digest } = made;
  return (
    <Notice tone="accent" sign="check">
      <div className={styles['made']}>
        <b>{t('evidence.done.title')}</b>
        <p>
          {filings === 0 && attempts === 0
            ? t('evidence.done.nothing')
            : t('evidence.done.counts', {
                filings: format.count(filings),
                attempts: format.count(attempts),
                entries: format.count(entries),
              })}
        </p>
        <dl>
          <dt>{t('evidence.done.folder')}</dt>
          <dd lang="ko">{folder}</dd>
          <dt>{t('evidence.done.zip')}</dt>
          <dd lang="ko">{zip}</dd>
          <dt>{t('evidence.done.digest')}</dt>
          <dd>{digest}</dd>
        </dl>
        <Button onPress={() => copy(zip)}>
          {t(copied === 'done' ? 'evidence.done.copied' : 'evidence.done.copy')}
        </Button>
      </div>
    </Notice>
  );
}
