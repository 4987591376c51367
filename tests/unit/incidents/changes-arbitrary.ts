import * as fc from 'fast-check';
import type { Cause } from '../../../shared/filing/attempts.ts';
import {
  channels,
  type Channel,
  type ChannelGrade,
  type GradeChange,
} from '../../../shared/sync/channels.ts';
import { epochMs } from '../../../shared/time.ts';
import { start } from './changes.ts';

const grades: readonly ChannelGrade[] = ['working', 'slow', 'degraded', 'stopped', 'unknown'];
const causes: readonly Cause[] = ['unavailable', 'timeout', 'no-route', 'connection-refused'];

/** A few most of the time: so that they fall ill again, and together. */
const busy: readonly Channel[] = ['network', 'declarations', 'inquiries', 'open-api-pccc'];

const step = fc.record({
  channel: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...busy) },
    { weight: 1, arbitrary: fc.constantFrom(...channels) },
  ),
  to: fc.constantFrom(...grades, 'working', 'working'),
  /** Seconds since the change before became known. */
  after: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 1500 })),
  /** Seconds until enough measurements had shown it. */
  lag: fc.integer({ min: 0, max: 240 }),
  cause: fc.constantFrom(...causes),
});

/**
 * Changes of grade as channels' health tells them: in the order in which they became known, each
 * channel from the grade that it had, and its beginnings in order.
 */
export const someChanges: fc.Arbitrary<GradeChange[]> = fc
  .array(step, { minLength: 5, maxLength: 40 })
  .map((steps) => {
    const grade = new Map<Channel, ChannelGrade>();
    const last = new Map<Channel, number>();
    let knownAt: number = start;
    const changes: GradeChange[] = [];
    for (const { channel, to, after, lag, cause } of steps) {
      knownAt += after * 1000;
      const from = grade.get(channel) ?? 'unknown';
      if (from === to) continue;
      const at = Math.max(knownAt - lag * 1000, (last.get(channel) ?? 0) + 1, start);
      if (at > knownAt) continue;
      grade.set(channel, to);
      last.set(channel, at);
      const isWell = to === 'working' || to === 'unknown' || to === 'slow';
      changes.push({
        channel,
        from,
        to,
        at: epochMs(at),
        knownAt: epochMs(knownAt),
        confidence: 'medium',
        cause: isWell ? null : cause,
      });
    }
    return changes;
  });
