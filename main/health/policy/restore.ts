import { runOfSuccesses } from './chance.ts';
import type { ChannelGrade } from '../../../shared/sync/channels.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import type { Measurement } from './measurement.ts';
import type { ChannelMemory } from './memory.ts';
import {
  gradeSettings,
  guardAfter,
  liftAfterMs,
  probationAfter,
  type ChannelSettings,
  type Guard,
} from './settings.ts';
import { isStopRun } from './stop.ts';
import { slowBounds } from './usual.ts';
import { medianMs, windowOf } from './window.ts';

/** So many successes, and at most this share of failures, make a dead channel a half-dead one. */
const lifting = { fewest: 3, mostIll: 0.7 };

/** What only goes well is soon past the guard: half an outage is said where that takes longer. */
const cleanLiftMs = 180_000;

/** A better grade after a measurement, where it passes the guard; `null` where it does not. */
export function betterAfter(
  memory: ChannelMemory,
  { says, at }: Measurement,
  settings: ChannelSettings,
): ChannelMemory | null {
  if (says !== 'well') return dead(memory, at, settings);
  switch (memory.grade) {
    case 'working':
      return null;
    case 'unknown':
      if (memory.trouble === null) return improved(memory, 'working', at, at);
      // Half an outage is said only where some failed.
      return (
        past(memory, at, settings) ??
        (windowOf(memory.slots, at).ill > 0 ? lifted(memory, at) : null)
      );
    case 'slow':
    case 'degraded':
      return past(memory, at, settings);
    case 'stopped':
      return past(memory, at, settings) ?? lifted(memory, at);
  }
}

/** A stop among the first signs of life: it never was alive. */
function dead(memory: ChannelMemory, at: EpochMs, settings: ChannelSettings): ChannelMemory | null {
  if (memory.aliveSince === null || !isStopRun(memory, at, settings)) return null;
  return { ...memory, aliveSince: null };
}

/** Past the guard: enough good round trips over a long enough time. */
function past(memory: ChannelMemory, at: EpochMs, settings: ChannelSettings): ChannelMemory | null {
  const { clean, trouble } = memory;
  if (clean === null || trouble === null) return null;
  const guard = guardAfter(clean.since - trouble.since, trouble.relapses);
  const spanMs = at - clean.since;
  if (clean.good < guard.count || spanMs < guard.spreadMs) return null;
  if (memory.grade === 'degraded' && isChance(clean, spanMs, guard, trouble.relapses)) return null;
  const isStillSlow = memory.grade !== 'slow' && isSlow(memory, clean.since, settings);
  if (isStillSlow) return improved(memory, 'slow', clean.since, at);
  const calmUntil = epochMs(at + probationAfter(guard));
  return {
    ...improved(memory, 'working', clean.since, at),
    trouble: { ...trouble, calmUntil },
  };
}

/** Half an outage has good runs too: this one must be longer than those, or last very long. */
function isChance(
  { good, share }: NonNullable<ChannelMemory['clean']>,
  spanMs: number,
  { spreadMs }: Guard,
  relapses: number,
): boolean {
  const needed = Math.min(gradeSettings.longestClean, runOfSuccesses(share)) * (1 + relapses);
  return good < needed && spanMs < Math.max(gradeSettings.cleanMs, 4 * spreadMs);
}

function isSlow(memory: ChannelMemory, since: EpochMs, { slowness }: ChannelSettings): boolean {
  const median = medianMs(memory.took.filter((each) => each.at >= since));
  if (slowness === null || median === null) return false;
  return median >= slowBounds(memory.usual, slowness).fromMs;
}

/** It lives again, by halves: some get through, and not by chance. */
function lifted(memory: ChannelMemory, at: EpochMs): ChannelMemory | null {
  const { aliveSince, trouble, clean } = memory;
  if (aliveSince === null || trouble === null) return null;
  const isClean = clean !== null && clean.since <= aliveSince && clean.bad === 0;
  const watchedMs = Math.max(liftAfterMs(trouble.relapses), isClean ? cleanLiftMs : 0);
  if (at - aliveSince < watchedMs) return null;
  const alive = memory.slots.filter((slot) => slot.at >= aliveSince);
  const { well, share } = windowOf(alive, at);
  if (well < lifting.fewest || share > lifting.mostIll) return null;
  return { ...improved(memory, 'degraded', aliveSince, at), share, clean };
}

/** What was measured before it became better says nothing of it any more. */
function improved(
  memory: ChannelMemory,
  grade: ChannelGrade,
  since: EpochMs,
  at: EpochMs,
): ChannelMemory {
  return {
    ...memory,
    grade,
    since,
    knownAt: at,
    cause: null,
    slots: memory.slots.filter((slot) => slot.at >= since),
    took: memory.took.filter((each) => each.at >= since),
    illRun: null,
    clean: null,
    aliveSince: null,
    share: 0,
  };
}
