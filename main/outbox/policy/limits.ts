import { epochMs } from '../../../shared/time.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { PacerState } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

/**
 * Requests leave at a slightly lower rate than allowed: the network delivers them closer together
 * than they left, and it is the central system that counts.
 */
const margin = 1.02;

/**
 * Shortest time between any two requests of the office, in milliseconds: KCS's limits per second
 * and per minute as one rule of spacing. It needs one remembered instant, so a restart cannot
 * exceed the limits.
 */
export function limitSpacingMs(settings: PacingSettings): number {
  const exact = Math.max(1000 / settings.limitPerSecond, 60_000 / settings.limitPerMinute);
  // Below the clock's resolution there is nothing to space.
  return exact < 1 ? 0 : Math.ceil(exact * margin);
}

/** When the limits allow the next request. */
export function limitsAllowAt(
  state: Pick<PacerState, 'lastRequestAt'>,
  settings: PacingSettings,
): EpochMs | null {
  if (state.lastRequestAt === null) return null;
  return epochMs(state.lastRequestAt + limitSpacingMs(settings));
}
