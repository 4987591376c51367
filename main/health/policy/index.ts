export { attribute, gatewayChannels, wayOf, type Ways } from './attribute.ts';
export { confidenceOf } from './confidence.ts';
export {
  countsWith,
  illOf,
  noCounts,
  readCauses,
  readLatencies,
  sumOfCounts,
  textOf,
  type Counts,
} from './counts.ts';
export { afterMeasurement, outOfSight, wornOff } from './grade.ts';
export { nextProbeAt } from './probe-schedule.ts';
export { percentilesOf } from './latencies.ts';
export { mayBeTheLine, readCause, type Measurement, type Seen } from './measurement.ts';
export { channelMemorySchema, nothingMeasured, type ChannelMemory } from './memory.ts';
export { channelSettings } from './settings.ts';
export { usualMs } from './usual.ts';
