import { memo, useId, useMemo, useState, type ReactNode } from 'react';
import type { FormField } from '../../../shared/documents/form.ts';
import { fieldLabel } from '../../../shared/documents/index.ts';
import { useText } from '../../app/text.tsx';
import { choicesOf } from './choices.ts';
import { useEditor } from './editor-context.tsx';
import styles from './field-box.module.css';
import { CodeInput, ListInput, TextInput } from './field-input.tsx';
import { Lookup, lookupOf } from './lookups/lookup.tsx';
import { ProblemText } from './problem-text.tsx';
import { shown } from './typed.ts';
import { useBefore, useComputed, useProblems, useValue } from './use-field.ts';

/** A field with its label and, beneath it, what is wrong, what it was and what it is computed to be. */
export const FieldBox = memo(function FieldBox({
  scope,
  field,
  unit,
}: {
  /** Path of the line or specification; empty for the declaration itself. */
  scope: string;
  field: FormField;
  /** The unit or currency that stands beside the value. */
  unit: FormField | null;
}): ReactNode {
  const { language } = useText();
  const label = fieldLabel(field.key, language);
  return (
    <div
      className={styles['box']}
      data-field={field.key}
      data-width={widthOf(field)}
      data-measured={unit !== null}
    >
      <OneField scope={scope} field={field} label={label} />
      {unit === null ? null : (
        <OneField scope={scope} field={unit} label={fieldLabel(unit.key, language)} />
      )}
    </div>
  );
});

function OneField({
  scope,
  field,
  label,
}: {
  scope: string;
  field: FormField;
  label: string;
}): ReactNode {
  const { t, language } = useText();
  const editor = useEditor();
  const id = useId();
  const path = scope === '' ? field.key : `${scope}.${field.key}`;
  const value = useValue(path);
  const computed = useComputed(path, field);
  const problems = useProblems(path);
  const before = useBefore(path);
  const choices = useMemo(() => choicesOf(field, language), [field, language]);
  const lookup = lookupOf(field.key);
  const [lookingUp, setLookingUp] = useState(false);
  const isEmpty = value === undefined || value === null || value === '';
  const takeOver = (): void => editor.takeOver([path]);
  const differs = !isEmpty && computed !== null && computed !== shown(field.format, value);
  const input = {
    path,
    field,
    id,
    label,
    proposal: isEmpty ? computed : null,
    onTakeOver: computed === null || (!isEmpty && !differs) ? null : takeOver,
    isWrong: problems.some(({ severity }) => severity === 'error'),
    describedBy: `${id}-about`,
    onLookup: lookup === null ? null : () => setLookingUp(true),
  };
  return (
    <div className={styles['one']} data-changed={before !== undefined}>
      <div className={styles['head']}>
        <label className={styles['label']} htmlFor={id} title={label}>
          {label}
          {field.mandatory ? <i aria-hidden="true" title={t('editor.field.mandatory')} /> : null}
        </label>
        {lookup === null ? null : (
          <button
            type="button"
            tabIndex={-1}
            className={styles['lookup']}
            onClick={() => setLookingUp(true)}
          >
            {t(`editor.lookup.${lookup}.button`)} <kbd>F4</kbd>
          </button>
        )}
      </div>
      {field.several ? (
        <ListInput {...input} />
      ) : choices === null ? (
        <TextInput {...input} />
      ) : (
        <CodeInput {...input} choices={choices} />
      )}
      <div id={`${id}-about`} className={styles['about']}>
        {isEmpty && computed !== null ? (
          <button type="button" tabIndex={-1} className={styles['take']} onClick={takeOver}>
            {t('editor.field.computed')} <kbd>=</kbd>
          </button>
        ) : null}
        {differs ? (
          <button type="button" tabIndex={-1} className={styles['take']} onClick={takeOver}>
            {t('editor.field.computedAs', { value: computed })} <kbd>=</kbd>
          </button>
        ) : null}
        {before === undefined ? null : (
          <p className={styles['before']}>
            {t('editor.field.before', {
              value: shown(field.format, before) || t('editor.field.none'),
            })}
          </p>
        )}
        {problems.map((problem) => (
          <ProblemText
            key={`${problem.about.field} ${problem.about.code}`}
            problem={problem}
            short
          />
        ))}
      </div>
      {lookup !== null && lookingUp ? (
        <Lookup
          name={lookup}
          scope={scope}
          field={field}
          onClose={() => {
            setLookingUp(false);
            editor.goTo(path);
          }}
        />
      ) : null}
    </div>
  );
}

/** How many columns a field takes, by how much can stand in it. */
function widthOf({ format, several }: FormField): 'one' | 'two' | 'whole' {
  if (several) return 'two';
  if (format.type !== 'text') return 'one';
  if (format.max > 120) return 'whole';
  return format.max > 28 ? 'two' : 'one';
}
