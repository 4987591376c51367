import { useEffect, type RefObject } from 'react';
import type { FormField } from '../../../shared/documents/form.ts';
import { useEditor, useEditorState } from './editor-context.tsx';
import { isMissing, type Problem } from './problems.ts';
import { shown } from './typed.ts';
import { valueAt, type Json } from './values.ts';

const none: readonly Problem[] = [];

/** What is to be told beneath a field; an empty one that is needed only once it was visited. */
export function useProblems(path: string): readonly Problem[] {
  const problems = useEditorState((state) => state.problems.byPath.get(path)) ?? none;
  const tells = useEditorState((state) => state.tellsMissing || state.visited.has(path));
  return tells ? problems : problems.filter((problem) => !isMissing(problem));
}

export function useValue(path: string): Json | undefined {
  return useEditorState((state) => valueAt(state.values, path));
}

/** What the field is computed to be, as it would be shown; `null` where nothing is computed. */
export function useComputed(path: string, field: FormField): string | null {
  const computed = useEditorState((state) => state.check?.computed[path]);
  return computed === undefined ? null : shown(field.format, computed);
}

/** What stood there before the edit or amendment; `undefined` where it is the same. */
export function useBefore(path: string): Json | undefined {
  const { before } = useEditor().draft;
  const value = useValue(path);
  if (before === null) return undefined;
  const was = valueAt(before, path);
  return same(was, value) ? undefined : (was ?? null);
}

export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  const [one, other] = [a ?? '', b ?? ''];
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Gives the field the focus where a person was sent to it. */
export function useWanted(
  path: string,
  element: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
): void {
  const editor = useEditor();
  const wanted = useEditorState((state) => state.wanted === path);
  useEffect(() => {
    if (!wanted || element.current === null) return;
    element.current.focus({ preventScroll: true });
    element.current.select();
    element.current.closest('[data-field]')?.scrollIntoView({ block: 'center' });
    editor.arrived();
  }, [wanted, element, editor]);
}
