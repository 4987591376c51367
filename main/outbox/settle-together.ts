import type { FilingId } from '../../shared/filing/numbers.ts';
import { addDays, koreanDate, type EpochMs } from '../../shared/time.ts';
import type { StoredFiling, Tables } from '../store/index.ts';
import { claimSending, type Claim } from './attempt.ts';
import type { Kept } from './gate.ts';
import type { Turn } from './looks.ts';
import { pacerEventOf } from './pacer-event.ts';
import type { Lane, PacerState } from './policy/index.ts';
import { settle, type Result } from './settle.ts';
import type { Means } from './visits.ts';

/*
 * Answers that came together are settled in one transaction, and what may be sent at once is claimed
 * in it too: a disk whose sync takes long holds a backlog up once and not twice per filing.
 */

/** The sending whose turn it is, were this the gate's state; `null` where it is another visit's. */
export type NextTurn = (state: PacerState, now: EpochMs) => Turn | null;

export const laneOf = { send: 'declarations', inquiry: 'inquiries' } as const satisfies Record<
  Claim['kind'],
  Lane
>;

/** Settles attempts and takes the gate's steps, within the caller's transaction. */
export function settleAll(
  tables: Tables,
  { gate, settings, inquireIn }: Means,
  results: readonly Result[],
  now: EpochMs,
): Kept {
  const events = results.map(({ claim, outcome, tookMs }) => ({
    ...pacerEventOf(laneOf[claim.kind], outcome, tookMs),
    lane: laneOf[claim.kind],
  }));
  for (const result of results) settle(tables, result, inquireIn);
  const state = gate.state();
  const isUnhurried = events.some(
    ({ type, lane }) =>
      type === 'congestion' || state[lane].intervalMs > settings.troubleIntervalMs,
  );
  const urgent = isUnhurried && isUrgent(tables.queue.nextToSend(), now);
  return gate.answered(tables, events, now, urgent);
}

/**
 * Claims the sendings whose turn it is in a state of the gate, so many at most, within the caller's
 * transaction. `touched` names also what was set aside.
 */
export function claimFollowers(
  tables: Tables,
  means: Means,
  nextTurn: NextTurn,
  from: PacerState,
  atMost: number,
  now: EpochMs,
): { claims: Claim[]; touched: FilingId[] } {
  const claims: Claim[] = [];
  const touched: FilingId[] = [];
  let state = from;
  for (let n = 0; n < atMost; n += 1) {
    const turn = nextTurn(state, now);
    if (turn === null) break;
    touched.push(turn.filing.id);
    const claiming = claimSending(tables, turn, means, now);
    if (!claiming.ok) continue;
    claims.push(claiming.claim);
    state = means.gate.after(state, { type: 'request', lane: 'declarations' }, now);
  }
  return { claims, touched };
}

/** Whether a legal deadline is near, or a person said so. */
function isUrgent(filing: StoredFiling | null, now: EpochMs): boolean {
  if (filing === null) return false;
  const tomorrow = addDays(koreanDate(now), 1);
  return filing.priority === 'urgent' || (filing.deadline !== null && filing.deadline <= tomorrow);
}
