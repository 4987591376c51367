import type { Channel } from '../../../shared/sync/channels.ts';

const minute = 60_000;
const hour = 60 * minute;

/** When a channel's answers are slow, in milliseconds. */
export interface Slowness {
  /** Nothing faster than this is called slow, however fast the channel usually is. */
  floorMs: number;
  /** Slow from here on while what is usual is not known yet. */
  unknownMs: number;
}

export interface ChannelSettings {
  /** So many failures in a row, at the least, before "stopped" is said. */
  stopAfter: number;
  /** `null` where nothing is timed. */
  slowness: Slowness | null;
}

const gateway: ChannelSettings = {
  stopAfter: 3,
  slowness: { floorMs: 2000, unknownMs: 5000 },
};
const openApi: ChannelSettings = {
  stopAfter: 3,
  slowness: { floorMs: 3000, unknownMs: 8000 },
};

export const channelSettings: Readonly<Record<Channel, ChannelSettings>> = {
  // Looked at within this computer: it is certain sooner.
  network: { stopAfter: 2, slowness: null },
  names: { stopAfter: 3, slowness: { floorMs: 1000, unknownMs: 2000 } },
  declarations: gateway,
  inquiries: gateway,
  notices: gateway,
  'open-api-cargo': openApi,
  'open-api-exports': openApi,
  'open-api-rates': openApi,
  'open-api-codes': openApi,
  'open-api-pccc': openApi,
  // Its failures are counted only once a file has lain there for long.
  'sending-program': { stopAfter: 2, slowness: { floorMs: minute, unknownMs: 5 * minute } },
};

export const gradeSettings = {
  /** Failures within a shorter time are one event: 20 requests on their way fail at once. */
  stopSpanMs: 5000,
  /** A longer run is a stop, however many fail at all times. */
  longestStopRun: 40,
  /** Without any success for so long a few failures are a stop too. */
  deadMs: 15 * minute,
  deadFailures: 5,
  /** Certain share of failures from which on a channel is degraded, and what is borne of one that is well. */
  degradedFrom: 0.08,
  illBorne: 0.02,
  /** More good round trips than this are not asked for; nor many where they are rare. */
  longestClean: 60,
  cleanMs: 30 * minute,
  /** The share is of this time, or of the last few measurements where they are rare. */
  windowMs: 5 * minute,
  fewest: 10,
  oldestMs: 2 * hour,
  /** Answers so many times slower than usual are slow; and until when they stay so. */
  slowFrom: 3,
  slowUntil: 2,
  /** Share of slow answers that is borne while slow is being taken back. */
  slowBorne: 0.3,
  fewestSlow: 5,
  slowSpanMs: 20_000,
  /** A good grade says nothing any more after this, a stop after that. */
  wearsOffMs: hour,
  stopWearsOffMs: 6 * hour,
  /** A trouble that was not measured for so long is another one if it comes back. */
  forgottenMs: 6 * hour,
} as const;

/** What has to be seen before trouble is said to be over. */
export interface Guard {
  /** Good round trips. */
  count: number;
  /** Over at least so long, in milliseconds. */
  spreadMs: number;
}

const leastSpreadMs = 30_000;
const mostSpreadMs = 15 * minute;

/**
 * The false-restore guard: the longer it was down, and the more often it only seemed to be over, the
 * more good round trips, spread over the longer a time, are asked for.
 */
export function guardAfter(downMs: number, relapses: number): Guard {
  const count = Math.min(12, 3 + Math.floor(Math.log2(1 + Math.max(0, downMs) / (5 * minute))));
  const wanted = Math.max(0.05 * downMs, leastSpreadMs * 2 ** Math.min(relapses, 5));
  return { count, spreadMs: Math.min(mostSpreadMs, Math.max(leastSpreadMs, wanted)) };
}

/** How long signs of life are watched before a stop is called half an outage, in milliseconds. */
export function liftAfterMs(relapses: number): number {
  return Math.min(10 * minute, leastSpreadMs * 2 ** Math.min(relapses, 5));
}

/** For so long after a restore a relapse belongs to the same trouble, in milliseconds. */
export function probationAfter({ spreadMs }: Guard): number {
  return Math.max(30 * minute, 4 * spreadMs);
}
