import { useEffect, useRef } from 'react';
import { isImeKey } from './is-ime-key.ts';

/** What to do, by `KeyboardEvent.code`: the place of the key, whatever the layout writes. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/**
 * Keys that work wherever the focus is, except in text fields, in dialogs and while an input
 * method composes.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isShortcut(event)) return;
      const run = latest.current[event.code];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, []);
}

function isShortcut(event: KeyboardEvent): boolean {
  if (isImeKey(event) || event.repeat || event.defaultPrevented) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  const { target } = event;
  if (!(target instanceof Element)) return true;
  return target.closest('input:not([type=radio]), textarea, select, [role=dialog]') === null;
}
