import type { Channel, ChannelGrade, GradeChange } from '../../../../shared/sync/channels.ts';
import type { EpochMs } from '../../../../shared/time.ts';
import { isIll, worse } from './spell.ts';

export interface IllChannel {
  channel: Channel;
  grade: ChannelGrade;
  /** Since when it was not well. */
  since: EpochMs;
}

/**
 * The channels of an incident that are ill at its end (`now`), or each as bad as it ever was
 * (`worst`), in the order in which they fell ill.
 */
export function gradesOf(changes: readonly GradeChange[], when: 'now' | 'worst'): IllChannel[] {
  const found = new Map<Channel, IllChannel>();
  for (const { channel, to, at } of changes) {
    const before = found.get(channel);
    if (to === 'working' && when === 'now') found.delete(channel);
    else if (isIll(to))
      found.set(channel, {
        channel,
        grade: when === 'now' || before === undefined ? to : worse(before.grade, to),
        since: before?.since ?? at,
      });
  }
  return [...found.values()];
}
