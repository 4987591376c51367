import { channels, type Channel, type ChannelState } from '../../shared/sync/channels.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Store } from '../store/index.ts';
import { countsOf, minuteOf } from './buckets.ts';
import {
  channelMemorySchema,
  confidenceOf,
  illOf,
  nothingMeasured,
  percentilesOf,
  sumOfCounts,
  wornOff,
  type ChannelMemory,
  type Counts,
} from './policy/index.ts';

export type Memories = Record<Channel, ChannelMemory>;

/** What is remembered of each channel; what cannot be read is as if nothing had been measured. */
export function readMemories(store: Store): Memories {
  const memories: Memories = {
    network: nothingMeasured,
    names: nothingMeasured,
    declarations: nothingMeasured,
    inquiries: nothingMeasured,
    notices: nothingMeasured,
    'open-api-cargo': nothingMeasured,
    'open-api-exports': nothingMeasured,
    'open-api-rates': nothingMeasured,
    'open-api-codes': nothingMeasured,
    'open-api-pccc': nothingMeasured,
    'sending-program': nothingMeasured,
  };
  for (const { channel, memory } of store.read(({ health }) => health.memories())) {
    const read = channelMemorySchema.safeParse(memory);
    if (read.success) memories[channel] = read.data;
  }
  return memories;
}

export function stateOf(
  channel: Channel,
  memory: ChannelMemory,
  hour: Counts,
  now: EpochMs,
): ChannelState {
  const current = wornOff(memory, now);
  return {
    channel,
    grade: current.grade,
    confidence: confidenceOf(current, now),
    since: current.grade === 'unknown' ? null : current.since,
    lastSuccessAt: current.lastSuccessAt,
    lastFailure: current.lastFailure,
    latency: percentilesOf(hour.latencies),
    samples: hour.well + hour.reached + illOf(hour),
  };
}

/** How the channels are by what is on disk alone, e.g. of an engine that another process runs. */
export function storedStates(store: Store, now: EpochMs): ChannelState[] {
  const memories = readMemories(store);
  const minute = minuteOf(now);
  return channels.map((channel) => {
    const rows = store.read(({ health }) => health.between(1, channel, minute - 59, minute + 1));
    return stateOf(channel, memories[channel], sumOfCounts(rows.map(countsOf)), now);
  });
}
