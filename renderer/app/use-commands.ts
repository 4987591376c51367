import { useCallback, useState } from 'react';
import type { Acted, FilingAction } from '../../shared/contract/index.ts';
import type { Problem } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { TextKey } from '../../shared/i18n/index.ts';
import { problemOf } from './session.ts';
import { useEngine } from './session-context.tsx';

/** One call to the engine, and the one that undoes it where that brings back what was. */
export interface Step {
  action: FilingAction;
  ids: FilingId[];
  undo: { action: FilingAction; ids: FilingId[] } | null;
}

/** What came of the last command, told until the next one or until it is put away. */
export interface Done {
  /** Tells one answer from the next. */
  serial: number;
  /** What was done, with the count. */
  words: TextKey;
  done: number;
  /** How many could not be done, and why the first could not. */
  refused: number;
  problem: Problem | null;
  /** How many were left out beforehand, for a person to correct. */
  left: number;
  undo: { action: FilingAction; ids: FilingId[] } | null;
}

export interface Commands {
  /** `null` while nothing is to be told. */
  told: Done | null;
  run(steps: readonly Step[]): void;
  /** Tells what came of a call that is not one of the plain actions. */
  tell(words: TextKey, count: number, answer: Promise<Acted>, left?: number): void;
  undo(): void;
  putAway(): void;
}

/** Carries out commands; nothing is told as done before the engine has said so. */
export function useCommands(): Commands {
  const engine = useEngine();
  const [told, setTold] = useState<Done | null>(null);

  const putAway = useCallback(() => setTold(null), []);

  async function follow(
    words: TextKey,
    count: number,
    answer: Promise<Acted>,
    rest: { left: number; undo: Step['undo'] },
  ): Promise<void> {
    const acted = await answer.catch((error: unknown) => problemOf(error));
    const failed = 'code' in acted;
    const done = failed ? [] : acted.done;
    const ids = rest.undo?.ids.filter((id) => done.includes(id)) ?? [];
    setTold((before) => ({
      serial: (before?.serial ?? 0) + 1,
      words,
      done: done.length,
      refused: failed ? count : acted.refused.length,
      problem: failed ? acted : (acted.refused[0]?.problem ?? null),
      left: rest.left,
      undo: rest.undo === null || ids.length === 0 ? null : { action: rest.undo.action, ids },
    }));
  }

  function act({ action, ids, undo }: Step): void {
    const answer = engine.call('filings.act', { ids, action });
    void follow(`screens.done.${action}`, ids.length, answer, { left: 0, undo });
  }

  return {
    told,
    run(steps) {
      for (const step of steps) act(step);
    },
    tell(words, count, answer, left = 0) {
      void follow(words, count, answer, { left, undo: null });
    },
    undo() {
      if (told?.undo) act({ ...told.undo, undo: null });
    },
    putAway,
  };
}
