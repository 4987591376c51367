import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../app/text.tsx';
import styles from './choice-list.module.css';
import type { Choice } from './choices.ts';
import type { Picker } from './use-picker.tsx';

/** The codes to choose from, above everything else and beside the field that anchors it. */
export function ChoiceList({
  picker,
  label,
  complete,
  onChoose,
}: {
  picker: Picker;
  label: string;
  complete: boolean;
  onChoose: (choice: Choice) => void;
}): ReactNode {
  const { t } = useText();
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    element?.showPopover();
    return () => element?.hidePopover();
  }, []);
  const markedId = picker.marked < 0 ? null : picker.optionId(picker.marked);
  useEffect(() => {
    if (markedId === null) return;
    list.current?.querySelector(`#${CSS.escape(markedId)}`)?.scrollIntoView({ block: 'nearest' });
  }, [markedId]);
  return (
    <div ref={list} popover="manual" className={styles['popover']}>
      <div role="listbox" id={picker.listId} aria-label={label} className={styles['list']}>
        {picker.found.map((choice, index) => (
          <div
            key={choice.code}
            id={picker.optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === picker.marked}
            className={styles['option']}
            // Before the field loses its focus.
            onPointerDown={(event) => {
              event.preventDefault();
              onChoose(choice);
            }}
            onPointerMove={() => picker.mark(index)}
          >
            <b>{choice.code}</b>
            <span>{choice.name}</span>
          </div>
        ))}
      </div>
      {complete && picker.found.length > 0 ? null : (
        <p className={styles['note']}>
          {picker.found.length === 0 ? t('editor.picker.none') : null}{' '}
          {complete ? null : t('editor.picker.incomplete')}
        </p>
      )}
    </div>
  );
}
