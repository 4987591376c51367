import { isIP } from 'node:net';
import { basename } from 'node:path';
import type { Cause } from '../../shared/filing/attempts.ts';
import type { OpenApi } from '../../shared/contract/index.ts';
import type { Channel } from '../../shared/sync/channels.ts';
import { epochMs, type Clock, type EpochMs, type Random } from '../../shared/time.ts';
import { waitingFiles } from '../central/folder/index.ts';
import { readGatewayUrl } from '../central/gateway-url.ts';
import { hostOf, isOnThisComputer, type Outward } from '../central/outward.ts';
import { reach } from '../central/reach.ts';
import type { Asked } from '../central/unipass/index.ts';
import {
  hasNetwork,
  openHealth,
  readCause,
  resolveName,
  type Health,
  type Probes,
} from '../health/index.ts';
import type { Lane } from '../outbox/policy/index.ts';
import type { Measured } from '../outbox/index.ts';
import type { Store } from '../store/index.ts';
import type { GatewayAddress } from './gateway-address.ts';

export interface SessionHealthOptions {
  store: Store;
  clock: Clock;
  random: Random;
  /** `null` in practice mode, and where none is set. */
  address: GatewayAddress | null;
  isPractice: boolean;
  outward: Outward;
  /** Whether the central system may be approached now. */
  mayConnect(): boolean;
  onChange(): void;
}

/** The channels' health in a session, and what feeds it. */
export interface SessionHealth extends Health {
  /** A request of the outbox was settled. */
  measured(measured: Measured): void;
  /** A request to the open API ended. */
  asked(asked: Asked): void;
}

const nameTimeoutMs = 5000;
const connectTimeoutMs = 10_000;

export function openSessionHealth(options: SessionHealthOptions): SessionHealth {
  const { address, isPractice } = options;
  const url = address?.is === 'http' ? readGatewayUrl(address.url) : null;
  const health = openHealth({
    ...options,
    ways: {
      gateway: wayTo(url),
      openApi: { network: !isPractice, names: !isPractice },
    },
    probes: probesOf(options, url),
  });
  return { ...health, ...feeding(health, address?.is === 'folder') };
}

/** How what the outbox and the open API see is told to the health of the channels. */
export function feeding(
  health: Pick<Health, 'seen' | 'handedOver'>,
  isFolder: boolean,
): Pick<SessionHealth, 'measured' | 'asked'> {
  function tell(channel: Channel, cause: Cause, at: EpochMs, tookMs: number): void {
    const read = readCause(cause);
    if (read === null) return;
    health.seen({ channel, ...read, startedAt: before(at, tookMs), at, tookMs, by: 'traffic' });
  }
  return {
    measured({ lane, cause, at, tookMs, handedOver }) {
      if (handedOver !== null) health.handedOver(basename(handedOver));
      // What is asked of folders is asked of nobody.
      if (isFolder) return;
      if (lane !== null) tell(channelOfLane[lane], cause, at, tookMs);
      else {
        // The status page has words of its own, and proves only that somebody is there.
        const page = { channel: 'inquiries', says: 'reached', cause: null, by: 'probe' } as const;
        health.seen({ ...page, startedAt: before(at, tookMs), at, tookMs });
      }
    },
    asked: ({ api, cause, at, tookMs }) => tell(channelOfApi[api], cause, at, tookMs),
  };
}

const before = (at: EpochMs, tookMs: number): EpochMs => epochMs(Math.floor(at - tookMs));

const channelOfLane: Readonly<Record<Lane, Channel>> = {
  declarations: 'declarations',
  inquiries: 'inquiries',
  notices: 'notices',
};
const channelOfApi: Readonly<Record<OpenApi, Channel>> = {
  API001: 'open-api-cargo',
  API002: 'open-api-exports',
  API012: 'open-api-rates',
  API018: 'open-api-codes',
  API028: 'open-api-pccc',
};

/** Behind a proxy it is the proxy's name that this computer has to find; the rest the proxy does. */
export async function nameToFind(url: URL, { hops }: Outward): Promise<string> {
  const [first] = hops === null ? [] : await hops(url).catch(() => []);
  return first === undefined || first.is === 'direct' ? hostOf(url) : first.host;
}

function wayTo(url: URL | null): { network: boolean; names: boolean } {
  if (url === null) return { network: false, names: false };
  const isAway = !isOnThisComputer(url);
  return { network: isAway, names: isAway && isIP(hostOf(url)) === 0 };
}

function probesOf({ address, outward, mayConnect }: SessionHealthOptions, url: URL | null): Probes {
  /** Where the gateway's name led last. */
  let found: string[] = [];
  return {
    network: () => hasNetwork(found),
    name:
      url === null || !wayTo(url).names
        ? null
        : async () => {
            const resolved = await resolveName(await nameToFind(url, outward), nameTimeoutMs);
            if (resolved.ok) found = [resolved.address];
            return resolved;
          },
    connect:
      url === null
        ? null
        : (signal) => reach(url, { timeoutMs: connectTimeoutMs, signal, outward }),
    mayConnect,
    waitingFiles: address?.is === 'folder' ? () => waitingFiles(address.folders.sendFolder) : null,
  };
}
