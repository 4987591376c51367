import type { GatePhase } from '../../../shared/sync/sync-state.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { alignState } from './pacer-state.ts';
import type { PacerState } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

/** The pacing of a destination in a word, as far as the pacer knows it. */
export function gatePhase(state: PacerState, now: EpochMs, settings: PacingSettings): GatePhase {
  if (state.laneStopped !== null) return 'not-allowed';
  const { notBefore, nextAt, failuresInRow, intervalMs } = alignState(state, now, settings);
  if (notBefore !== null && now < notBefore) return 'retry-after';
  if (failuresInRow > 0 && now < nextAt) return 'cooldown';
  // A second apart or less is as fast as anybody can follow with the eye.
  return intervalMs <= Math.max(settings.minIntervalMs, 1000) ? 'open' : 'paced';
}
