import type { Confidence } from '../../../shared/sync/channels.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { ChannelMemory } from './memory.ts';
import { windowOf } from './window.ts';

const minute = 60_000;

/** How sure a grade is: by how many measurements, how fresh and how unanimous. */
export function confidenceOf(memory: ChannelMemory, now: EpochMs): Confidence {
  if (memory.grade === 'unknown' || memory.lastAt === null) return 'low';
  const ageMs = now - memory.lastAt;
  const { well, ill, share } = windowOf(memory.slots, now);
  const count = well + ill;
  if (count >= 8 && ageMs <= 5 * minute && isUnanimous(memory, share, ill)) return 'high';
  return count >= 3 && ageMs <= 15 * minute ? 'medium' : 'low';
}

function isUnanimous({ grade, illRun, took }: ChannelMemory, share: number, ill: number): boolean {
  switch (grade) {
    case 'unknown':
      return false;
    case 'working':
      return share <= 0.02;
    case 'slow':
      return took.length >= 8;
    case 'degraded':
      return ill >= 4;
    case 'stopped':
      return (illRun?.count ?? 0) >= 8;
  }
}
