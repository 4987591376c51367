import type { EpochMs } from '../../../shared/time.ts';
import type { Lane, LaneState } from './lane-state.ts';
import { mayGo, type Go } from './pacer.ts';
import type { PacerState } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

/** A visit to the central system: what it is for. */
export type Visit = 'inquire' | 'send' | 'notices' | 'own-word';

export interface WorkLoad {
  now: EpochMs;
  /** When the first in doubt is to be inquired about; `null` where none is in doubt. */
  inquireAt: EpochMs | null;
  /** Whether a filing waits to be sent. */
  isWaiting: boolean;
  lastDid: Visit | null;
  /** The last that was about a filing: inquiries and sendings take turns whatever lies between. */
  lastTurn: Extract<Visit, 'inquire' | 'send'> | null;
  noticesAt: EpochMs;
  ownWordAt: EpochMs;
}

export type Choice =
  | { visit: Visit }
  | {
      visit: null;
      /** When there may be one; `null` where only an event or an answer can bring it. */
      at: EpochMs | null;
      why: 'no-work' | 'pace';
    };

/** How late a look at the notices may be while filings wait, in milliseconds. */
const noticesOverdueMs = 60_000;
/** What waits a shorter time than this is not overtaken by what is less important, in milliseconds. */
const shortWaitMs = 1000;
/** Up to this pace, in milliseconds between visits, notices do not cost filings theirs. */
const openIntervalMs = 2000;

/**
 * Chooses the next visit among those that the pacer allows: inquiries before sendings, turn by turn
 * where both wait; notices and the central system's own word when nothing more urgent could go.
 */
export function chooseVisit(load: WorkLoad, pacer: PacerState, settings: PacingSettings): Choice {
  const { now, inquireAt, isWaiting, lastDid, lastTurn, noticesAt, ownWordAt } = load;
  let soonest: number | null = null;
  let wanted = false;
  const later = (at: number | null): void => {
    if (at !== null && (soonest === null || at < soonest)) soonest = at;
  };
  const may = (lane: Lane | null): boolean => {
    wanted = true;
    const go: Go = mayGo(pacer, lane, now, settings);
    if (!go.go) later(go.at);
    return go.go;
  };
  const mayInquire = inquireAt !== null && inquireAt <= now && may('inquiries');
  const { declarations, inquiries, notices } = pacer;
  if (mayInquire && (!isWaiting || asksFirst(declarations, inquiries, lastTurn)))
    return { visit: 'inquire' };
  const mayNotice = noticesAt <= now && notices.open === 0 && may('notices');
  const isOverdue = noticesAt + noticesOverdueMs <= now && lastDid !== 'notices';
  const isOpen = declarations.intervalMs <= openIntervalMs;
  if (mayNotice && isOverdue && isOpen) return { visit: 'notices' };
  if (isWaiting && !waitsForAnswer(load, pacer) && may('declarations')) return { visit: 'send' };
  if (mayInquire) return { visit: 'inquire' };
  const isShort = isWaiting && declarations.nextAt < now + shortWaitMs;
  if (mayNotice && !isShort) return { visit: 'notices' };
  // The status page is nobody's work; it tells people something while nothing gets through.
  if (ownWordAt <= now && !isShort && may(null)) return { visit: 'own-word' };
  if (inquireAt !== null && inquireAt > now) later(inquireAt);
  if (noticesAt > now) later(noticesAt);
  if (ownWordAt > now) later(ownWordAt);
  return { visit: null, at: soonest, why: wanted ? 'pace' : 'no-work' };
}

/**
 * Whether a sending that might go waits for an inquiry: in trouble what is in doubt is asked about
 * first, for a probe that is sent leaves more of it. It waits one interval, and no longer: the next
 * inquiry may be a day away.
 */
function waitsForAnswer(
  { inquireAt, lastTurn }: WorkLoad,
  { declarations, inquiries }: PacerState,
): boolean {
  if (inquireAt === null || declarations.failuresInRow === 0 || lastTurn === 'inquire')
    return false;
  const askedAt = Math.max(inquireAt, inquiries.nextAt);
  return askedAt <= declarations.nextAt + Math.max(declarations.intervalMs, shortestWaitMs);
}

/** Below this interval, in milliseconds, an inquiry is waited for so long all the same. */
const shortestWaitMs = 2000;

/** Of the visits that probe a system in trouble, one in so many tries to send. */
const sendingProbes = 8;

/**
 * Inquiries and sendings take turns; but while nothing gets through the probes are inquiries, for a
 * question leaves nothing in doubt and costs less. Now and then one is a sending: the two ways may
 * come back one after the other.
 */
function asksFirst(
  declarations: LaneState,
  inquiries: LaneState,
  lastTurn: WorkLoad['lastTurn'],
): boolean {
  if (lastTurn !== 'inquire') return true;
  return declarations.failuresInRow > 0 && inquiries.failuresInRow % sendingProbes !== 0;
}
