import type { Cause } from '../../shared/filing/attempts.ts';
import type { Clock, EpochMs, Random } from '../../shared/time.ts';
import {
  gatewayChannels,
  nextProbeAt,
  readCause,
  usualMs,
  type ChannelMemory,
  type Seen,
  type Ways,
} from './policy/index.ts';
import { watchSendingFolder } from './sending-folder.ts';

/** What can be looked at without a request; all of it answers and never rejects. */
export interface Probes {
  /** Whether this computer has a network. Asked of the system, nothing is sent. */
  network(): Promise<boolean>;
  /** Whether the gateway's name is found; `null` where it has none, or there is no gateway. */
  name: (() => Promise<{ ok: true } | { ok: false }>) | null;
  /** Connects to the gateway and hangs up; `null` where there is none. */
  connect: ((signal: AbortSignal) => Promise<{ ok: true } | { ok: false; cause: Cause }>) | null;
  /** Whether a probe may be made now: not while the central system wants to be left alone. */
  mayConnect(): boolean;
  /** Documents that wait in the sending folder; `null` where there is no folder exchange. */
  waitingFiles: (() => Promise<readonly string[]>) | null;
}

export interface Prober {
  /** Real traffic spoke; a file that was handed over is watched. */
  spoke(seen: Seen): void;
  handedOver(name: string, at: EpochMs): void;
  isNetworkDue(now: EpochMs): boolean;
  /** `null` where the last look was only a moment ago. */
  lookAtNetwork(now: EpochMs): Promise<Seen | null>;
  /** When this computer's network was last seen down. */
  networkDownAt(): EpochMs | null;
  lookAtFolder(clock: Clock, usual: ChannelMemory['usual']): Promise<Seen[]>;
  isWatchingFolder(now: EpochMs): boolean;
  probe(clock: Clock, isTroubled: boolean): Promise<Seen[]>;
  stop(): void;
}

export interface ProberOptions {
  probes: Probes;
  ways: Ways;
  random: Random;
  openedAt: EpochMs;
}

/** While the network is there one look a minute is kept; looks within a second are one. */
const networkEveryMs = 60_000;
const networkAgainMs = 1000;
const listTimeoutMs = 5000;

export function createProber({ probes, ways, random, openedAt }: ProberOptions): Prober {
  const usesNetwork = ways.gateway.network || ways.openApi.network;
  const folder = watchSendingFolder();
  const stopping = new AbortController();
  let network: { isThere: boolean; at: EpochMs } | null = null;
  let downAt: EpochMs | null = null;
  /** A look that hangs on a drive that is gone; another one would hang beside it. */
  let isListing = false;
  let trafficAt: EpochMs | null = null;
  let probeAt: EpochMs | null = null;
  /** Drawn anew for every probe, not for every look. */
  let drawn = random();

  return {
    spoke(seen) {
      if (isGateway(seen)) trafficAt = seen.at;
    },
    handedOver: (name, at) => folder.handedOver(name, at),
    isNetworkDue(now) {
      if (!usesNetwork) return false;
      return network === null || !network.isThere || Math.abs(now - network.at) >= networkEveryMs;
    },
    async lookAtNetwork(now) {
      if (network !== null && Math.abs(now - network.at) < networkAgainMs) {
        if (!network.isThere) downAt = now;
        return null;
      }
      const isThere = await probes.network();
      network = { isThere, at: now };
      if (!isThere) downAt = now;
      const says = isThere ? ('well' as const) : ('ill' as const);
      const cause = isThere ? null : ('no-route' as const);
      const base = { channel: 'network' as const, startedAt: now, at: now, tookMs: null };
      return { ...base, says, cause, by: 'probe' };
    },
    networkDownAt: () => downAt,
    async lookAtFolder(clock, usual) {
      if (probes.waitingFiles === null || isListing) return [];
      isListing = true;
      const listed = probes.waitingFiles().finally(() => {
        isListing = false;
      });
      // A folder that cannot be read says nothing of the program that empties it.
      const names = await withinTime(listed, listTimeoutMs).catch(() => null);
      return names === null ? [] : folder.looked(names, clock.now(), usualMs(usual));
    },
    isWatchingFolder: (now) => probes.waitingFiles !== null && folder.isWatching(now),
    async probe(clock, isTroubled) {
      const now = clock.now();
      const due = nextProbeAt({ trafficAt, probeAt, openedAt }, isTroubled, () => drawn);
      if (now < due || !probes.mayConnect()) return [];
      // Without a network nothing could be learnt.
      if (ways.gateway.network && network?.isThere === false) return [];
      probeAt = now;
      drawn = random();
      const seen: Seen[] = [];
      if (probes.name !== null) {
        const named = await timed(clock, probes.name);
        const { ok } = named.ended;
        const says = ok ? ('well' as const) : ('ill' as const);
        const cause = ok ? null : ('name-not-resolved' as const);
        seen.push({ channel: 'names', says, cause, ...named.times, by: 'probe' });
        if (!ok) return seen;
      }
      if (probes.connect === null || !probes.mayConnect()) return seen;
      const { connect } = probes;
      const connected = await timed(clock, () => connect(stopping.signal));
      // All that is asked at the gateway stands behind the same door.
      const what = connected.ended.ok
        ? { says: 'reached' as const, cause: null }
        : readCause(connected.ended.cause);
      if (what !== null)
        seen.push({ channel: 'inquiries', ...what, ...connected.times, by: 'probe' });
      return seen;
    },
    stop: () => stopping.abort(),
  };
}

function isGateway({ channel }: Seen): boolean {
  return gatewayChannels.some((each) => each === channel);
}

/** `null` where it takes longer. */
async function withinTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function timed<T>(
  clock: Clock,
  work: () => Promise<T>,
): Promise<{ ended: T; times: { startedAt: EpochMs; at: EpochMs; tookMs: number } }> {
  const startedAt = clock.now();
  const from = clock.monotonic();
  const ended = await work();
  return { ended, times: { startedAt, at: clock.now(), tookMs: clock.monotonic() - from } };
}
