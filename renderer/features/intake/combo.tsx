import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { isImeKey } from '../../app/is-ime-key.ts';
import { useText } from '../../app/text.tsx';
import type { Choice, Choices } from '../editor/choices.ts';
import { goToNextStop } from '../editor/next-stop.ts';
import { usePicker, type Picker } from '../editor/use-picker.tsx';
import styles from './combo.module.css';

/** What the list says of something that can be chosen. */
export interface Told {
  name: string;
  note: string;
  isMandatory: boolean;
}

/**
 * A text field that finds what can be chosen while one types, in the middle of a syllable too. The
 * input keeps its own text, so that nothing interferes with a composition.
 */
export function Combo({
  label,
  text,
  tone,
  choices,
  isFree = false,
  tell,
  onChoose,
}: {
  label: string;
  /** What is chosen now, in words. */
  text: string;
  tone?: 'set' | 'open' | 'out' | 'missing';
  choices: Choices | null;
  /** Whether anything may be typed; otherwise what names nothing is put back. */
  isFree?: boolean;
  tell: (choice: Choice) => Told;
  onChoose: (code: string) => void;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const picker = usePicker(choices);
  /** Something was typed that is not settled yet. */
  const isTyped = useRef(false);

  useLayoutEffect(() => {
    if (input.current !== null && input.current.value !== text) input.current.value = text;
  }, [text]);

  const show = (shown: string): void => {
    isTyped.current = false;
    if (input.current !== null) input.current.value = shown;
  };
  const choose = ({ code }: Choice): void => {
    picker.close();
    show(isFree ? code : text);
    onChoose(code);
  };
  const settle = (): void => {
    picker.close();
    if (!isTyped.current) return;
    const typed = input.current?.value ?? text;
    const exact = choices?.exactly(typed) ?? null;
    if (exact !== null) choose({ code: exact, name: typed });
    else if (isFree) choose({ code: typed, name: typed });
    else show(text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isImeKey(event.nativeEvent) || picker.onKey(event)) return;
    const { key, currentTarget } = event;
    if (key === 'ArrowDown' && choices !== null) {
      event.preventDefault();
      picker.open();
    } else if (key === 'Escape' && isTyped.current) {
      // The first Esc gives back what was there; the next one is the dialog's.
      event.stopPropagation();
      show(text);
    } else if (key === 'Enter' || key === 'Tab') {
      const chosen = picker.isOpen ? picker.chosen() : null;
      if (chosen === null) settle();
      else choose(chosen);
      if (key === 'Tab') return;
      event.preventDefault();
      const form = currentTarget.closest('[data-form]') ?? document;
      goToNextStop(form, currentTarget, event.shiftKey);
    }
  };

  return (
    <div className={styles['combo']} data-tone={tone} data-open={picker.isOpen}>
      <input
        ref={input}
        type="text"
        data-stop
        aria-label={label}
        {...(choices === null
          ? {}
          : {
              role: 'combobox',
              'aria-expanded': picker.isOpen,
              'aria-autocomplete': 'list' as const,
              'aria-controls': picker.listId,
            })}
        {...(picker.marked < 0 ? {} : { 'aria-activedescendant': picker.optionId(picker.marked) })}
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        defaultValue={text}
        onFocus={(event) => event.currentTarget.select()}
        onClick={(event) => {
          // Its name is chosen as a whole, until something is typed.
          if (isTyped.current || choices === null) return;
          event.currentTarget.select();
          picker.open();
        }}
        onInput={(event) => {
          isTyped.current = true;
          picker.typed(event.currentTarget.value);
        }}
        onBlur={settle}
        onKeyDown={onKeyDown}
      />
      {choices === null ? null : (
        <button
          type="button"
          tabIndex={-1}
          aria-label={label}
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
      )}
      {picker.isOpen ? <List label={label} picker={picker} tell={tell} onChoose={choose} /> : null}
    </div>
  );
}

/** What was found, above everything else and beside the field. */
function List({
  label,
  picker,
  tell,
  onChoose,
}: {
  label: string;
  picker: Picker;
  tell: (choice: Choice) => Told;
  onChoose: (choice: Choice) => void;
}): ReactNode {
  const { t } = useText();
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    element?.showPopover();
    return () => element?.hidePopover();
  }, []);
  const { marked } = picker;
  const markedId = marked < 0 ? null : picker.optionId(marked);
  useEffect(() => {
    if (markedId === null) return;
    list.current?.querySelector(`#${CSS.escape(markedId)}`)?.scrollIntoView({ block: 'nearest' });
  }, [markedId]);
  return (
    <div ref={list} popover="manual" className={styles['popover']}>
      <div role="listbox" id={picker.listId} aria-label={label} className={styles['list']}>
        {picker.found.map((choice, index) => {
          const { name, note, isMandatory } = tell(choice);
          return (
            <div
              key={choice.code}
              id={picker.optionId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === marked}
              className={styles['option']}
              // Before the field loses its focus.
              onPointerDown={(event) => {
                event.preventDefault();
                onChoose(choice);
              }}
              onPointerMove={() => picker.mark(index)}
            >
              <span>
                {name}
                {isMandatory ? <b aria-hidden="true"> *</b> : null}
              </span>
              <small>{note}</small>
            </div>
          );
        })}
      </div>
      {picker.found.length > 0 ? null : (
        <p className={styles['none']}>{t('intake.mapping.nothingFound')}</p>
      )}
    </div>
  );
}
