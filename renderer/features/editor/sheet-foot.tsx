import { memo, type ReactNode } from 'react';
import type { FormField } from '../../../shared/documents/form.ts';
import { fieldLabel } from '../../../shared/documents/index.ts';
import { useText } from '../../app/text.tsx';
import type { Choices } from './choices.ts';
import { useEditorState } from './editor-context.tsx';
import { ProblemText } from './problem-text.tsx';
import styles from './sheet.module.css';
import { shown } from './typed.ts';
import { useBefore, useComputed, useProblems, useValue } from './use-field.ts';

/** About the cell that has the cursor: its field, what its code means, and what is wrong with it. */
export const SheetFoot = memo(function SheetFoot({
  path,
  rowPath,
  field,
  choices,
}: {
  path: string;
  rowPath: string;
  field: FormField;
  choices: Choices | null;
}): ReactNode {
  const { t, language } = useText();
  const value = useValue(path);
  const computed = useComputed(path, field);
  const before = useBefore(path);
  const all = useProblems(path);
  const rowVisited = useEditorState((state) => state.tellsMissing || state.visited.has(rowPath));
  const raw = useEditorState((state) => state.problems.byPath.get(path));
  const problems = rowVisited ? (raw ?? []) : all;
  const text = shown(field.format, value);
  const name = choices?.nameOf(text) ?? null;
  return (
    <div className={styles['foot']} aria-live="polite">
      <b>{fieldLabel(path, language)}</b>
      {name === null ? null : <span>{name}</span>}
      {computed === null || computed === text ? null : (
        <span>{t('editor.field.computedAs', { value: computed })} [=]</span>
      )}
      {before === undefined ? null : (
        <span>
          {t('editor.field.before', {
            value: shown(field.format, before) || t('editor.field.none'),
          })}
        </span>
      )}
      {problems.map((problem) => (
        <ProblemText key={`${problem.about.field} ${problem.about.code}`} problem={problem} short />
      ))}
    </div>
  );
});
