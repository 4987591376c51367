import { useMemo, type ReactNode } from 'react';
import type { Mapping } from '../../../shared/contract/index.ts';
import { useText } from '../../app/text.tsx';
import { choicesOf } from '../editor/choices.ts';
import { Combo } from './combo.tsx';
import { formFieldOf, searchFields, type FieldOption } from './fields.ts';
import { fixedKeys } from './mapping-draft.ts';
import styles from './mapping.module.css';

/** Values that every filing of the file has, where no column gives one. */
export function FixedValues({
  draft,
  options,
  onChange,
}: {
  draft: Mapping;
  options: readonly FieldOption[];
  onChange: (mapping: Mapping) => void;
}): ReactNode {
  const { t } = useText();
  const keys = fixedKeys(draft);
  const given = new Set([...draft.columns.map(({ key }) => key), ...keys, 'kind', 'reference']);
  const others = options.filter(({ key }) => !given.has(key));
  const set = (key: string, value: string): void =>
    onChange({ ...draft, fixed: { ...draft.fixed, [key]: value } });
  const remove = (key: string): void => {
    const { [key]: _gone, ...fixed } = draft.fixed;
    onChange({ ...draft, fixed });
  };
  return (
    <section className={styles['part']}>
      <header>
        <h3>{t('intake.mapping.fixed')}</h3>
        <small>{t('intake.mapping.fixedHint')}</small>
      </header>
      <div className={styles['fixed']}>
        {keys.map((key) => (
          <FixedValue
            key={`${draft.kind} ${key}`}
            draft={draft}
            option={options.find((one) => one.key === key) ?? null}
            at={key}
            onSet={(value) => set(key, value)}
            onRemove={() => remove(key)}
          />
        ))}
        <div className={styles['value']}>
          <span>{t('intake.mapping.addFixed')}</span>
          <Combo
            label={t('intake.mapping.addFixed')}
            text=""
            choices={{
              complete: true,
              search: (query) =>
                searchFields(others, query).map(({ key, label }) => ({ code: key, name: label })),
              nameOf: () => null,
              exactly: (text) => others.find(({ label }) => label === text.trim())?.key ?? null,
            }}
            tell={({ name }) => ({ name, note: '', isMandatory: false })}
            onChoose={(key) => set(key, '')}
          />
        </div>
      </div>
    </section>
  );
}

/** One value; where the field has a list of codes, chosen from it by code, name or 초성. */
function FixedValue({
  draft,
  option,
  at,
  onSet,
  onRemove,
}: {
  draft: Mapping;
  option: FieldOption | null;
  at: string;
  onSet: (value: string) => void;
  onRemove: () => void;
}): ReactNode {
  const { t, language } = useText();
  const choices = useMemo(() => {
    const field = formFieldOf(at, draft.kind);
    return field === null ? null : choicesOf(field, language);
  }, [at, draft.kind, language]);
  const label = option?.label ?? at;
  const value = draft.fixed[at] ?? '';
  const isMissing = option?.isMandatory === true && value.trim() === '';
  return (
    <div className={styles['value']}>
      <span>
        {label}
        {option?.isMandatory === true ? <b aria-hidden="true"> *</b> : null}
        <small>{choices?.nameOf(value) ?? ''}</small>
        {at in draft.fixed && option?.isMandatory !== true ? (
          <button
            type="button"
            aria-label={t('intake.mapping.removeFixed', { field: label })}
            onClick={onRemove}
          >
            ×
          </button>
        ) : null}
      </span>
      <Combo
        label={label}
        text={value}
        tone={isMissing ? 'missing' : 'set'}
        choices={choices}
        isFree
        tell={({ code, name }) => ({
          name: name === '' ? code : `${code} ${name}`,
          note: '',
          isMandatory: false,
        })}
        onChoose={onSet}
      />
    </div>
  );
}
