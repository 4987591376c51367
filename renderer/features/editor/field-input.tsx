import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import type { FormField } from '../../../shared/documents/form.ts';
import { isImeKey } from '../../app/is-ime-key.ts';
import { ChoiceList } from './choice-list.tsx';
import type { Choice, Choices } from './choices.ts';
import { useEditor } from './editor-context.tsx';
import styles from './field-box.module.css';
import { goToNextStop } from './next-stop.ts';
import { dayAfter, kept, readFlag, shown } from './typed.ts';
import { useValue, useWanted } from './use-field.ts';
import { usePicker } from './use-picker.tsx';
import { textOf, type Json } from './values.ts';

export interface FieldInputProps {
  path: string;
  field: FormField;
  id: string;
  label: string;
  /** Grey, in place of a value that is not there. */
  proposal: string | null;
  /** `=` takes the computed value; `null` where there is none, or it stands there already. */
  onTakeOver: (() => void) | null;
  isWrong: boolean;
  describedBy: string;
  /** F4 in a field that has no list. */
  onLookup: (() => void) | null;
}

/**
 * The input keeps its own text, so that nothing interferes while a syllable is composed; a value
 * that changes by other means is put into it.
 */
function useKeptText(
  element: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  field: FormField,
  value: Json | undefined,
): void {
  const { format } = field;
  useLayoutEffect(() => {
    const input = element.current;
    if (input !== null && kept(format, input.value) !== textOf(value))
      fill(input, shown(format, value));
  }, [element, format, value]);
}

function fill(input: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  input.value = text;
}

/** Items of a list as they are typed: on lines of their own, or between commas. */
const readItems = (typed: string): string[] =>
  typed
    .split(/[\r\n\t,]+/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Text, an amount or a date. */
export function TextInput(props: FieldInputProps): ReactNode {
  const { path, field, proposal } = props;
  const { format } = field;
  const editor = useEditor();
  const input = useRef<HTMLInputElement>(null);
  const value = useValue(path);
  useKeptText(input, field, value);
  useWanted(path, input);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isImeKey(event.nativeEvent)) return;
    if (event.key === '=' && props.onTakeOver !== null) props.onTakeOver();
    else if (event.key === 'F4' && props.onLookup !== null) props.onLookup();
    else if (format.type === 'date' && !event.altKey && isUpOrDown(event.key)) {
      const day = dayAfter(textOf(value), event.key === 'ArrowUp' ? 1 : -1);
      if (day === null) return;
      editor.put(path, day);
    } else return;
    event.preventDefault();
  };
  return (
    <input
      {...shared(props)}
      ref={input}
      type="text"
      className={styles['input']}
      data-number={format.type === 'decimal'}
      inputMode={format.type === 'decimal' ? 'decimal' : 'text'}
      defaultValue={shown(format, value)}
      placeholder={proposal ?? (format.type === 'date' ? 'YYYYMMDD' : undefined)}
      onInput={(event) => editor.type(path, field, event.currentTarget.value)}
      onBlur={(event) => {
        const text = editor.settle(path, field, event.currentTarget.value);
        event.currentTarget.value = shown(format, text);
        editor.visit(path);
      }}
      onKeyDown={onKeyDown}
    />
  );
}

const isUpOrDown = (key: string): boolean => key === 'ArrowUp' || key === 'ArrowDown';

/** A code with its name, chosen from a list or typed. */
export function CodeInput({
  choices,
  ...props
}: FieldInputProps & { choices: Choices }): ReactNode {
  const { path, field } = props;
  const editor = useEditor();
  const input = useRef<HTMLInputElement>(null);
  const value = useValue(path);
  const picker = usePicker(choices);
  const isFlag = field.format.type === 'flag';
  const code = shown(field.format, value);
  useKeptText(input, field, isFlag ? code : value);
  useWanted(path, input);

  const choose = ({ code: chosen, isPart = false }: Choice): void => {
    if (input.current !== null) input.current.value = chosen;
    if (isPart) {
      editor.type(path, field, chosen);
      picker.typed(chosen);
      return;
    }
    picker.close();
    if (isFlag) editor.put(path, readFlag(chosen) ?? undefined);
    else editor.settle(path, field, chosen);
  };
  const leave = (text: string): void => {
    const exact = choices.exactly(text) ?? text;
    if (isFlag && exact === '') editor.put(path, undefined);
    else if (isFlag) {
      const flag = readFlag(exact);
      if (flag === null && input.current !== null) input.current.value = code;
      else if (flag !== null) choose({ code: flag ? 'Y' : 'N', name: '' });
    } else if (input.current !== null) input.current.value = editor.settle(path, field, exact);
    editor.visit(path);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isImeKey(event.nativeEvent) || picker.onKey(event)) return;
    const { key } = event;
    if (key === '=' && props.onTakeOver !== null) {
      event.preventDefault();
      props.onTakeOver();
    } else if ((key === 'Enter' || key === 'Tab') && picker.isOpen) {
      const chosen = picker.chosen();
      if (chosen === null) return;
      choose(chosen);
      // The key then goes on to the next field, as it does anywhere, unless there is more to choose.
      if (chosen.isPart === true) event.preventDefault();
    }
  };
  const name = choices.nameOf(code);
  return (
    <div className={styles['code']} data-open={picker.isOpen} data-named={name !== null}>
      <input
        {...shared(props)}
        ref={input}
        type="text"
        className={styles['input']}
        role="combobox"
        aria-expanded={picker.isOpen}
        aria-autocomplete="list"
        aria-controls={picker.listId}
        {...(picker.marked < 0 ? {} : { 'aria-activedescendant': picker.optionId(picker.marked) })}
        defaultValue={code}
        placeholder={props.proposal ?? undefined}
        onInput={(event) => {
          picker.typed(event.currentTarget.value);
          if (!isFlag) editor.type(path, field, event.currentTarget.value);
        }}
        onBlur={(event) => {
          picker.close();
          leave(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <span className={styles['name']} title={name ?? undefined}>
        {name}
      </span>
      <button
        type="button"
        tabIndex={-1}
        className={styles['opener']}
        aria-label={props.label}
        onPointerDown={(event) => {
          event.preventDefault();
          input.current?.focus();
          if (picker.isOpen) picker.close();
          else picker.open();
        }}
      >
        <svg width="8" height="6" viewBox="0 0 8 6" aria-hidden="true">
          <path d="M1 1l3 3 3-3" fill="none" stroke="currentColor" strokeWidth="1.4" />
        </svg>
      </button>
      {picker.isOpen ? (
        <ChoiceList
          picker={picker}
          label={props.label}
          complete={choices.complete}
          onChoose={choose}
        />
      ) : null}
    </div>
  );
}

/** Several values, each on a line of its own; a pasted column goes in as it is. */
export function ListInput(props: FieldInputProps): ReactNode {
  const { path, field } = props;
  const editor = useEditor();
  const area = useRef<HTMLTextAreaElement>(null);
  const value = useValue(path);
  const items = Array.isArray(value) ? value.map(textOf) : [];
  const text = items.join('\n');
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null || document.activeElement === element) return;
    if (element.value !== text) element.value = text;
  }, [text]);
  useWanted(path, area);

  const write = (typed: string): void => {
    const next = readItems(typed);
    if (next.join('\n') !== text) editor.put(path, next.length === 0 ? undefined : next);
  };
  return (
    <textarea
      {...shared(props)}
      ref={area}
      className={styles['list']}
      rows={Math.min(6, Math.max(2, items.length + 1))}
      defaultValue={text}
      data-many={field.several}
      onInput={(event) => write(event.currentTarget.value)}
      onKeyDown={(event) => {
        // Enter begins another line; where nothing stands yet it goes on to the next field.
        if (event.key !== 'Enter' || isImeKey(event.nativeEvent) || event.ctrlKey) return;
        if (!event.shiftKey && !isAtEmptyLine(event.currentTarget)) return;
        event.preventDefault();
        const form = event.currentTarget.closest('[data-form]') ?? document;
        goToNextStop(form, event.currentTarget, event.shiftKey);
      }}
      onBlur={(event) => {
        write(event.currentTarget.value);
        event.currentTarget.value = readItems(event.currentTarget.value).join('\n');
        editor.visit(path);
      }}
    />
  );
}

function isAtEmptyLine({ value, selectionStart }: HTMLTextAreaElement): boolean {
  const before = value.slice(0, selectionStart).split('\n').at(-1) ?? '';
  return before.trim() === '';
}

function shared(props: FieldInputProps): {
  id: string;
  'data-stop': true;
  'data-path': string;
  'aria-invalid': boolean;
  'aria-required': boolean;
  'aria-describedby': string;
  autoComplete: 'off';
  spellCheck: false;
} {
  return {
    id: props.id,
    'data-stop': true,
    'data-path': props.path,
    'aria-invalid': props.isWrong,
    'aria-required': props.field.mandatory,
    'aria-describedby': props.describedBy,
    autoComplete: 'off',
    spellCheck: false,
  };
}
