import { longRunOfFailures, runOfFailures } from './chance.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { ChannelMemory } from './memory.ts';
import { gradeSettings, type ChannelSettings } from './settings.ts';
import { windowOf } from './window.ts';

/**
 * Whether the failures in a row are no chance, measured by how many fail at other times. "Too many
 * requests" alone is no stop: somebody is there and answers.
 */
export function isStopRun(memory: ChannelMemory, at: EpochMs, settings: ChannelSettings): boolean {
  const { illRun } = memory;
  if (illRun === null || illRun.hard === 0) return false;
  const spanMs = at - illRun.since;
  if (spanMs < gradeSettings.stopSpanMs) return false;
  const { well, ill } = windowOf(memory.slots, at);
  const before = Math.max(0, ill - illRun.count);
  const share = Math.max(memory.share, well + before === 0 ? 0 : before / (well + before));
  const { longestStopRun, deadFailures, deadMs } = gradeSettings;
  const needed = Math.min(longestStopRun, runOfFailures(share));
  if (illRun.count >= Math.max(settings.stopAfter, needed)) return true;
  const fewer = Math.min(longestStopRun, longRunOfFailures(share));
  return spanMs >= deadMs && illRun.count >= Math.max(deadFailures, fewer);
}
