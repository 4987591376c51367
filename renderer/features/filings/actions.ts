import type { FilingAction } from '../../../shared/contract/index.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { nextTransport } from '../../../shared/filing/transitions.ts';
import type { Step } from '../../app/use-commands.ts';

/** What a key does to the chosen filings. */
export const commands = ['hold', 'resume', 'urgency', 'cancel'] as const;
export type Command = (typeof commands)[number];

/** What a command would do to these filings; empty where it can do nothing. */
export function plan(command: Command, rows: readonly FilingRow[]): Step[] {
  switch (command) {
    case 'hold':
      return step('hold', 'release', rows.filter(may('hold')));
    case 'cancel':
      return step(
        'cancel',
        'restore',
        rows.filter((row) => may('cancel')(row) && row.receiptNo === null),
      );
    case 'resume':
      return [
        ...step('release', 'hold', rows.filter(may('release'))),
        ...step('retry', null, rows.filter(may('retry'))),
        ...step('restore', 'cancel', rows.filter(may('restore'))),
      ];
    case 'urgency': {
      const waiting = rows.filter((row) => mayHurry.has(row.transport));
      const normal = waiting.filter((row) => row.priority === 'normal');
      return normal.length > 0
        ? step('make-urgent', 'make-normal', normal)
        : step('make-normal', 'make-urgent', waiting);
    }
  }
}

/** Which of the ways `R` would go for these filings: it names the button. */
export function resumeWord(rows: readonly FilingRow[]): 'release' | 'retry' | 'restore' {
  const [first] = plan('resume', rows);
  return first?.action === 'retry' || first?.action === 'restore' ? first.action : 'release';
}

const mayHurry = new Set(['draft', 'invalid', 'queued', 'recheck', 'held', 'refused']);

type Move = Exclude<FilingAction, 'make-urgent' | 'make-normal'>;

function step(
  action: FilingAction,
  inverse: FilingAction | null,
  rows: readonly FilingRow[],
): Step[] {
  if (rows.length === 0) return [];
  const undoable = rows.filter((row) => inverse !== null && bringsBack(row, action, inverse));
  const undo =
    inverse === null || undoable.length === 0 ? null : { action: inverse, ids: idsOf(undoable) };
  return [{ action, ids: idsOf(rows), undo }];
}

function idsOf(rows: readonly FilingRow[]): FilingId[] {
  return rows.map((row) => row.id);
}

function may(action: Move) {
  return ({ transport }: FilingRow): boolean =>
    // What was filed another way must not be sent from here by the press of one key.
    transport !== 'filed-elsewhere' && nextTransport(transport, action) !== null;
}

/** Release and restore end in the queue: they bring back only what had been waiting there. */
function bringsBack(
  { transport }: FilingRow,
  action: FilingAction,
  inverse: FilingAction,
): boolean {
  if (!isMove(action) || !isMove(inverse)) return true;
  const after = nextTransport(transport, action);
  return after !== null && nextTransport(after, inverse) === transport;
}

function isMove(action: FilingAction): action is Move {
  return action !== 'make-urgent' && action !== 'make-normal';
}
