import type { Cause } from '../../../shared/filing/attempts.ts';
import type { Channel, ChannelGrade } from '../../../shared/sync/channels.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import { afterMeasurement, wornOff } from '../../../main/health/policy/grade.ts';
import type { Measurement } from '../../../main/health/policy/measurement.ts';
import { nothingMeasured, type ChannelMemory } from '../../../main/health/policy/memory.ts';
import { channelSettings } from '../../../main/health/policy/settings.ts';

export const start: EpochMs = epochMs(Date.parse('2026-11-23T00:00:00Z'));
export const second = 1000;
export const minute = 60_000;
export const hour = 60 * minute;

export interface Change {
  from: ChannelGrade;
  to: ChannelGrade;
  at: EpochMs;
  knownAt: EpochMs;
}

export interface Told {
  says: Measurement['says'];
  cause?: Cause;
  tookMs?: number;
  from?: Measurement['from'];
}

/** One channel's policy, fed measurement by measurement. */
export function channelUnderTest(channel: Channel = 'declarations') {
  let memory: ChannelMemory = nothingMeasured;
  let now = start;
  const changes: Change[] = [];

  function take(next: ChannelMemory): void {
    if (next.grade !== memory.grade)
      changes.push({
        from: memory.grade,
        to: next.grade,
        at: next.since ?? now,
        knownAt: next.knownAt ?? now,
      });
    memory = next;
  }

  return {
    changes,
    memory: () => memory,
    grade: () => memory.grade,
    now: () => now,
    pass(ms: number): void {
      now = epochMs(now + ms);
    },
    wearOff: () => take(wornOff(memory, now)),
    tell({ says, cause = 'timeout', tookMs, from = 'own' }: Told): void {
      take(wornOff(memory, now));
      const measurement: Measurement = {
        channel,
        says,
        at: now,
        from,
        cause: says === 'ill' ? cause : null,
        tookMs: says === 'well' ? (tookMs ?? 80) : null,
      };
      take(afterMeasurement(memory, measurement, channelSettings[channel]));
    },
    /** The same, `times` times, `everyMs` apart. */
    tellAll(told: Told, times: number, everyMs: number): void {
      for (let i = 0; i < times; i += 1) {
        this.tell(told);
        this.pass(everyMs);
      }
    },
  };
}

/** The most changes within any hour. */
export function busiestHour(changes: readonly Change[]): number {
  const times = changes.map(({ knownAt }) => knownAt);
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + hour).length),
  );
}
