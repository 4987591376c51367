import type { EpochMs } from '../../../shared/time.ts';
import type { ChannelMemory } from './memory.ts';
import { gradeSettings, type Slowness } from './settings.ts';

type Usual = ChannelMemory['usual'];

/** No two answers closer together are learnt from: a busy minute is not what is usual. */
const everyMs = 30_000;
const firstFew = 20;
/** From so many on it is known what is usual. */
const enough = 10;
/** How long what is usual takes to follow, in milliseconds. */
const memoryMs = 3 * 86_400_000;

/** What is usual after one more good answer. */
export function learnt(usual: Usual, tookMs: number, at: EpochMs): Usual {
  const log = Math.log(Math.max(1, tookMs));
  if (usual === null) return { log, count: 1, at };
  const sinceMs = at - usual.at;
  if (sinceMs >= 0 && sinceMs < everyMs) return usual;
  const weight =
    usual.count < firstFew
      ? 1 / (usual.count + 1)
      : 1 - Math.exp(-Math.min(Math.abs(sinceMs), 3_600_000) / memoryMs);
  return { log: usual.log + weight * (log - usual.log), count: usual.count + 1, at };
}

/** Usual milliseconds of an answer; `null` where too few are known. */
export function usualMs(usual: Usual): number | null {
  return usual === null || usual.count < enough ? null : Math.exp(usual.log);
}

/** From which time on an answer is slow, and below which it no longer is, in milliseconds. */
export function slowBounds(usual: Usual, slowness: Slowness): { fromMs: number; untilMs: number } {
  const ms = usualMs(usual);
  const { slowFrom, slowUntil } = gradeSettings;
  const fromMs = ms === null ? slowness.unknownMs : Math.max(slowness.floorMs, slowFrom * ms);
  return { fromMs, untilMs: (fromMs * slowUntil) / slowFrom };
}
