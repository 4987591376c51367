import type { ReactNode } from 'react';
import type { IntakePreview, IntakeResult } from '../../../shared/contract/index.ts';
import { addressOf } from '../../app/route.ts';
import { useEngineState } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { Progress } from '../../components/progress.tsx';
import { useIntake } from './intake-context.tsx';
import type { Job } from './intake-jobs.ts';
import styles from './intake-screen.module.css';
import { Errors, Preview } from './preview.tsx';

/** One file on its way in. */
export function JobCard({ job }: { job: Job }): ReactNode {
  const { t, format } = useText();
  const intake = useIntake();
  const busy = job.phase.name === 'storing' || job.phase.name === 'undoing';
  return (
    <Card
      title={
        <>
          {job.name} <small className={styles['size']}>{format.bytes(job.size)}</small>
        </>
      }
      aside={
        busy ? undefined : (
          <Button kind="quiet" onPress={() => intake.close(job)}>
            {t(job.phase.name === 'preview' ? 'screens.intake.discard' : 'screens.intake.close')}
          </Button>
        )
      }
    >
      <div className={styles['job']} data-phase={job.phase.name}>
        <Phase job={job} />
      </div>
    </Card>
  );
}

function Phase({ job }: { job: Job }): ReactNode {
  const { t, say } = useText();
  const { phase } = job;
  switch (phase.name) {
    case 'uploading':
      return <Progress words={t('screens.intake.uploading')} done={phase.sent} total={job.size} />;
    case 'checking':
      return <Checking job={job} />;
    case 'preview':
      return (
        <>
          <Counts preview={phase.preview} />
          {phase.problem === null ? null : (
            <Notice tone="bad" sign="alert">
              {say(phase.problem)}
            </Notice>
          )}
          <Commit job={job} preview={phase.preview} />
          <Preview preview={phase.preview} />
        </>
      );
    case 'storing':
      return <Storing job={job} total={phase.preview.good} />;
    case 'done':
      return (
        <>
          {phase.problem === null ? null : (
            <Notice tone="bad" sign="alert">
              {say(phase.problem)}
            </Notice>
          )}
          <Result job={job} result={phase.result} />
          <Errors errors={phase.errors} />
        </>
      );
    case 'undoing':
      return <p role="status">{t('screens.intake.undoing')}</p>;
    case 'undone':
      return (
        <Notice tone="plain" sign="back">
          {t('screens.intake.undone', { count: phase.answer.removed })}{' '}
          {phase.answer.kept > 0 ? t('screens.intake.kept', { count: phase.answer.kept }) : null}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" sign="alert">
          {say(phase.problem)}
        </Notice>
      );
  }
}

function Checking({ job }: { job: Job }): ReactNode {
  const { t } = useText();
  const progress = useEngineState((state) => state.progress[job.intakeId ?? '']);
  return (
    <Progress
      words={t('screens.intake.checking')}
      done={progress?.done ?? 0}
      total={progress?.phase === 'reading' ? progress.total : 0}
    />
  );
}

function Storing({ job, total }: { job: Job; total: number }): ReactNode {
  const { t, format } = useText();
  const progress = useEngineState((state) => state.progress[job.intakeId ?? '']);
  const done = progress?.phase === 'storing' ? progress.done : 0;
  return (
    <Progress
      words={t('screens.intake.storing', { done: format.count(done), total: format.count(total) })}
      done={done}
      total={total}
    />
  );
}

function Counts({ preview }: { preview: IntakePreview }): ReactNode {
  const { t, format } = useText();
  return (
    <dl className={styles['counts']}>
      <div>
        <dt>{t('screens.intake.good')}</dt>
        <dd>{format.count(preview.good)}</dd>
      </div>
      <div>
        <dt>{t('screens.intake.known')}</dt>
        <dd>{format.count(preview.known)}</dd>
      </div>
      <div data-bad={preview.broken > 0}>
        <dt>{t('screens.intake.broken')}</dt>
        <dd>{format.count(preview.broken)}</dd>
      </div>
      <div>
        <dt>{t('screens.intake.format')}</dt>
        <dd className={styles['word']}>
          {preview.format.toUpperCase()}
          {preview.encoding === null ? '' : ` · ${preview.encoding}`}
        </dd>
      </div>
    </dl>
  );
}

function Commit({ job, preview }: { job: Job; preview: IntakePreview }): ReactNode {
  const { t } = useText();
  const intake = useIntake();
  return (
    <div className={styles['commit']}>
      <Button kind="main" isDisabled={preview.good === 0} onPress={() => void intake.commit(job)}>
        {t('screens.intake.commit', { count: preview.good })}
      </Button>
      <span>{t(`screens.intake.${outlook(preview)}`)}</span>
    </div>
  );
}

/** What taking it in would come to. */
function outlook({ good, known, broken }: IntakePreview) {
  if (good > 0) return broken > 0 ? 'commitSome' : 'commitAll';
  if (known === 0) return 'noneGood';
  return broken > 0 ? 'restKnown' : 'allKnown';
}

function Result({ job, result }: { job: Job; result: IntakeResult }): ReactNode {
  const { t } = useText();
  const intake = useIntake();
  return (
    <Notice
      tone="accent"
      sign="disk"
      action={
        <>
          {result.batchId === null ? null : (
            <Button onPress={() => void intake.undo(job)}>{t('screens.commands.undo')}</Button>
          )}
          <a
            className={styles['link']}
            href={addressOf({ screen: 'filings', view: 'all', open: null })}
          >
            {t('screens.intake.toFilings')}
          </a>
        </>
      }
    >
      <b>{t('screens.intake.added', { count: result.added })}</b>{' '}
      {result.known > 0 ? t('screens.intake.wereKnown', { count: result.known }) : null}{' '}
      {result.broken > 0 ? t('screens.intake.wereBroken', { count: result.broken }) : null}{' '}
      {result.batchId === null ? null : t('screens.intake.undoHint')}
    </Notice>
  );
}
