import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * `ready`: the next key replaces what is there. `typing`: arrows still move on. `edit`: the caret
 * moves within the text (F2, or a double click).
 */
type Mode = 'ready' | 'typing' | 'edit';

/** The one input of the grid, in the cell that has the cursor. */
export interface RepairCell {
  mode(): Mode;
  edit(): void;
  /** A key or an input method has changed the text. */
  typed(): void;
  giveUp(): void;
  /** The text is what the person wants. */
  settle(): void;
}

export function useRepairCell(
  input: RefObject<HTMLInputElement | null>,
  { place, text, onChange }: { place: string; text: string; onChange: (text: string) => void },
): RepairCell {
  const mode = useRef<Mode>('ready');

  const become = (next: Mode): void => {
    mode.current = next;
    if (input.current !== null) input.current.dataset['mode'] = next;
  };
  useLayoutEffect(() => {
    const element = input.current;
    if (element === null) return;
    mode.current = 'ready';
    element.dataset['mode'] = 'ready';
    element.value = text;
    if (document.activeElement === element) element.select();
    // Only where the cursor has moved; a changed text is the next effect's.
    // eslint-disable-next-line react/exhaustive-deps
  }, [place]);
  useLayoutEffect(() => {
    const element = input.current;
    if (element === null || mode.current !== 'ready' || element.value === text) return;
    element.value = text;
    if (document.activeElement === element) element.select();
  }, [input, text]);

  return {
    mode: () => mode.current,
    edit() {
      become('edit');
      const end = input.current?.value.length ?? 0;
      input.current?.setSelectionRange(end, end);
    },
    typed() {
      if (mode.current === 'ready') become('typing');
    },
    giveUp() {
      become('ready');
      if (input.current === null) return;
      input.current.value = text;
      input.current.select();
    },
    settle() {
      if (mode.current === 'ready') return;
      become('ready');
      const typed = input.current?.value ?? text;
      if (typed !== text) onChange(typed);
    },
  };
}
