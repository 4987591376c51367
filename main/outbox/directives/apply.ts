import { NaruError } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { afterStep, type UntouchedReason } from '../../../shared/sync/directives.ts';
import type { EpochMs } from '../../../shared/time.ts';
import {
  soonestInquiry,
  type Directed,
  type StoredDirective,
  type StoredFiling,
  type Tables,
} from '../../store/index.ts';
import { factsOf } from './facts.ts';
import { judgeDirective } from './judge.ts';
import { moveBy, noteBy, type By } from './move-by.ts';
import { giveNewNumber } from './new-number.ts';

/** What came of applying a directive to one filing. */
export type Applied =
  | { is: 'done'; changed: FilingId[] }
  | { is: 'skipped'; why: UntouchedReason }
  /** An inquiry is on its way: its answer comes first. */
  | { is: 'later' };

/**
 * Applies a directive to a filing exactly as it was previewed, or not at all where the filing has
 * moved since; within the caller's transaction, with its mark and its journal entry.
 */
export function applyTo(
  tables: Tables,
  { id, order }: StoredDirective,
  planned: Directed,
  at: EpochMs,
): Applied {
  const filing = tables.filings.byId(planned.filingId);
  if (filing === null || planned.step === null) return skip(tables, planned, 'changed-since');
  const judged = judgeDirective(order, factsOf(tables, filing, order).facts);
  if (filing.transport === 'sending') return { is: 'later' };
  // What moves nothing may as well be in doubt another way by now.
  const isWhereItWas = filing.transport === planned.before || afterStep[planned.step] === null;
  const isAsPlanned = 'step' in judged && judged.step === planned.step && isWhereItWas;
  if (!isAsPlanned) return skip(tables, planned, 'changed-since');
  const isAsked = ['unconfirmed', 'processing'].includes(filing.transport);
  // An answer that is on its way may settle it: nothing is put in its way.
  if (isAsked && planned.step === 'replace' && tables.attempts.open(filing) !== null)
    return { is: 'later' };
  const by = { directiveId: id, step: planned.step };
  const moved = carryOut(tables, filing, by, order.until, at);
  if ('why' in moved) return skip(tables, planned, moved.why);
  tables.directives.mark(planned, 'done', { seq: moved.filing.journalSeq });
  return { is: 'done', changed: [filing.id, ...(moved.also ?? [])] };
}

function skip(tables: Tables, planned: Directed, why: UntouchedReason): Applied {
  tables.directives.mark(planned, 'skipped', { why });
  return { is: 'skipped', why };
}

type Moved = { filing: StoredFiling; also?: FilingId[] } | { why: UntouchedReason };

function carryOut(
  tables: Tables,
  filing: StoredFiling,
  by: By,
  until: EpochMs | null,
  at: EpochMs,
): Moved {
  switch (by.step) {
    case 'hold':
      return { filing: moveBy(tables, filing, 'hold', by, at) };
    case 'send-again':
      return { filing: moveBy(tables, filing, 'send-again', by, at) };
    case 'retry':
      return { filing: moveBy(tables, filing, 'retry', by, at) };
    case 'file-elsewhere':
      return { filing: moveBy(tables, filing, 'file-elsewhere', by, at) };
    case 'reopen': {
      const asked = { inquireAt: at, inquiries: 0 };
      return { filing: moveBy(tables, filing, 'reopen', by, at, asked) };
    }
    case 'doubt': {
      tables.replacements.stand(filing.id, { ...by, step: 'wait' }, until);
      const asked = { inquireAt: at, inquiries: 0 };
      return { filing: moveBy(tables, filing, 'lose', by, at, asked) };
    }
    case 'replace':
      return replace(tables, filing, by, at);
    case 'ask':
      return { filing: noteBy(tables, filing, by, at, sooner(tables, filing, at)) };
    case 'wait':
      tables.replacements.stand(filing.id, by, until);
      return { filing: noteBy(tables, filing, by, at) };
    case 'replace-if-not-there':
    case 'hold-if-not-there':
    case 'file-elsewhere-if-not-there':
      tables.replacements.stand(filing.id, by, null);
      return { filing: noteBy(tables, filing, by, at, sooner(tables, filing, at)) };
  }
}

function replace(tables: Tables, filing: StoredFiling, by: By, at: EpochMs): Moved {
  try {
    const replaced = giveNewNumber(tables, filing, by, at);
    if (replaced === null) return { why: 'no-declaration' };
    return { filing: replaced.old, also: [replaced.fresh.id] };
  } catch (error) {
    const code = error instanceof NaruError ? error.problem.code : null;
    if (code === 'serials-used-up' || code === 'range-missing') return { why: 'no-number' };
    throw error;
  }
}

/**
 * Asked about at once, as far as the gate and the last answer about it let it; one that is being
 * asked about already is.
 */
function sooner(tables: Tables, filing: StoredFiling, at: EpochMs): { inquireAt?: EpochMs } {
  const soonest = soonestInquiry(tables, filing, at);
  const { inquireAt } = filing;
  return inquireAt !== null && inquireAt > soonest ? { inquireAt: soonest } : {};
}
