import type { LimitResult } from '../../../shared/drill/sheet.ts';
import type { Lateness } from '../../../shared/drill/sheet.ts';
import type { TransportState } from '../../../shared/filing/states.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import {
  mannerOf,
  manners,
  type Arrival,
  type Manner,
  type Script,
} from '../../practice/drill/index.ts';
import type { FilingStory } from './read-story.ts';

/** What is known of a drill when its limits are judged. */
export interface Judged {
  script: Script;
  /** When customs took it, by reference. */
  takenAt: ReadonlyMap<string, EpochMs>;
  stories: ReadonlyMap<string, FilingStory>;
  /** When wrong credentials were put right; `null` where they were not. */
  mendedAt: EpochMs | null;
  /** What the same drill without a person had in time, by reference; `null`: not known. */
  automatic: ReadonlySet<string> | null;
  until: EpochMs;
}

/** A person is given this long to see that something waits for him, in milliseconds. */
const fairMs = 10 * 60_000;

/** Judges one limit: in time or late, and whether a late one could have been helped. Pure. */
export function judgeLimit(arrival: Arrival, judged: Judged): LimitResult | null {
  const { limit, filing, at } = arrival;
  if (limit === null) return null;
  const { script, stories, until } = judged;
  const takenAt = judged.takenAt.get(filing.reference) ?? null;
  const story = stories.get(filing.reference);
  const arrivedAt = epochMs(script.startAt + at);
  const isLate = takenAt === null ? until > limit.by : takenAt > limit.by;
  const verdict = isLate ? 'late' : takenAt === null ? 'open' : 'in-time';
  return {
    reference: filing.reference,
    declarationNo: story?.filing.declarationNo ?? null,
    rule: limit.rule,
    arrivedAt,
    by: limit.by,
    takenAt,
    transport: story?.filing.transport ?? null,
    verdict,
    because: isLate ? whyLate(arrival, arrivedAt, limit.by, judged) : null,
  };
}

const lay: readonly (readonly [TransportState, Lateness])[] = [
  ['recheck', 'recheck-lay'],
  ['refused', 'refused-lay'],
  ['held', 'held'],
];

function whyLate(arrival: Arrival, from: EpochMs, by: EpochMs, judged: Judged): Lateness {
  const { script, stories, mendedAt, automatic, takenAt } = judged;
  const { reference } = arrival.filing;
  const story = stories.get(reference);
  for (const [transport, lateness] of lay)
    if (story?.stays.some((stay) => stay.transport === transport && layUntil(stay, by) > fairMs))
      return lateness;
  const expiredAt = script.startAt + script.credentials.expireAt;
  if (
    expiredAt + fairMs < by &&
    (mendedAt === null || mendedAt > Math.max(expiredAt + fairMs, from))
  )
    return 'credentials-lay';
  const open = openMs(script, from, by);
  if (open.atAll === 0) return 'no-way-in';
  if (open.well > fairMs) return 'central-was-back';
  if (automatic?.has(reference) === true) return 'automatic-was-in-time';
  const overtaken = script.arrivals.some((other) => {
    const taken = takenAt.get(other.filing.reference);
    if (taken === undefined || taken < from || taken > by) return false;
    return other.limit === null || other.limit.by > by;
  });
  return overtaken ? 'others-went-first' : 'little-chance';
}

/** How long of a stay lies before the limit, in milliseconds. */
function layUntil({ from, until }: { from: EpochMs; until: EpochMs | null }, by: EpochMs): number {
  return Math.min(until ?? by, by) - from;
}

/** How long the central system took declarations at all, and how long it did so well. */
export function openMs(
  { phases, startAt }: Script,
  from: EpochMs,
  by: EpochMs,
): { atAll: number; well: number } {
  let atAll = 0;
  let well = 0;
  for (const [n, phase] of phases.entries()) {
    const begin = Math.max(from, startAt + phase.from);
    const end = Math.min(by, startAt + (phases[n + 1]?.from ?? Number.POSITIVE_INFINITY));
    if (end <= begin) continue;
    const share = takenShare(manners[mannerOf(phase, 'submit')]);
    if (share > 0) atAll += end - begin;
    if (share > 0.85) well += end - begin;
  }
  return { atAll, well };
}

/** The share of documents that are taken, whether it is told or not. */
export function takenShare(manner: Manner): number {
  const lost = manner.turnedAway + manner.badGateway + manner.silence + manner.reset;
  return Math.max(0, Math.round((1 - lost) * 1000) / 1000);
}
