import type { ReactNode } from 'react';
import type { IntakeResult } from '../../../shared/contract/index.ts';
import { addressOf } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useIntake } from './intake-context.tsx';
import { hasRest, type Job } from './intake-jobs.ts';
import styles from './intake-screen.module.css';
import { useCounted } from './use-counted.ts';

/** What went in, and the way back. */
export function Result({ job, result }: { job: Job; result: IntakeResult }): ReactNode {
  const { t } = useText();
  const counted = useCounted();
  const intake = useIntake();
  return (
    <Notice
      tone="accent"
      sign="disk"
      action={
        <>
          {hasRest(result) ? (
            <Button kind="main" onPress={() => void intake.commit(job)}>
              {t('intake.goOn', counted(result.left ?? 0))}
            </Button>
          ) : null}
          {job.batchIds.length === 0 ? null : (
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
      <b>{t('screens.intake.added', counted(result.added))}</b>{' '}
      {result.left === undefined ? null : t('intake.left', counted(result.left))}{' '}
      {result.known > 0 ? t('screens.intake.wereKnown', counted(result.known)) : null}{' '}
      {result.broken > 0 ? t('screens.intake.wereBroken', counted(result.broken)) : null}{' '}
      {job.batchIds.length === 0 ? null : t('screens.intake.undoHint')}
    </Notice>
  );
}
