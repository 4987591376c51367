import type { ReactNode } from 'react';
import { largestFile, mostColumns, mostRows } from '../../../shared/contract/index.ts';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Sign } from '../../components/sign.tsx';
import { FilePicker } from './file-picker.tsx';
import { useJobs } from './intake-context.tsx';
import styles from './intake-screen.module.css';
import { JobCard } from './job-card.tsx';
import { SheetButton } from './sheet-button.tsx';
import { TemplateMenu } from './template-menu.tsx';

/** 가져오기: files of declarations, looked at before anything is stored. */
export function IntakeScreen(): ReactNode {
  const { t, format } = useText();
  const jobs = useJobs();
  const mode = useSync((sync) => sync.mode);
  return (
    <div className={styles['screen']}>
      <h1 className={styles['title']}>{t('screens.nav.intake')}</h1>
      <div className={styles['drop']} data-small={jobs.length > 0}>
        <Sign name="inbox" size={26} />
        <div>
          <b>{t('screens.intake.drop')}</b>
          <p>{t('screens.intake.dropHint')}</p>
          {jobs.length > 0 ? null : (
            <>
              <p>
                {t('intake.limits', {
                  megabytes: largestFile / 1024 / 1024,
                  rows: format.count(mostRows),
                  columns: format.count(mostColumns),
                })}
              </p>
              {mode === 'practice' ? <p>{t('screens.intake.practice')}</p> : null}
            </>
          )}
        </div>
        <TemplateMenu />
        {mode === 'practice' ? <SheetButton /> : null}
        <FilePicker kind="main">{t('screens.intake.choose')}</FilePicker>
      </div>
      {jobs.map((job) => (
        <JobCard key={job.key} job={job} />
      ))}
    </div>
  );
}
