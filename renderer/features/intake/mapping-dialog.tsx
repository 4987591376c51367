import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Mapping, Sheet } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { useEngine } from '../../app/session-context.tsx';
import { problemOf } from '../../app/session.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { fieldOptions } from './fields.ts';
import { FixedValues } from './fixed-values.tsx';
import { useIntake } from './intake-context.tsx';
import type { Job } from './intake-jobs.ts';
import { MappingColumns } from './mapping-columns.tsx';
import { missingKeys, ownColumns, placed } from './mapping-draft.ts';
import { MappingSource, SavedMappings } from './mapping-source.tsx';
import styles from './mapping.module.css';
import { useSavedMappings } from './use-saved-mappings.ts';

/**
 * 열 맞추기: which column gives which field, and what every filing has alike. Esc keeps what was
 * chosen for the next time it is opened.
 */
export function MappingDialog({
  job,
  sheet,
  isBusy,
  draft,
  onDraft,
  onClose,
}: {
  job: Job;
  sheet: Sheet;
  isBusy: boolean;
  draft: Mapping;
  onDraft: (mapping: Mapping) => void;
  onClose: () => void;
}): ReactNode {
  const { t, language, say } = useText();
  const intake = useIntake();
  const engine = useEngine();
  const [name, setName] = useState(sheet.savedAs ?? '');
  const [problem, setProblem] = useState<Problem | null>(null);
  const saved = useSavedMappings(setProblem);
  const options = useMemo(() => fieldOptions(draft.kind, language, t), [draft.kind, language, t]);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    body.current?.querySelector<HTMLElement>('[data-tone=open] input')?.focus();
  }, []);

  const use = async (): Promise<void> => {
    try {
      if (name.trim() !== '')
        await engine.call('mappings.save', { name: name.trim(), mapping: draft });
    } catch (error) {
      setProblem(problemOf(error));
      return;
    }
    onClose();
    await intake.remap(job, draft);
  };
  const missing = missingKeys(draft);
  const labelOf = (key: string): string =>
    options.find((option) => option.key === key)?.label ?? key;

  return (
    <Dialog
      wide
      title={t('intake.mapping.title', { name: job.name })}
      onClose={onClose}
      actions={
        <>
          <p role="status" className={styles['still']}>
            {missing.length === 0
              ? null
              : t('intake.mapping.missing', {
                  count: missing.length,
                  fields: missing.map(labelOf).join(', '),
                })}
          </p>
          <Button
            onPress={() => {
              onDraft(ownColumns(sheet.mapping, sheet));
              onClose();
            }}
          >
            {t('intake.mapping.dismiss')}
          </Button>
          <Button kind="main" isDisabled={isBusy} onPress={() => void use()}>
            {t('intake.mapping.use')}
          </Button>
        </>
      }
    >
      <div className={styles['dialog']} data-form ref={body}>
        {problem === null ? null : (
          <Notice tone="bad" sign="alert">
            {say(problem)}
          </Notice>
        )}
        <SavedMappings
          rows={saved.rows}
          taken={sheet.savedAs}
          onTake={(one) => {
            onDraft(placed(one.mapping, sheet));
            setName(one.name);
          }}
          onDrop={saved.drop}
        />
        <MappingSource
          draft={draft}
          sheet={sheet}
          isBusy={isBusy}
          onReadAnew={(change) => void intake.remap(job, { ...draft, ...change, columns: [] })}
          onChange={onDraft}
        />
        <MappingColumns draft={draft} sheet={sheet} options={options} onChange={onDraft} />
        <FixedValues draft={draft} options={options} onChange={onDraft} />
        <label className={styles['inline']}>
          <span>{t('intake.mapping.saveAs')}</span>
          <input
            value={name}
            maxLength={60}
            placeholder={t('intake.mapping.saveAsPlaceholder')}
            spellCheck={false}
            onChange={({ target }) => setName(target.value)}
          />
          <small>{t('intake.mapping.saveAsHint')}</small>
        </label>
      </div>
    </Dialog>
  );
}
