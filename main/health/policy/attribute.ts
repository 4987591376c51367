import type { Cause } from '../../../shared/filing/attempts.ts';
import type { Channel } from '../../../shared/sync/channels.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { isOfTheWay, mayBeTheLine, type Measurement, type Seen } from './measurement.ts';

export const gatewayChannels = [
  'declarations',
  'inquiries',
  'notices',
] as const satisfies Channel[];
export const openApiChannels = [
  'open-api-cargo',
  'open-api-exports',
  'open-api-rates',
  'open-api-codes',
  'open-api-pccc',
] as const satisfies Channel[];

const isOneOf = (group: readonly Channel[], channel: Channel): boolean => group.includes(channel);

/** Ways of the gateway and of the open API; a channel that asks nobody has none. */
export interface Ways {
  gateway: Way;
  openApi: Way;
}

const noWay: Way = { network: false, names: false };

export function wayOf(channel: Channel, ways: Ways): Way {
  if (isOneOf(gatewayChannels, channel)) return ways.gateway;
  return isOneOf(openApiChannels, channel) ? ways.openApi : noWay;
}

/** Whether a channel's way leaves this computer for another host. */
export function goesOut(channel: Channel): boolean {
  return isOneOf(gatewayChannels, channel) || isOneOf(openApiChannels, channel);
}

/** What lies between this computer and a host that is asked. */
export interface Way {
  /** Whether the host is another computer. */
  network: boolean;
  /** Whether the host is asked by its name. */
  names: boolean;
}

/** What is known of the way at the time of a failure. */
export interface Surroundings {
  /** When this computer's network was last seen down; `null` where it never was. */
  networkDownAt: EpochMs | null;
  /** When a name was last not found. */
  namesIllAt: EpochMs | null;
  /** When a channel was last measured on its own. */
  ownAt(channel: Channel): EpochMs | null;
}

/** While a channel speaks for itself, a sibling does not speak for it; in milliseconds. */
const ownWordMs = 300_000;

/**
 * Which channels a use speaks of. A failure counts where it happened: while this computer's network
 * was down nothing is said against anybody, while names were not found nothing against the gateway.
 * Where no connection came to stand, it is the same for all that is asked at that host.
 */
export function attribute(seen: Seen, ways: Ways, around: Surroundings): Measurement[] {
  const way = wayOf(seen.channel, ways);
  const { channel, says, cause, at, tookMs } = seen;
  const own: Measurement = { channel, says, cause, at, tookMs, from: 'own' };
  if (!goesOut(channel)) return [own];
  const siblings = siblingsOf(channel, around);
  const isProbe = seen.by === 'probe';
  const probed = [channel, ...siblings].map((each) => shared(each, says, cause, at, 'probe'));
  if (says !== 'ill' || cause === null) {
    const reached = siblings.map((other) => shared(other, 'reached', null, at, 'sibling'));
    return [...(isProbe ? probed : [own, ...reached]), ...wayIsWell(way, at)];
  }
  if (mayBeTheLine(cause)) {
    const wasDown = around.networkDownAt !== null && around.networkDownAt >= seen.startedAt;
    if (way.network && wasDown) return [];
    if (cause === 'name-not-resolved') return [{ ...own, channel: 'names' }];
    const wereIll = around.namesIllAt !== null && around.namesIllAt >= seen.startedAt;
    if (way.names && wereIll && isOfTheWay(cause)) return [];
  }
  if (isProbe) return probed;
  if (!isOfTheWay(cause)) return [own, ...wayIsWell(way, at)];
  const silent = siblings.filter((other) => at - (around.ownAt(other) ?? 0) > ownWordMs);
  return [own, ...silent.map((other) => shared(other, 'ill', cause, at, 'sibling'))];
}

/** Who is asked at the same host; of the open API's services those that this office uses. */
function siblingsOf(channel: Channel, { ownAt }: Surroundings): Channel[] {
  if (isOneOf(gatewayChannels, channel))
    return gatewayChannels.filter((other) => other !== channel);
  return openApiChannels.filter((other) => other !== channel && ownAt(other) !== null);
}

/** Whoever was reached was found by name and over the network. */
function wayIsWell(way: Way, at: EpochMs): Measurement[] {
  const well = { says: 'well', cause: null, at, tookMs: null, from: 'own' } as const;
  return [
    ...(way.network ? [{ ...well, channel: 'network' as const }] : []),
    ...(way.names ? [{ ...well, channel: 'names' as const }] : []),
  ];
}

function shared(
  channel: Channel,
  says: Measurement['says'],
  cause: Cause | null,
  at: EpochMs,
  from: 'sibling' | 'probe',
): Measurement {
  return { channel, says, cause, at, tookMs: null, from };
}
