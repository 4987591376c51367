import { useId, useState, type KeyboardEvent } from 'react';
import { isImeKey } from '../../app/is-ime-key.ts';
import { firstChosen, type Choice, type Choices } from './choices.ts';

/** The list of codes that opens beneath a field or a cell, and what the keys do in it. */
export interface Picker {
  isOpen: boolean;
  found: readonly Choice[];
  /** Place of the marked one; -1 where Enter keeps what was typed. */
  marked: number;
  listId: string;
  optionId(index: number): string;
  open(): void;
  close(): void;
  /** Something was typed, also in the middle of a syllable. */
  typed(text: string): void;
  /**
   * Arrows, F4, Alt+↓ and Esc. `true` where the key has been used up. Enter and Tab are not the
   * picker's: who owns the field asks for `chosen` first.
   */
  onKey(event: KeyboardEvent): boolean;
  /** What is marked while the list is open. */
  chosen(): Choice | null;
  mark(index: number): void;
}

export function usePicker(choices: Choices | null): Picker {
  const listId = useId();
  const [query, setQuery] = useState<string | null>(null);
  const [own, setOwn] = useState<number | null>(null);
  const isOpen = choices !== null && query !== null;
  const found = isOpen ? choices.search(query) : [];
  const marked = isOpen ? (own ?? firstChosen(choices, found, query)) : -1;

  const openWith = (text: string | null): void => {
    setQuery(text);
    setOwn(null);
  };
  const step = (by: number): void => {
    if (found.length === 0) return;
    setOwn(
      marked < 0 ? (by > 0 ? 0 : found.length - 1) : (marked + by + found.length) % found.length,
    );
  };

  return {
    isOpen,
    found,
    marked,
    listId,
    optionId: (index) => `${listId}-${index}`,
    open: () => openWith(''),
    close: () => openWith(null),
    typed: (text) => openWith(text.trim() === '' ? null : text),
    mark: setOwn,
    chosen: () => found[marked] ?? null,
    onKey(event) {
      if (choices === null || isImeKey(event.nativeEvent)) return false;
      const { key, altKey } = event;
      if (key === 'F4' || (altKey && key === 'ArrowDown')) {
        if (isOpen) openWith(null);
        else openWith('');
      } else if (!isOpen) return false;
      else if (key === 'ArrowDown') step(1);
      else if (key === 'ArrowUp') step(-1);
      else if (key === 'Escape') openWith(null);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
