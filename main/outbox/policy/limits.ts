import { z } from 'zod';
import { epochMs, epochMsSchema } from '../../../shared/time.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { Lane } from './lane-state.ts';
import type { PacerState } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

/**
 * The lanes whose requests count for the limit a minute: it is one on what is sent (전송), and lists of
 * notices have a rule of their own (KCS API guide 1.5).
 */
const countedLanes = ['declarations', 'inquiries'] as const satisfies readonly Lane[];

/** Whether a request on a lane counts for the limit a minute; `null`: on no lane. */
export function isCounted(lane: Lane | null): boolean {
  return countedLanes.some((counted) => counted === lane);
}

/** Requests on their way that will count. */
export function countOpen(state: Pick<PacerState, (typeof countedLanes)[number]>): number {
  return countedLanes.reduce((count, lane) => count + state[lane].open, 0);
}

/**
 * How many requests ended within the half second that began then. It is the central system that counts,
 * when they arrive, and that is before their answer: the network may deliver some of them late.
 */
export const sentSchema = z.array(
  z.strictObject({ from: epochMsSchema, count: z.number().int().positive() }),
);
export type Sent = z.output<typeof sentSchema>;

const second = 1000;
/** Requests are counted together where they ended within this, in milliseconds. */
const slotMs = 500;
/** A request counts from when it leaves until a minute after the slot in which it ended. */
const countsMs = 60_000 + slotMs;

/** No more than three quarters of a second's requests leave within it, for the same reason. */
const margin = 1.35;

/** Shortest time between any two requests of the office, in milliseconds: KCS's limit per second. */
export function limitSpacingMs({ limitPerSecond }: PacingSettings): number {
  const exact = second / limitPerSecond;
  // Below the clock's resolution there is nothing to space.
  return exact < 1 ? 0 : Math.ceil(exact * margin);
}

/** The requests that still count, with `more` that ended at `now`. */
export function withRequests(sent: Sent, now: EpochMs, more: number): Sent {
  const from = epochMs(now - (now % slotMs));
  const first = sent[0];
  const isOld = first !== undefined && first.from + countsMs <= now;
  const kept = isOld ? sent.filter((each) => each.from + countsMs > now) : sent;
  const last = kept.at(-1);
  if (last === undefined || last.from < from) return [...kept, { from, count: more }];
  return [...kept.slice(0, -1), { from: last.from, count: last.count + more }];
}

/** When the limits allow the next request on a lane; `null` where they allow it at any time. */
export function limitsAllowAt(
  { sent, lastRequestAt, ...state }: PacerState,
  lane: Lane | null,
  now: EpochMs,
  settings: PacingSettings,
): EpochMs | null {
  if (lastRequestAt === null) return null;
  const spaced = lastRequestAt + limitSpacingMs(settings);
  if (!isCounted(lane)) return epochMs(spaced);
  const byMinute = minuteAllowsAt(sent, countOpen(state), now, settings.limitPerMinute);
  return epochMs(Math.max(spaced, byMinute));
}

function minuteAllowsAt(sent: Sent, open: number, now: EpochMs, limit: number): number {
  let counted = open;
  for (const { from, count } of sent) if (from + countsMs > now) counted += count;
  let at: number = now;
  for (const { from, count } of sent) {
    if (counted < limit) break;
    if (from + countsMs <= now) continue;
    // Until then what left in this second counts.
    counted -= count;
    at = from + countsMs;
  }
  // Where those on their way are too many already, one of them has to end first.
  return counted < limit ? at : Math.max(at, now + second);
}

/** The same requests, had the clock been moved before they left. */
export function shiftSent(sent: Sent, by: number): Sent {
  return sent.map(({ from, count }) => ({ from: epochMs(from + by), count }));
}
