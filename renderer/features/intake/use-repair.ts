import { useState } from 'react';
import type { CellRepair, IntakePreview, Sheet } from '../../../shared/contract/index.ts';
import { useIntake } from './intake-context.tsx';
import type { Job } from './intake-jobs.ts';
import {
  begin,
  cellKey,
  follow,
  isMaskedText,
  textAt,
  type RepairRow,
  type Waiting,
} from './repair-rows.ts';

/** Cells that one call carries. */
const atOnce = 1000;

/** The rows to be mended, following the previews as they come, and what was typed meanwhile. */
export function useRepair(
  job: Job,
  preview: IntakePreview,
  sheet: Sheet,
): {
  rows: readonly RepairRow[];
  /** Columns that have been at fault, by place. */
  faulty: readonly number[];
  textAt: (row: RepairRow, at: number) => string;
  /** Sends what differs from what is there. @returns whether something was left, being masked */
  send: (cells: readonly CellRepair[]) => boolean;
} {
  const intake = useIntake();
  const [waiting, setWaiting] = useState<Waiting>(new Map());
  const [seen, setSeen] = useState(preview);
  const [state, setState] = useState(() => begin(preview, sheet));
  if (seen !== preview) {
    setSeen(preview);
    setState((before) => follow(before, preview, sheet, waiting));
  }
  const { rows, faulty } = state;

  const answered = (cells: readonly CellRepair[]): void =>
    setWaiting((before) => {
      const left = new Map(before);
      for (const { row, at, value } of cells) {
        const key = cellKey(row, at);
        // What was typed there since is still on its way.
        if (left.get(key) === value) left.delete(key);
      }
      return left;
    });
  const send = (cells: readonly CellRepair[]): boolean => {
    const byRow = new Map(rows.map((row) => [row.row, row]));
    const typed = cells.filter(({ at, value }) => !isMaskedText(sheet, at, value));
    const isLeft = typed.length < cells.length;
    const changed = typed.filter(({ row, at, value }) => {
      const known = byRow.get(row);
      return known !== undefined && textAt(known, at, waiting) !== value;
    });
    if (changed.length === 0) return isLeft;
    setWaiting(
      (before) =>
        new Map([
          ...before,
          ...changed.map(({ row, at, value }) => [cellKey(row, at), value] as const),
        ]),
    );
    for (let from = 0; from < changed.length; from += atOnce) {
      const part = changed.slice(from, from + atOnce);
      void intake.repair(job, part).then(() => answered(part));
    }
    return isLeft;
  };
  return { rows, faulty, textAt: (row, at) => textAt(row, at, waiting), send };
}
