import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import type { CallOutput, IntakePreview } from '../../../shared/contract/index.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { ShowButton, useShown, type Shown } from '../privacy/personal.tsx';
import type { Job } from './intake-jobs.ts';
import styles from './intake-screen.module.css';

interface Told {
  of: IntakePreview;
  cells: CallOutput<'personal.cells'>;
}

/**
 * A preview whose cells are as the file has them while they are asked for, else masked. What was
 * mended since is asked for again: no cell is shown as it was before.
 */
export function useShownCells(
  { intakeId }: Job,
  preview: IntakePreview,
): { preview: IntakePreview; shown: Shown<Told> } {
  const engine = useEngine();
  const fetch = useCallback(
    async (): Promise<Told> => ({
      of: preview,
      cells: await engine.call('personal.cells', { intakeId: intakeId ?? '' }),
    }),
    [engine, intakeId, preview],
  );
  const shown = useShown(fetch);
  const { value, show } = shown;
  const isOld = value !== null && value.of !== preview;
  useEffect(() => {
    if (isOld) show();
    // Once for each preview that comes; `show` is another one at each drawing.
    // eslint-disable-next-line react/exhaustive-deps
  }, [isOld, preview]);
  const told = useMemo(
    () =>
      value === null || isOld || preview.sheet === null
        ? preview
        : { ...preview, sheet: { ...preview.sheet, ...value.cells } },
    [preview, value, isOld],
  );
  return { preview: told, shown };
}

/** Shows the cells of a sheet with nothing masked; absent where nothing is. */
export function ShownCells({
  preview: { sheet },
  shown,
}: {
  preview: IntakePreview;
  shown: Shown<unknown>;
}): ReactNode {
  const { t } = useText();
  const isMasked = [...(sheet?.top ?? []), ...(sheet?.faulty ?? [])].some(({ cells }) =>
    cells.some((text) => text.includes('*')),
  );
  if (!isMasked && shown.value === null) return null;
  return (
    <p className={styles['masked']}>
      <span>{t('intake.masked.words')}</span>
      <ShowButton shown={shown} what={t('intake.masked.cells')} />
    </p>
  );
}
