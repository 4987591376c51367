import { useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import type { FormField } from '../../../shared/documents/form.ts';
import type { DeclarationKind } from '../../../shared/filing/numbers.ts';
import { civilDateSchema, koreanDate } from '../../../shared/time.ts';
import { listed, text } from '../../../shared/documents/table/formats.ts';
import { fieldLabel } from '../../../shared/documents/index.ts';
import { engineNow } from '../../app/clock.ts';
import { isImeKey } from '../../app/is-ime-key.ts';
import { useText } from '../../app/text.tsx';
import { Choice } from '../../components/choice.tsx';
import { ChoiceList } from './choice-list.tsx';
import { choicesOf } from './choices.ts';
import { useEditor, useEditorState } from './editor-context.tsx';
import boxStyles from './field-box.module.css';
import styles from './form-body.module.css';
import { ProblemText } from './problem-text.tsx';
import { readTypedDate } from './typed.ts';
import { useProblems } from './use-field.ts';
import { usePicker } from './use-picker.tsx';

/** What stands around the declaration: our own name for it, how urgent it is, until when. */
export function EnvelopeFields(): ReactNode {
  const { t, language } = useText();
  const editor = useEditor();
  const priority = useEditorState((state) => state.envelope.priority);
  const { purpose, kind } = editor.draft;
  return (
    <div className={styles['fields']}>
      <PlainField
        name="reference"
        label={fieldLabel('reference', language)}
        mandatory
        readOnly={purpose !== 'new'}
        hint={purpose === 'new' ? t('editor.envelope.referenceHint') : null}
      />
      <div className={boxStyles['box']} data-field="priority">
        <div className={boxStyles['one']}>
          <div className={boxStyles['head']}>
            <span className={boxStyles['label']}>{fieldLabel('priority', language)}</span>
          </div>
          <Choice
            label={fieldLabel('priority', language)}
            options={(['normal', 'urgent'] as const).map((value) => ({
              value,
              words: t(`screens.priorities.${value}`),
            }))}
            value={priority}
            onChange={(value) => editor.setEnvelope({ priority: value })}
          />
        </div>
      </div>
      <PlainField
        name="deadline"
        label={fieldLabel('deadline', language)}
        hint={t(isByLaw(kind) ? 'editor.envelope.deadlineHint' : 'editor.envelope.ownDeadlineHint')}
      />
      {purpose === 'amend' ? <ReasonFields /> : null}
    </div>
  );
}

/** Why it is amended (정정사유). */
function ReasonFields(): ReactNode {
  const { t } = useText();
  return (
    <>
      <PlainField
        name="reason.code"
        label={t('editor.reason.code')}
        hint={t('editor.reason.codeHint')}
      />
      <PlainField name="reason.fault" label={t('editor.reason.fault')} faults />
      <PlainField name="reason.text" label={t('editor.reason.text')} mandatory wide />
    </>
  );
}

/** Imports alone have a day by which they must be declared (관세법 제241조제3항). */
const isByLaw = (kind: DeclarationKind): boolean => kind === 'import';

type Name = 'reference' | 'deadline' | 'reason.code' | 'reason.fault' | 'reason.text';

const lengths: Readonly<Record<Name, number>> = {
  reference: 64,
  deadline: 10,
  'reason.code': 2,
  'reason.fault': 2,
  'reason.text': 500,
};

/** A field of the envelope: text of its own, kept as it is typed. */
function PlainField({
  name,
  label,
  mandatory = false,
  readOnly = false,
  wide = false,
  faults = false,
  hint = null,
}: {
  name: Name;
  label: string;
  mandatory?: boolean;
  readOnly?: boolean;
  wide?: boolean;
  /** Offers the codes of whose fault it is (귀책사유). */
  faults?: boolean;
  hint?: string | null;
}): ReactNode {
  const { t, language } = useText();
  const editor = useEditor();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const problems = useProblems(name);
  const value = useEditorState(({ envelope }) => {
    if (name === 'reference') return envelope.reference;
    if (name === 'deadline') return envelope.deadline ?? '';
    return envelope.reason?.[reasonKey(name)] ?? '';
  });
  const wanted = useEditorState((state) => state.wanted === name);
  useEffect(() => {
    if (!wanted) return;
    input.current?.focus();
    editor.arrived();
  }, [wanted, editor]);
  const choices = useMemo(
    () => (faults ? choicesOf(faultField, language) : null),
    [faults, language],
  );
  const fault = choices?.nameOf(value) ?? null;
  const picker = usePicker(choices);

  const write = (typed: string): void => {
    if (name === 'reference') editor.setEnvelope({ reference: typed });
    else if (name !== 'deadline') {
      const { reason } = editor.store.getState().envelope;
      const before = reason ?? { code: '', fault: '', text: '' };
      editor.setEnvelope({ reason: { ...before, [reasonKey(name)]: typed } });
    }
  };
  const choose = (code: string): void => {
    picker.close();
    if (input.current !== null) input.current.value = code;
    write(code);
  };
  /** A deadline is kept once it is a day; what is none leaves the one by law. */
  const leave = (element: HTMLInputElement): void => {
    editor.visit(name);
    if (name !== 'deadline') return write(element.value.trim());
    const typed = element.value.trim();
    const day = readTypedDate(typed, koreanDate(engineNow()));
    const kept = civilDateSchema.safeParse(day ?? typed);
    editor.setEnvelope({ deadline: kept.success ? kept.data : null });
    element.value = kept.success ? kept.data : '';
  };
  return (
    <div className={boxStyles['box']} data-field={name} data-width={wide ? 'whole' : 'one'}>
      <div className={boxStyles['one']}>
        <div className={boxStyles['head']}>
          <label className={boxStyles['label']} htmlFor={id}>
            {label}
            {mandatory ? <i aria-hidden="true" title={t('editor.field.mandatory')} /> : null}
          </label>
        </div>
        <input
          ref={input}
          id={id}
          type="text"
          className={boxStyles['input']}
          data-stop
          data-path={name}
          defaultValue={value}
          readOnly={readOnly}
          maxLength={lengths[name]}
          placeholder={
            name === 'deadline' && isByLaw(editor.draft.kind)
              ? t('editor.envelope.byLaw')
              : undefined
          }
          aria-required={mandatory}
          aria-invalid={problems.length > 0}
          aria-describedby={`${id}-about`}
          autoComplete="off"
          spellCheck={false}
          {...(choices === null
            ? {}
            : { role: 'combobox', 'aria-expanded': picker.isOpen, 'aria-controls': picker.listId })}
          onInput={(event) => {
            picker.typed(event.currentTarget.value);
            write(event.currentTarget.value);
          }}
          onBlur={(event) => {
            picker.close();
            leave(event.currentTarget);
          }}
          onKeyDown={(event) => {
            if (isImeKey(event.nativeEvent) || picker.onKey(event)) return;
            const chosen = event.key === 'Enter' || event.key === 'Tab' ? picker.chosen() : null;
            if (chosen !== null) choose(chosen.code);
          }}
        />
        {picker.isOpen ? (
          <ChoiceList
            picker={picker}
            label={label}
            complete={choices?.complete ?? true}
            onChoose={({ code }) => choose(code)}
          />
        ) : null}
        <div id={`${id}-about`} className={boxStyles['about']}>
          {fault === null ? null : <p className={boxStyles['hint']}>{fault}</p>}
          {hint === null ? null : <p className={boxStyles['hint']}>{hint}</p>}
          {problems.map((problem) => (
            <ProblemText key={problem.about.code} problem={problem} short />
          ))}
        </div>
      </div>
    </div>
  );
}

const faultField: FormField = {
  key: 'fault',
  format: listed('amendment-faults', text(2)),
  mandatory: false,
  several: false,
  unitOf: null,
  list: 'amendment-faults',
  fallback: null,
};

const reasonKey = (name: Name): 'code' | 'fault' | 'text' =>
  name === 'reason.code' ? 'code' : name === 'reason.fault' ? 'fault' : 'text';
