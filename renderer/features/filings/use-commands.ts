import { useCallback, useState } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import type { FilingAction } from '../../../shared/contract/index.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { plan, type Command, type Step } from './actions.ts';

/** What came of the last command, told until the next one or until it is put away. */
export interface Done {
  /** Tells one answer from the next. */
  serial: number;
  action: FilingAction;
  done: number;
  /** How many could not be done, and why the first could not. */
  refused: number;
  problem: Problem | null;
  undo: { action: FilingAction; ids: FilingId[] } | null;
}

export interface Commands {
  /** `null` while nothing is to be told. */
  told: Done | null;
  run(command: Command, rows: readonly FilingRow[]): void;
  undo(): void;
  putAway(): void;
}

/** Carries out commands; nothing is told as done before the engine has said so. */
export function useCommands(): Commands {
  const engine = useEngine();
  const [told, setTold] = useState<Done | null>(null);

  const putAway = useCallback(() => setTold(null), []);

  async function act(step: Step): Promise<void> {
    const answer = await engine
      .call('filings.act', { ids: step.ids, action: step.action })
      .catch((error: unknown) => problemOf(error));
    const failed = 'code' in answer;
    const done = failed ? [] : answer.done;
    const undoable = step.undo?.ids.filter((id) => done.includes(id)) ?? [];
    setTold((before) => ({
      serial: (before?.serial ?? 0) + 1,
      action: step.action,
      done: done.length,
      refused: failed ? step.ids.length : answer.refused.length,
      problem: failed ? answer : (answer.refused[0]?.problem ?? null),
      undo:
        step.undo === null || undoable.length === 0
          ? null
          : { action: step.undo.action, ids: undoable },
    }));
  }

  return {
    told,
    run(command, rows) {
      for (const step of plan(command, rows)) void act(step);
    },
    undo() {
      if (told?.undo) void act({ ...told.undo, undo: null });
    },
    putAway,
  };
}
