import { NaruError } from '../../shared/errors.ts';
import {
  channels,
  type Channel,
  type ChannelState,
  type GradeChange,
} from '../../shared/sync/channels.ts';
import { epochMs, type Clock, type EpochMs, type Random } from '../../shared/time.ts';
import type { Store } from '../store/index.ts';
import { openBuckets } from './buckets.ts';
import { readHistory, type History } from './history.ts';
import {
  afterMeasurement,
  attribute,
  channelSettings,
  confidenceOf,
  gatewayChannels,
  mayBeTheLine,
  outOfSight,
  wayOf,
  wornOff,
  type ChannelMemory,
  type Measurement,
  type Seen,
  type Ways,
} from './policy/index.ts';
import { createProber, type Probes } from './probe.ts';
import { readMemories, stateOf } from './states.ts';

export interface HealthOptions {
  store: Store;
  clock: Clock;
  random: Random;
  /** What lies between this computer and the hosts that are asked. */
  ways: Ways;
  probes: Probes;
  /** A state changed in grade or confidence. */
  onChange(): void;
}

/** How each channel is, by our own measurements alone. */
export interface Health {
  states(): ChannelState[];
  /**
   * Tells grade changes once they are on disk.
   * @param after also gives again those that came to be known after this
   * @returns how to stop it
   */
  onGradeChange(handler: (change: GradeChange) => void, after?: EpochMs): () => void;
  /** Grade changes that came to be known from `from` on and before `to`, in that order. */
  changes(from: EpochMs, to: EpochMs): GradeChange[];
  /** The last grade change of a channel that was known before an instant; `null` where none was. */
  lastChange(channel: Channel, before: EpochMs): GradeChange | null;
  /** A channel's measurements between two instants. */
  history(channel: Channel, from: EpochMs, to: EpochMs): History;
  /** A channel was used by real traffic. */
  seen(seen: Seen): void;
  /** One look around: this computer's network, a probe where it is due, and what is to be written. */
  look(): Promise<void>;
  /** Something may have changed: the network is looked at although it is not due, and all else that is. */
  lookNow(): Promise<void>;
  /** A document was put into the sending folder under this name. */
  handedOver(file: string): void;
  /** Looks around a few times a minute. @param onFault is told of a fault of the program */
  start(onFault: (error: unknown) => void): void;
  stop(): Promise<void>;
}

/** Pause between two looks, in milliseconds. */
const lookEveryMs = 15_000;
/**
 * What went well may wait so long for the disk, failures until the next look: an end without warning
 * loses so much of the counts. A grade change is written at once, and told once it is on disk.
 */
const writeEveryMs = 60_000;
const rollUpEveryMs = 60_000;
/** Grade changes are kept as long as the coarsest buckets. */
const changesKeptMs = 6 * 366 * 86_400_000;

/** @throws {NaruError} as `Store.read` */
export function openHealth(options: HealthOptions): Health {
  const { store, clock, random, ways, probes } = options;
  const usesNetwork = ways.gateway.network || ways.openApi.network;
  const memories = readMemories(store);
  const buckets = openBuckets(store, clock.now());
  const handlers = new Set<(change: GradeChange) => void>();
  const prober = createProber({ probes, ways, random, openedAt: clock.now() });
  /** Changes that are not on disk yet. */
  let untold: GradeChange[] = [];
  const unsaved = new Set<Channel>();
  let isIllUnwritten = false;
  let writtenAt = clock.now();
  let rolledAt = epochMs(0);
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  /** What was seen is judged one after the other, some only after a look at the network. */
  let queue: Promise<void> = Promise.resolve();
  let queued = 0;
  let onFault = rethrow;

  function set(channel: Channel, next: ChannelMemory, now: EpochMs): void {
    const before = memories[channel];
    if (next === before) return;
    memories[channel] = next;
    unsaved.add(channel);
    if (next.grade !== before.grade) {
      const { since, knownAt, grade: to, cause } = next;
      const confidence = confidenceOf(next, now);
      const change = { channel, from: before.grade, to, at: since ?? now, confidence, cause };
      untold.push({ ...change, knownAt: knownAt ?? now });
      if (to === 'stopped') hideBehind(channel, next.since ?? now, now);
    } else if (confidenceOf(next, now) === confidenceOf(before, now)) return;
    options.onChange();
  }

  /** Behind a way that is gone nobody can tell from here how things are. */
  function hideBehind(channel: Channel, since: EpochMs, now: EpochMs): void {
    for (const other of channels) {
      const way = wayOf(other, ways);
      const isBehind =
        (channel === 'network' && (way.network || (other === 'names' && usesNetwork))) ||
        (channel === 'names' && way.names);
      if (isBehind) set(other, outOfSight(memories[other], since, now), now);
    }
  }

  function measure(measurement: Measurement): void {
    const { channel, says, at, from } = measurement;
    // A measurement counts once, where it was made.
    if (from !== 'sibling') buckets.add(measurement);
    if (says === 'ill') isIllUnwritten = true;
    set(channel, wornOff(memories[channel], at), at);
    set(channel, afterMeasurement(memories[channel], measurement, channelSettings[channel]), at);
  }

  function judge(seen: Seen): void {
    const around = {
      networkDownAt: prober.networkDownAt(),
      namesIllAt: memories.names.lastFailure?.at ?? null,
      ownAt: (channel: Channel) => memories[channel].ownAt,
    };
    for (const measurement of attribute(seen, ways, around)) measure(measurement);
    if (untold.length > 0) write();
  }

  async function lookAtNetwork(): Promise<void> {
    const seen = await prober.lookAtNetwork(clock.now());
    if (seen !== null && !isStopped) judge({ ...seen, at: clock.now() });
  }

  /** A failure that the line may have caused is judged after a look at the line. */
  function take(seen: Seen): void {
    if (isStopped) return;
    const asksLine =
      wayOf(seen.channel, ways).network && seen.cause !== null && mayBeTheLine(seen.cause);
    if (queued === 0 && !asksLine) {
      judge(seen);
      return;
    }
    queued += 1;
    queue = queue
      .then(async () => {
        if (asksLine) await lookAtNetwork();
        if (!isStopped) judge(seen);
      })
      .catch((error: unknown) => onFault(error))
      .finally(() => {
        queued -= 1;
      });
  }

  /** Writes down what is not on disk; a disk that refuses is the outbox's to tell. */
  function write(): void {
    const now = clock.now();
    const told = untold;
    const saved = [...unsaved];
    try {
      const keep = store.transaction((tables) => {
        for (const change of told) tables.health.append(change);
        for (const channel of saved) tables.health.saveMemory(channel, memories[channel]);
        return buckets.write(tables);
      });
      keep();
    } catch (error) {
      if (error instanceof NaruError) return;
      throw error;
    }
    untold = untold.slice(told.length);
    for (const channel of saved) unsaved.delete(channel);
    isIllUnwritten = false;
    writtenAt = now;
    for (const change of told) for (const handler of handlers) handler(change);
  }

  function rollUp(now: EpochMs): void {
    rolledAt = now;
    try {
      store.transaction((tables) => {
        buckets.rollUp(tables, now);
        tables.health.purgeChanges(epochMs(now - changesKeptMs));
      });
    } catch (error) {
      if (!(error instanceof NaruError)) throw error;
    }
  }

  async function look(): Promise<void> {
    await queue;
    if (prober.isNetworkDue(clock.now())) await lookAtNetwork();
    for (const seen of await prober.lookAtFolder(clock, memories['sending-program'].usual))
      take(seen);
    for (const seen of await prober.probe(clock, isTroubled())) take(seen);
    await queue;
    if (!isStopped) settle(clock.now());
  }

  /** What wore off, and what is to be written. */
  function settle(now: EpochMs): void {
    for (const channel of channels) set(channel, wornOff(memories[channel], now), now);
    const isOld = Math.abs(now - writtenAt) >= writeEveryMs;
    const hasNews = buckets.hasUnwritten() || unsaved.size > 0;
    if (untold.length > 0 || isIllUnwritten || (isOld && hasNews)) write();
    if (Math.abs(now - rolledAt) >= rollUpEveryMs) rollUp(now);
  }

  function isTroubled(): boolean {
    return (['names', ...gatewayChannels] as const).some((channel) => {
      const { grade, trouble } = memories[channel];
      return trouble !== null || (grade !== 'working' && grade !== 'unknown');
    });
  }

  /** Looks again after a pause that is shorter while a file has just been handed over. */
  function lookLater(): void {
    if (isStopped) return;
    if (timer !== null) clearTimeout(timer);
    const pauseMs = prober.isWatchingFolder(clock.now())
      ? 1000
      : lookEveryMs * (0.8 + 0.4 * random());
    timer = setTimeout(() => {
      void look().catch(onFault).finally(lookLater);
    }, pauseMs);
  }

  return {
    async lookNow() {
      await queue;
      if (usesNetwork) await lookAtNetwork();
      await look();
    },
    states() {
      const now = clock.now();
      return channels.map((channel) =>
        stateOf(channel, memories[channel], buckets.lastHour(channel, now), now),
      );
    },
    onGradeChange(handler, after) {
      if (after !== undefined) {
        const to = epochMs(Number.MAX_SAFE_INTEGER);
        const known = store.read(({ health }) => health.changes(epochMs(after + 1), to));
        for (const change of known) handler(change);
      }
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    changes: (from, to) => store.read(({ health }) => health.changes(from, to)),
    lastChange: (channel, before) => store.read(({ health }) => health.lastChange(channel, before)),
    history(channel, from, to) {
      if (buckets.hasUnwritten()) write();
      return readHistory(store, channel, { from, to }, clock.now());
    },
    seen(seen) {
      prober.spoke(seen);
      take(seen);
    },
    handedOver(file) {
      prober.handedOver(file, clock.now());
      // Whether it is soon gone is seen only by who looks soon.
      if (timer !== null) lookLater();
    },
    look,
    start(toldOfFaults) {
      onFault = toldOfFaults;
      if (timer === null) lookLater();
    },
    async stop() {
      await queue;
      // A look that is on its way is not waited for: it finds out and leaves all as it is.
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      prober.stop();
      if (buckets.hasUnwritten() || unsaved.size > 0 || untold.length > 0) write();
    },
  };
}

function rethrow(error: unknown): void {
  throw error;
}
