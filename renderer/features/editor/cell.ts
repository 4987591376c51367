import type { FormField } from '../../../shared/documents/form.ts';
import type { Choices } from './choices.ts';
import type { Editor } from './editor.ts';
import { kept, readFlag, shown } from './typed.ts';
import { textOf, valueAt, type Json } from './values.ts';

/**
 * `ready`: the next key replaces the value, arrows move the cursor. `typing`: a key has begun to
 * replace it, arrows still move on. `edit`: the caret moves within the text (F2, or a click).
 */
type Mode = 'ready' | 'typing' | 'edit';

/** Where the cursor stands. */
interface Spot {
  readonly path: string;
  readonly field: FormField;
  readonly choices: Choices | null;
}

/** The one input of a grid, in the cell that has the cursor. */
export interface Cell {
  mode(): Mode;
  /**
   * The cursor stands here, with this value; what was typed in the cell before stays there. To be
   * called whenever the grid was drawn.
   */
  stand(input: HTMLInputElement | null, spot: Spot | null, value: Json | undefined): void;
  /** Begins to edit what is there, the caret at its end. */
  edit(): void;
  /** A key or an input method has changed the text. */
  typed(): void;
  /** Takes a code from the list. */
  choose(code: string): void;
  /** The value goes back to what it was before. */
  giveUp(): void;
  /** The text is what the person wants; the cursor may go on. */
  settle(): void;
}

export function createCell(editor: Pick<Editor, 'store' | 'type' | 'settle' | 'put'>): Cell {
  let input: HTMLInputElement | null = null;
  let here: Spot | null = null;
  let mode: Mode = 'ready';
  /** What is being typed and where, and what stood there before. */
  let begun: { spot: Spot; before: Json | undefined } | null = null;

  const valueOf = ({ path }: Spot): Json | undefined =>
    valueAt(editor.store.getState().values, path);

  function become(next: Mode): void {
    mode = next;
    if (input !== null) input.dataset['mode'] = next;
  }
  function show(value: Json | undefined): void {
    if (input === null || here === null) return;
    input.value = shown(here.field.format, value);
    if (document.activeElement === input && mode === 'ready') input.select();
  }
  function finish(): void {
    const typing = begun;
    begun = null;
    become('ready');
    if (input === null || typing === null) return;
    const { path, field, choices } = typing.spot;
    const text = choices?.exactly(input.value) ?? input.value;
    if (field.format.type === 'flag') editor.put(path, readFlag(text) ?? undefined);
    else editor.settle(path, field, text);
  }

  return {
    mode: () => mode,
    stand(element, spot, value) {
      input = element;
      const moved = spot?.path !== here?.path || spot?.field !== here?.field;
      if (moved && begun !== null) finish();
      here = spot;
      if (input === null || spot === null) return;
      if (moved) {
        become('ready');
        show(value);
        return;
      }
      // A value that has changed by other means; while one types it is what stands here already.
      const { format } = spot.field;
      const text = format.type === 'flag' ? shown(format, value) : textOf(value);
      if (kept(format, input.value) === text) return;
      if (format.type !== 'flag' || begun === null) show(value);
    },
    edit() {
      become('edit');
      const end = input?.value.length ?? 0;
      input?.setSelectionRange(end, end);
    },
    typed() {
      if (input === null || here === null) return;
      if (mode === 'ready') become('typing');
      begun ??= { spot: here, before: valueOf(here) };
      if (here.field.format.type !== 'flag') editor.type(here.path, here.field, input.value);
    },
    choose(code) {
      if (input === null || here === null) return;
      input.value = code;
      begun = { spot: here, before: valueOf(here) };
      finish();
      input.value = code;
      input.select();
    },
    giveUp() {
      const typing = begun;
      begun = null;
      become('ready');
      if (typing !== null) editor.put(typing.spot.path, typing.before);
      if (here !== null) show(valueOf(here));
    },
    settle() {
      finish();
      if (here !== null) show(valueOf(here));
    },
  };
}
