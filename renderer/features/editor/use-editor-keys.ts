import { useEffect, useRef, type RefObject } from 'react';
import { isImeKey } from '../../app/is-ime-key.ts';
import { useEditor } from './editor-context.tsx';
import { goToFirstStop, goToNextStop } from './next-stop.ts';
import type { Part } from './parts-of-form.ts';
import { isMissing, ownerOf } from './problems.ts';

/** The keys of the whole form; none of them does anything while a syllable is composed. */
export function useEditorKeys(options: {
  form: RefObject<HTMLDivElement | null>;
  parts: readonly Part[];
  onQueue: () => void;
  onPreview: () => void;
}): void {
  const editor = useEditor();
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const isInForm = ({ target }: Event): boolean =>
      target instanceof Node && latest.current.form.current?.contains(target) === true;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isImeKey(event) || event.defaultPrevented || isInDialog(event.target)) return;
      const { form, parts, onQueue, onPreview } = latest.current;
      const { code, key, shiftKey, altKey } = event;
      const control = event.ctrlKey || event.metaKey;
      const { target } = event;
      if (control && key === 'Enter') onQueue();
      else if (control && code === 'KeyS') void editor.saveNow();
      else if (control && code === 'KeyP') onPreview();
      else if (control && code === 'KeyZ') (shiftKey ? editor.redo : editor.undo)();
      else if (control && code === 'KeyY') editor.redo();
      else if (altKey && /^Digit\d$/.test(code)) toPart(form, parts[Number(code.slice(5)) || 10]);
      else if (key === 'F6') toPart(form, neighbour(form, parts, shiftKey ? -1 : 1));
      else if (key === 'F8') nextProblem(editor, shiftKey ? -1 : 1);
      else if (key === 'F9') editor.takeOver();
      // Out of the field, to where one letter leads to another screen.
      else if (key === 'Escape' && isInForm(event)) form.current?.focus();
      else if (
        key === 'Enter' &&
        target instanceof HTMLInputElement &&
        form.current?.contains(target) === true
      )
        goToNextStop(form.current, target, shiftKey);
      else return;
      event.preventDefault();
    };
    // A grid in the form has the first word; the tabs and buttons around it keep keys to themselves.
    const inForm = (event: KeyboardEvent): void => {
      if (isInForm(event)) onKeyDown(event);
    };
    const around = (event: KeyboardEvent): void => {
      if (isInForm(event)) return;
      const wasTaken = event.defaultPrevented;
      onKeyDown(event);
      if (!wasTaken && event.defaultPrevented) event.stopPropagation();
    };
    document.addEventListener('keydown', inForm);
    document.addEventListener('keydown', around, true);
    return () => {
      document.removeEventListener('keydown', inForm);
      document.removeEventListener('keydown', around, true);
    };
  }, [editor]);
}

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role=dialog]') !== null;

export function toPart(form: RefObject<HTMLDivElement | null>, part: Part | undefined): void {
  if (part === undefined) return;
  const element = form.current?.querySelector(`[data-part="${CSS.escape(part.id)}"]`);
  if (element === null || element === undefined) return;
  element.scrollIntoView({ block: 'start' });
  goToFirstStop(element);
}

/** The part before or after the one that has the focus. */
function neighbour(
  form: RefObject<HTMLDivElement | null>,
  parts: readonly Part[],
  by: 1 | -1,
): Part | undefined {
  const here = document.activeElement?.closest('[data-part]')?.getAttribute('data-part');
  const at = form.current === null ? -1 : parts.findIndex(({ id }) => id === here);
  return parts[(at + by + parts.length) % parts.length];
}

/** Goes round through what is wrong, errors first, and what is missing last. */
function nextProblem(editor: ReturnType<typeof useEditor>, by: 1 | -1): void {
  const { all } = editor.store.getState().problems;
  const ordered = [...all.filter((one) => !isMissing(one)), ...all.filter(isMissing)];
  const paths = [...new Set(ordered.map(({ about }) => ownerOf(about.field)))];
  const here = document.activeElement?.getAttribute('data-path') ?? '';
  const at = paths.indexOf(here);
  const next = at < 0 ? (by > 0 ? 0 : paths.length - 1) : (at + by + paths.length) % paths.length;
  const path = paths[next];
  if (path !== undefined) editor.goTo(path);
}
