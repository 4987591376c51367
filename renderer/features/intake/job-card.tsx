import type { ReactNode } from 'react';
import { useEngineState } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { Progress } from '../../components/progress.tsx';
import { Errors } from './findings.tsx';
import { useIntake } from './intake-context.tsx';
import type { Job, JobPhase } from './intake-jobs.ts';
import styles from './intake-screen.module.css';
import { useCounted } from './use-counted.ts';
import { Preview } from './preview.tsx';
import { Result } from './result.tsx';

/** One file on its way in. */
export function JobCard({ job }: { job: Job }): ReactNode {
  const { t, format } = useText();
  const intake = useIntake();
  const { name } = job.phase;
  return (
    <Card
      title={
        <>
          {job.name} <small className={styles['size']}>{format.bytes(job.size)}</small>
        </>
      }
      aside={
        name === 'storing' || name === 'undoing' || name === 'checking' ? undefined : (
          <Button kind="quiet" onPress={() => intake.close(job)}>
            {t(name === 'preview' ? 'screens.intake.discard' : 'screens.intake.close')}
          </Button>
        )
      }
    >
      <div className={styles['job']} data-phase={name}>
        <Phase job={job} />
      </div>
    </Card>
  );
}

function Phase({ job }: { job: Job }): ReactNode {
  const { t, say } = useText();
  const counted = useCounted();
  const { phase } = job;
  switch (phase.name) {
    case 'waiting':
      return <p role="status">{t('intake.waiting')}</p>;
    case 'uploading':
      return <Progress words={t('screens.intake.uploading')} done={phase.sent} total={job.size} />;
    case 'checking':
      return <Checking job={job} />;
    case 'preview':
      return <Preview job={job} phase={phase} />;
    case 'storing':
      return <Storing job={job} phase={phase} />;
    case 'done':
      return (
        <>
          {phase.problem === null ? null : <Trouble words={say(phase.problem)} />}
          <Result job={job} result={phase.result} />
          <Errors errors={phase.preview.errors} />
        </>
      );
    case 'undoing':
      return <p role="status">{t('screens.intake.undoing')}</p>;
    case 'undone':
      return (
        <Notice tone="plain" sign="back">
          {t('screens.intake.undone', counted(phase.answer.removed))}{' '}
          {phase.answer.kept > 0 ? t('screens.intake.kept', counted(phase.answer.kept)) : null}
        </Notice>
      );
    case 'failed':
      // What the person has cancelled is no trouble.
      if (phase.problem.code === 'intake-cancelled')
        return (
          <Notice tone="plain" sign="pause">
            {say(phase.problem)}
          </Notice>
        );
      return <Trouble words={say(phase.problem)} />;
  }
}

function Trouble({ words }: { words: string }): ReactNode {
  return (
    <Notice tone="bad" sign="alert">
      {words}
    </Notice>
  );
}

function Checking({ job }: { job: Job }): ReactNode {
  const { t, format } = useText();
  const intake = useIntake();
  const progress = useEngineState((state) => state.progress[job.intakeId ?? '']);
  const done = progress?.done ?? 0;
  const total = progress?.phase === 'checking' ? progress.total : 0;
  const words =
    progress?.phase === 'checking'
      ? t('intake.checking', { done: format.count(done), total: format.count(total) })
      : t('intake.reading');
  return (
    <div className={styles['working']}>
      <Progress words={words} done={done} total={total} />
      <Button onPress={() => intake.cancel(job)}>{t('intake.cancel')}</Button>
    </div>
  );
}

function Storing({
  job,
  phase: { preview, isCancelling },
}: {
  job: Job;
  phase: Extract<JobPhase, { name: 'storing' }>;
}): ReactNode {
  const { t, format } = useText();
  const intake = useIntake();
  const progress = useEngineState((state) => state.progress[job.intakeId ?? '']);
  const isStoring = progress?.phase === 'storing';
  const done = isStoring ? progress.done : 0;
  const total = isStoring ? progress.total : preview.good;
  return (
    <div className={styles['working']}>
      <Progress
        words={
          isCancelling
            ? t('intake.cancelling')
            : t('screens.intake.storing', { done: format.count(done), total: format.count(total) })
        }
        done={done}
        total={total}
      />
      <Button isDisabled={isCancelling} onPress={() => intake.cancel(job)}>
        {t('intake.cancel')}
      </Button>
    </div>
  );
}
