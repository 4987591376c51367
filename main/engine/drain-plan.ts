import type { Affected, DrainPlan, EndlessReason, Fate } from '../../shared/contract/index.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import {
  missedFrom,
  missingOf,
  outlook,
  type Day,
  type Missing,
  type Outlook,
  type PacingSettings,
  type Span,
} from '../outbox/policy/index.ts';
import { heldBackBy, noDeadline, type Drain, type Store, type Waiting } from '../store/index.ts';
import type { Sending } from './sync.ts';

export interface DrainSources {
  store: Store;
  /** `null` where there is no gateway to send to. */
  outbox: Sending | null;
  settings: PacingSettings;
  now: EpochMs;
}

/** The last minutes that count as lately, … */
const latelyMs = 10 * 60_000;
/** … and at most so many attempts of them. */
const latelyAttempts = 1500;
/** Affected filings that are named. */
const named = 5;

/** An outlook by which a filing's date can be judged. */
export type Judging = Exclude<Outlook, { kind: 'not-allowed' }>;

/** What is to be expected, or why nothing can be. */
export function readOutlook({
  store,
  outbox,
  settings,
  now,
}: DrainSources): Judging | EndlessReason {
  if (outbox === null) return 'no-gateway';
  if (outbox.trouble() !== null) return 'paused';
  if (store.read((tables) => heldBackBy(tables)) !== null) return 'held-back';
  const since = epochMs(now - latelyMs);
  const { settledAt, failed, isAll } = store.read(({ drain }) =>
    drain.lately(since, latelyAttempts),
  );
  const lately = { since: isAll ? since : (settledAt[0] ?? since), settledAt, failed };
  const seen = outlook(outbox.gate.state(), lately, now, settings);
  return seen.kind === 'not-allowed' ? 'not-allowed' : seen;
}

/**
 * When what waits will probably be gone, and which legal dates that misses. Counts only the dates
 * that may be missed, and names the first of the affected.
 * @throws {NaruError} as the store
 */
export function readDrainPlan(
  sources: DrainSources,
  seen: Judging | EndlessReason = readOutlook(sources),
): DrainPlan {
  const { store, now } = sources;
  const waiting = store.counts.transport.queued;
  const nothing = {
    at: now,
    waiting,
    rate: null,
    atBestMs: null,
    backBy: null,
    willMiss: 0,
    mayMiss: 0,
    affected: [],
  };
  const endless = (why: EndlessReason): DrainPlan => ({ ...nothing, end: { known: false, why } });
  if (waiting === 0) return endless('nothing-waits');
  if (typeof seen === 'string') return endless(seen);
  const { willMiss, mayMiss, affected, backBy } = store.read(({ drain }) =>
    missed(drain, seen, waiting),
  );
  return {
    ...nothing,
    rate: seen.kind === 'moving' ? seen.rate : null,
    end:
      seen.kind === 'moving'
        ? { known: true, span: seen.spanOf(waiting) }
        : { known: false, why: seen.why },
    atBestMs: Math.round(seen.best(waiting) - seen.best(1)),
    backBy: seen.kind === 'unknown' && backBy !== null ? epochMs(Math.floor(backBy)) : null,
    willMiss,
    mayMiss,
    affected,
  };
}

interface Missed extends Pick<DrainPlan, 'willMiss' | 'mayMiss' | 'affected'> {
  backBy: number | null;
}

function missed(drain: Drain, seen: Judging, waiting: number): Missed {
  const found: Missed = { willMiss: 0, mayMiss: 0, affected: [], backBy: null };
  const affected: Affected[] = [];
  for (const day of daysAtRisk(drain, seen, waiting, () => found.backBy)) {
    const missing = missingOf(day, seen);
    const end = day.first + day.count;
    found.willMiss += end - missing.willFrom;
    found.mayMiss += missing.willFrom - missing.mayFrom;
    const takes = seen.best(end - 1) - seen.best(1);
    // What is missed already cannot be kept by anybody's coming back.
    const by = missing.willFrom < end ? null : missedFrom(day.due) - takes;
    if (by !== null) found.backBy = Math.min(found.backBy ?? by, by);
    const room = named - affected.length;
    if (missing.mayFrom < end && room > 0)
      for (const [i, row] of drain.ofDay(day.due, missing.mayFrom - day.first, room).entries())
        affected.push(affectedBy(row, missing.mayFrom + i, missing, seen));
  }
  return { ...found, affected };
}

/** The legal dates that may be missed, counted; the walk ends where all the rest is in time. */
function* daysAtRisk(
  drain: Drain,
  seen: Judging,
  waiting: number,
  backBy: () => number | null,
): Generator<Day> {
  const takesAll = seen.best(waiting) - seen.best(1);
  let first = 1;
  for (let due = drain.nextDay(''); due !== null && due !== noDeadline; due = drain.nextDay(due)) {
    const until = missedFrom(due);
    if (seen.kind === 'moving' && seen.spanOf(waiting).to < until) return;
    const known = backBy();
    if (seen.kind === 'unknown' && known !== null && until - takesAll > known) return;
    const count = drain.countOfDay(due);
    yield { due, first, count };
    first += count;
  }
}

function affectedBy(row: Waiting, position: number, missing: Missing, seen: Judging): Affected {
  const until = missedFrom(row.due);
  const span = seen.kind === 'moving' ? seen.spanOf(position) : null;
  const from = span?.from ?? seen.best(position);
  return {
    id: row.id,
    declarationNo: row.declarationNo,
    deadline: row.due,
    fate: fateAt(position, missing),
    lateMs: { from: Math.round(from - until), to: span === null ? null : span.to - until },
  };
}

export function fateAt(position: number, { mayFrom, willFrom }: Missing): Fate {
  if (position >= willFrom) return 'will-miss';
  return position >= mayFrom ? 'may-miss' : 'in-time';
}

/** A waiting filing's place in the queue, from 1. */
export function positionOf(drain: Drain, { id, due, priority }: Waiting): number {
  const urgent = priority === 0 ? 0 : drain.countOfPriority(due, 0);
  return drain.ofEarlierDays(due) + urgent + drain.older(due, priority, id) + 1;
}

/** When one waiting filing probably goes; its place is `null` where it does not wait. */
export function readFilingTime(
  sources: DrainSources,
  id: FilingId,
): { position: number | null; span: Span | null } {
  return sources.store.read(({ drain }) => {
    const waiting = drain.waiting(id);
    if (waiting === null) return { position: null, span: null };
    const position = positionOf(drain, waiting);
    const seen = readOutlook(sources);
    const span = typeof seen === 'string' || seen.kind === 'unknown' ? null : seen.spanOf(position);
    return { position, span };
  });
}
