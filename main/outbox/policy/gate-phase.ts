import type { GatePhase } from '../../../shared/sync/sync-state.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { alignState, type PacerState } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

/** The pacing of a destination in a word, as far as the pacer knows it. */
export function gatePhase(state: PacerState, now: EpochMs, settings: PacingSettings): GatePhase {
  if (state.laneStopped !== null) return 'not-allowed';
  const { notBefore, declarations } = alignState(state, now);
  const { nextAt, failuresInRow, intervalMs, run } = declarations;
  if (notBefore !== null && now < notBefore) return 'retry-after';
  if (failuresInRow > 0 && now < nextAt) return 'cooldown';
  // A second apart or less is as fast as anybody can follow with the eye; so is a visit that goes on.
  const isQuick = intervalMs <= Math.max(settings.minIntervalMs, 1000) || run > 0;
  return isQuick ? 'open' : 'paced';
}
