import { NaruError } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { TransportEvent } from '../../../shared/filing/transitions.ts';
import type { UntouchedReason } from '../../../shared/sync/directives.ts';
import type { EpochMs } from '../../../shared/time.ts';
import {
  moveTransport,
  record,
  removeBodies,
  type Directed,
  type OtherChange,
  type StoredDirective,
  type StoredFiling,
  type Tables,
} from '../../store/index.ts';
import { checkRestore } from '../parts.ts';

/** What came of undoing a directive for one filing. */
export type Undone =
  | { is: 'undone'; changed: FilingId[] }
  /** The world has gone on: it stays as it is. */
  | { is: 'kept'; why: UntouchedReason }
  /** A request about it is on its way: its answer comes first. */
  | { is: 'later' };

/**
 * Takes back what a directive did to a filing, as far as the world allows: what has been sent since,
 * or moved by somebody else, stays and is named. Within the caller's transaction, with its mark and
 * its journal entry.
 */
export function undoFor(
  tables: Tables,
  { id }: StoredDirective,
  done: Directed,
  at: EpochMs,
): Undone {
  const filing = tables.filings.byId(done.filingId);
  if (filing === null) return keep(tables, done, 'moved-since');
  if (tables.attempts.open(filing) !== null) return { is: 'later' };
  tables.replacements.fall(filing.id, id);
  const undoing = { tables, filing, done, at, isOurs: lastMoveIsOf(tables, filing, id) };
  const taken = takeBack(undoing);
  if ('why' in taken) return keep(tables, done, taken.why);
  tables.directives.mark(done, 'undone');
  return { is: 'undone', changed: [filing.id, ...(taken.also ?? [])] };
}

interface Undoing {
  tables: Tables;
  filing: StoredFiling;
  done: Directed;
  at: EpochMs;
  /** Whether the directive was the last to move it. */
  isOurs: boolean;
}
type TakenBack = { also?: FilingId[] } | { why: UntouchedReason };

function keep(tables: Tables, done: Directed, why: UntouchedReason): Undone {
  tables.directives.mark(done, 'kept', { why });
  return { is: 'kept', why };
}

function takeBack(undoing: Undoing): TakenBack {
  const { filing, done, isOurs, at } = undoing;
  const { transport } = filing;
  switch (done.step) {
    case 'hold':
    case 'hold-if-not-there':
      if (transport === 'held' && isOurs) return back(undoing, 'release');
      return done.step === 'hold' ? { why: 'moved-since' } : told(undoing);
    case 'send-again':
      // Its receipt stood all the time.
      if (transport === 'queued' || transport === 'held') return back(undoing, 'keep');
      return { why: 'sent-since-then' };
    case 'reopen':
      return transport === 'unconfirmed' && isOurs
        ? back(undoing, 'take', { lastError: null })
        : { why: 'moved-since' };
    case 'retry':
      // It was refused: it does not go by itself, and only customs can refuse it again.
      return transport === 'queued' && isOurs ? back(undoing, 'hold') : { why: 'sent-since-then' };
    case 'doubt':
      return transport === 'unconfirmed' && isOurs
        ? back(undoing, 'return', { inquiries: 0 })
        : { why: 'moved-since' };
    case 'file-elsewhere':
      return isOurs ? restore(undoing) : { why: 'moved-since' };
    case 'file-elsewhere-if-not-there':
      return transport === 'filed-elsewhere' && isOurs ? restore(undoing) : told(undoing);
    case 'replace':
    case 'replace-if-not-there':
      return undoing.tables.replacements.newOf(filing.id) === null
        ? told(undoing)
        : unreplace(undoing, at);
    case 'ask':
    case 'wait':
    case null:
      return told(undoing);
  }
}

/** Moves it back where it was. */
function back(
  { tables, filing, done, at }: Undoing,
  event: TransportEvent,
  change: OtherChange = {},
): TakenBack {
  moveTransport(tables, filing, event, entryOf(done), at, change);
  return {};
}

/** Nothing had been moved: only that it is no longer ordered is told. */
function told({ tables, filing, done, at }: Undoing): TakenBack {
  record(tables, filing, entryOf(done), at);
  return {};
}

function entryOf({ directiveId, step }: Directed) {
  return { kind: 'order-undone', data: { directive: directiveId, step } } as const;
}

/** Back from elsewhere; what was held or refused is held, for a person to look at. */
function restore({ tables, filing, done, at }: Undoing): TakenBack {
  try {
    checkRestore(tables, filing);
  } catch (error) {
    if (error instanceof NaruError) return { why: 'moved-since' };
    throw error;
  }
  const queued = moveTransport(tables, filing, 'restore', entryOf(done), at);
  const wasStill = done.before === 'held' || done.before === 'refused';
  if (wasStill) moveTransport(tables, queued, 'hold', entryOf(done), at);
  return {};
}

/** Takes the new filing away, as long as nothing of it has left, and puts the old one back. */
function unreplace(undoing: Undoing, at: EpochMs): TakenBack {
  const { tables, filing: old, done } = undoing;
  const newId = tables.replacements.newOf(old.id);
  const fresh = newId === null ? null : tables.filings.byId(newId);
  if (fresh === null || old.transport !== 'filed-elsewhere') return { why: 'moved-since' };
  const isUntouched =
    fresh.submissionId === null &&
    ['queued', 'recheck', 'held', 'cancelled'].includes(fresh.transport) &&
    tables.replacements.newOf(fresh.id) === null;
  if (!isUntouched) return { why: 'sent-since-then' };
  takeAway(tables, fresh, at);
  tables.replacements.unreplace(old.id);
  const wasInDoubt = done.before === 'unconfirmed' || done.before === 'processing';
  if (!wasInDoubt || done.step === 'replace-if-not-there') {
    restore(undoing);
    return { also: [fresh.id] };
  }
  const asked = { inquireAt: at, inquiries: 0 };
  moveTransport(tables, old, 'lose', entryOf(done), at, asked);
  return { also: [fresh.id] };
}

/** As what a batch put in is taken back: its number stays used. */
function takeAway(tables: Tables, fresh: StoredFiling, at: EpochMs): void {
  const { reference, declarationNo } = fresh;
  tables.journal.append({
    at,
    filingId: fresh.id,
    before: fresh.journalSeq,
    kind: 'undone',
    data: { reference, declarationNo },
  });
  // No screen leads to it any more, and none of it was ever sent.
  removeBodies(tables)(fresh.journalSeq);
  tables.search.forget(fresh);
  tables.stales.drop(fresh.id);
  tables.retired.retire(declarationNo, 'undone', reference, at);
  tables.filings.remove(fresh);
}

/** Whether the newest entry that moved a filing on our side is this directive's. */
function lastMoveIsOf(tables: Tables, filing: StoredFiling, directiveId: number): boolean {
  const moved = tables.journal
    .timeline(filing.journalSeq)
    .findLast(({ transport }) => transport !== undefined);
  return moved?.kind === 'ordered' && moved.data['directive'] === directiveId;
}
