import type { Cause } from '../../../shared/filing/attempts.ts';
import type { Channel, ChannelGrade, GradeChange } from '../../../shared/sync/channels.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';

/** Nine in the morning in Korea, of a Monday. */
export const start: EpochMs = epochMs(Date.parse('2026-11-23T00:00:00Z'));

/** So many minutes after the start. */
export const at = (minute: number): EpochMs => epochMs(start + Math.round(minute * 60_000));
export const minutes = (when: EpochMs): number => (when - start) / 60_000;

export interface Given {
  from?: ChannelGrade;
  to?: ChannelGrade;
  cause?: Cause | null;
  /** Minutes until enough measurements had shown it. */
  lag?: number;
}

/** A channel falls ill, or gets another grade. */
export function ill(channel: Channel, minute: number, given: Given = {}): GradeChange {
  return {
    channel,
    from: given.from ?? 'working',
    to: given.to ?? 'stopped',
    at: at(minute),
    knownAt: at(minute + (given.lag ?? 1)),
    confidence: 'high',
    cause: given.cause === undefined ? 'unavailable' : given.cause,
  };
}

export function well(
  channel: Channel,
  minute: number,
  from: ChannelGrade = 'stopped',
): GradeChange {
  return {
    channel,
    from,
    to: 'working',
    at: at(minute),
    knownAt: at(minute + 1),
    confidence: 'high',
    cause: null,
  };
}
