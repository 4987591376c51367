import type { Channel } from '../../../../shared/sync/channels.ts';
import type { IncidentSide } from '../../../../shared/sync/incidents.ts';

const gateway: readonly Channel[] = ['declarations', 'inquiries', 'notices'];
const openApi: readonly Channel[] = [
  'open-api-cargo',
  'open-api-exports',
  'open-api-rates',
  'open-api-codes',
  'open-api-pccc',
];

/** Which channels cannot be told from ill while this one is: what lies behind it is out of sight. */
const hidden: Readonly<Partial<Record<Channel, readonly Channel[]>>> = {
  network: ['names', 'sending-program', ...gateway, ...openApi],
  names: ['sending-program', ...gateway, ...openApi],
  'sending-program': gateway,
};

/** Whether the trouble of `cause` is enough to make `channel` look ill. */
export function explains(cause: Channel, channel: Channel): boolean {
  return hidden[cause]?.includes(channel) ?? false;
}

/** Whether two channels are of one service: what ails the one may well ail the other. */
export function areOfOneService(a: Channel, b: Channel): boolean {
  return a === b || [gateway, openApi].some((all) => all.includes(a) && all.includes(b));
}

/** On whose side channels are that are ill together: the nearest to us that is ill decides. */
export function sideOf(channels: readonly Channel[]): IncidentSide {
  if (channels.includes('network')) return 'ours';
  if (channels.includes('names') || channels.includes('sending-program')) return 'line';
  return channels.length === 0 ? 'unclear' : 'central';
}
