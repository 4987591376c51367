import type { Channel, ChannelGrade } from '../../../shared/sync/channels.ts';
import type { SignName } from '../../components/sign.tsx';

/** How a grade looks: a word, a sign and a tone. Green is customs' word alone. */
export const gradeLooks: Readonly<
  Record<ChannelGrade, { tone: 'none' | 'plain' | 'warn' | 'bad'; sign: SignName }>
> = {
  unknown: { tone: 'none', sign: 'question' },
  working: { tone: 'plain', sign: 'steady' },
  slow: { tone: 'warn', sign: 'clock' },
  degraded: { tone: 'warn', sign: 'alert' },
  stopped: { tone: 'bad', sign: 'cross' },
};

/** From this computer outwards. */
export const channelGroups = [
  { name: 'ours', channels: ['network', 'sending-program'] },
  { name: 'line', channels: ['names'] },
  { name: 'central', channels: ['declarations', 'inquiries', 'notices'] },
  {
    name: 'openApi',
    channels: [
      'open-api-cargo',
      'open-api-exports',
      'open-api-rates',
      'open-api-codes',
      'open-api-pccc',
    ],
  },
] as const satisfies { name: string; channels: Channel[] }[];
