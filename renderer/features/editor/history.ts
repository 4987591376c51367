import type { Values } from './values.ts';

/** What was there before each change; unchanged parts are shared, so a step costs next to nothing. */
export interface History {
  readonly past: readonly Values[];
  readonly future: readonly Values[];
  /** What the last change was about: typing on in the same field is one step. */
  readonly about: string | null;
}

export const noHistory: History = { past: [], future: [], about: null };

const mostSteps = 200;

/** Remembers what stood before a change. */
export function remembered(history: History, before: Values, about: string | null): History {
  if (about !== null && about === history.about) return { ...history, future: [] };
  return { past: [...history.past.slice(-(mostSteps - 1)), before], future: [], about };
}

/** The step before; `null` where there is none. */
export function undone(history: History, now: Values): { values: Values; history: History } | null {
  const before = history.past.at(-1);
  if (before === undefined) return null;
  const { past, future } = history;
  return {
    values: before,
    history: { past: past.slice(0, -1), future: [...future, now], about: null },
  };
}

/** The step that was undone last; `null` where there is none. */
export function redone(history: History, now: Values): { values: Values; history: History } | null {
  const after = history.future.at(-1);
  if (after === undefined) return null;
  const { past, future } = history;
  return {
    values: after,
    history: { past: [...past, now], future: future.slice(0, -1), about: null },
  };
}
