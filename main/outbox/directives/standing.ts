import { NaruError } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { StoredFiling, Tables } from '../../store/index.ts';
import { moveBy } from './move-by.ts';
import { giveNewNumber } from './new-number.ts';

/**
 * Whether "not known here" is not to be believed: the authority says that it lies in a buffer, and
 * sending it again would file it twice.
 */
export function isBuffered(tables: Tables, filing: StoredFiling, now: EpochMs): boolean {
  return tables.replacements.standing(filing.id, now)?.step === 'wait';
}

/** Whether another number has taken its place: then it is never sent again. */
export function isReplaced(tables: Tables, { id }: StoredFiling): boolean {
  return tables.replacements.newOf(id) !== null;
}

/**
 * Does what was ordered for a filing that turned out not to be there, after it has returned to the
 * queue and within the same transaction: before anything else could send it.
 */
export function afterReturn(tables: Tables, filing: StoredFiling, at: EpochMs): StoredFiling {
  const order = tables.replacements.standing(filing.id, at);
  if (order === null) return filing;
  const by = { directiveId: order.directiveId, step: order.step };
  switch (order.step) {
    case 'hold-if-not-there':
      return moveBy(tables, filing, 'hold', by, at);
    case 'file-elsewhere-if-not-there':
      return moveBy(tables, filing, 'file-elsewhere', by, at);
    case 'replace-if-not-there':
      return replaceOrHold(tables, filing, by, at);
    default:
      return filing;
  }
}

/** Where no number is left it is held: a person must look. */
function replaceOrHold(
  tables: Tables,
  filing: StoredFiling,
  by: Parameters<typeof giveNewNumber>[2],
  at: EpochMs,
): StoredFiling {
  try {
    const replaced = giveNewNumber(tables, filing, by, at);
    if (replaced !== null) return replaced.old;
  } catch (error) {
    if (!(error instanceof NaruError)) throw error;
    const why = error.problem.code;
    return moveBy(tables, filing, 'hold', by, at, { lastError: why, data: { why } });
  }
  return moveBy(tables, filing, 'hold', by, at);
}

/**
 * The filing of the same declaration under another number that customs has or may have: as long as
 * there is one, this one is not sent.
 */
export function twinThatMayBeThere(tables: Tables, id: FilingId): StoredFiling | null {
  return tables.replacements.twins(id).find(mayBeThere) ?? null;
}

const mayBeThere = ({ transport, customs }: StoredFiling): boolean =>
  ['sending', 'unconfirmed', 'processing'].includes(transport) ||
  (transport === 'acknowledged' && customs !== 'withdrawn' && customs !== 'rejected');
