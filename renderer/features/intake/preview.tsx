import { useState, type ReactNode } from 'react';
import type { IntakePreview } from '../../../shared/contract/index.ts';
import { useEngineState } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Errors, Warnings } from './findings.tsx';
import { GoodRows } from './good-rows.tsx';
import { useIntake } from './intake-context.tsx';
import type { Job, JobPhase } from './intake-jobs.ts';
import styles from './intake-screen.module.css';
import { useCounted } from './use-counted.ts';
import { Matching } from './matching.tsx';
import { RepairGrid } from './repair-grid.tsx';
import { ShownCells, useShownCells } from './shown-cells.tsx';
import { readingOf } from './repair-rows.ts';

/** What a file would bring in, before anything is stored. */
export function Preview({
  job,
  phase: { preview: masked, problem, isBusy },
}: {
  job: Job;
  phase: Extract<JobPhase, { name: 'preview' }>;
}): ReactNode {
  const { say } = useText();
  const { preview, shown } = useShownCells(job, masked);
  const { sheet } = preview;
  return (
    <>
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      <Counts preview={preview} />
      <ShownCells preview={masked} shown={shown} />
      {sheet === null ? null : <Matching job={job} sheet={sheet} isBusy={isBusy} />}
      <Commit job={job} preview={preview} isBusy={isBusy} />
      {sheet === null ? (
        <Errors errors={preview.errors} />
      ) : (
        <RepairGrid
          key={readingOf(sheet)}
          job={job}
          preview={preview}
          sheet={sheet}
          isBusy={isBusy}
        />
      )}
      <Warnings warnings={preview.warnings} />
      {preview.rows.length === 0 ? null : <GoodRows job={job} preview={preview} />}
    </>
  );
}

/** What a file holds, in numbers; of a sheet in which nothing is checked yet, its size. */
function Counts({ preview }: { preview: IntakePreview }): ReactNode {
  const { t, format } = useText();
  const { good, known, broken, sheet, encoding } = preview;
  const counts: readonly { words: string; count: number; isBad?: boolean }[] = isChecked(preview)
    ? [
        { words: t('screens.intake.good'), count: good },
        { words: t('screens.intake.known'), count: known },
        { words: t('screens.intake.broken'), count: broken, isBad: broken > 0 },
      ]
    : [{ words: t('intake.rowCount'), count: sheet?.rows ?? 0 }];
  return (
    <dl className={styles['counts']}>
      {counts.map(({ words, count, isBad = false }) => (
        <div key={words} data-bad={isBad}>
          <dt>{words}</dt>
          <dd>{format.count(count)}</dd>
        </div>
      ))}
      <div>
        <dt>{t('screens.intake.format')}</dt>
        <dd className={styles['word']}>
          {preview.format.toUpperCase()}
          {encoding === null ? '' : ` · ${encoding}`}
        </dd>
      </div>
    </dl>
  );
}

/** Nothing is checked in a sheet before its mandatory fields are given. */
const isChecked = ({ sheet }: IntakePreview): boolean =>
  sheet === null || sheet.missing.length === 0;

function Commit({
  job,
  preview,
  isBusy,
}: {
  job: Job;
  preview: IntakePreview;
  isBusy: boolean;
}): ReactNode {
  const { t } = useText();
  const counted = useCounted();
  const intake = useIntake();
  const outlook = useOutlook(preview);
  const checking = useChecking(job, isBusy);
  return (
    <div className={styles['commit']}>
      <Button
        kind="main"
        isDisabled={preview.good === 0 || isBusy}
        onPress={() => void intake.commit(job)}
      >
        {t('screens.intake.commit', counted(preview.good))}
      </Button>
      <span role="status">{checking ?? outlook}</span>
    </div>
  );
}

/** How far another check has come; `null` where none is going on. */
function useChecking({ intakeId }: Job, isBusy: boolean): string | null {
  const { t, format } = useText();
  const progress = useEngineState((state) => state.progress[intakeId ?? '']);
  const [begun, setBegun] = useState({ isBusy, progress });
  if (begun.isBusy !== isBusy) setBegun({ isBusy, progress });
  if (!isBusy) return null;
  // What was told before it began is of an earlier one.
  if (progress === begun.progress || progress?.phase !== 'checking')
    return t('intake.repair.checking');
  const { done, total } = progress;
  return t('intake.checking', { done: format.count(done), total: format.count(total) });
}

/** What taking it in would come to. */
function useOutlook(preview: IntakePreview): string {
  const { t } = useText();
  const counted = useCounted();
  const { good, known, broken, sheet } = preview;
  if (!isChecked(preview)) return t('intake.outlook.unchecked');
  if (good + known + broken === 0) return t('intake.outlook.empty');
  // What is not decided of a column is said where columns are matched.
  const isDecided = sheet === null || sheet.undecided.length === 0;
  const inFile = good > 0 ? t('intake.outlook.mendFile') : t('intake.outlook.mendFirst');
  const toMend = sheet === null ? inFile : t('intake.outlook.mendHere');
  return [
    good > 0 ? null : t('intake.outlook.noneGood'),
    good > 0 ? t('intake.outlook.good', counted(good)) : null,
    known > 0 ? t('intake.outlook.known', counted(known)) : null,
    broken > 0 ? t('intake.outlook.broken', counted(broken)) : null,
    broken > 0 && isDecided ? toMend : null,
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}
