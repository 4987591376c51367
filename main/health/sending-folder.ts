import type { EpochMs } from '../../shared/time.ts';
import type { Seen } from './policy/index.ts';

/** How long a file may lie there before the sending program is doubted, in milliseconds. */
const leastPatienceMs = 120_000;
/** Against its own usual time. */
const patience = 4;
/** A file that still lies there is one measurement in this time, in milliseconds. */
const againMs = 30_000;

/** Watches whether the sending program empties its folder (folder exchange). */
export interface SendingFolder {
  /** A file was put there. */
  handedOver(name: string, at: EpochMs): void;
  /** What the files that are there now, and those that are gone, tell. */
  looked(names: readonly string[], now: EpochMs, usualMs: number | null): Seen[];
  /** Whether a file waits that was put there not long ago: it is worth looking soon. */
  isWatching(now: EpochMs): boolean;
}

interface Lying {
  since: EpochMs;
  /** Whether it is known when it was put there. */
  isTimed: boolean;
  /** A younger one was taken since: the program lives and leaves this one be. */
  isPassedOver: boolean;
}

const soonMs = 15_000;

export function watchSendingFolder(): SendingFolder {
  const lying = new Map<string, Lying>();
  let doubtedAt: EpochMs | null = null;

  function taken({ since, isTimed }: Lying, now: EpochMs): Seen {
    for (const other of lying.values()) if (other.since < since) other.isPassedOver = true;
    doubtedAt = null;
    return { ...seen('well', since, now), tookMs: isTimed ? Math.max(0, now - since) : null };
  }

  return {
    handedOver: (name, at) =>
      void lying.set(name, { since: at, isTimed: true, isPassedOver: false }),
    isWatching: (now) => [...lying.values()].some(({ since }) => now - since < soonMs),
    looked(names, now, usualMs) {
      const there = new Set(names);
      const found: Seen[] = [];
      for (const [name, file] of lying) {
        if (there.has(name)) continue;
        lying.delete(name);
        found.push(taken(file, now));
      }
      for (const name of names)
        if (!lying.has(name)) lying.set(name, { since: now, isTimed: false, isPassedOver: false });
      const patienceMs = Math.max(leastPatienceMs, patience * (usualMs ?? 0));
      const oldest = [...lying.values()]
        .filter(({ isPassedOver }) => !isPassedOver)
        .map(({ since }) => since)
        .toSorted((a, b) => a - b)[0];
      const isDoubted = oldest !== undefined && now - oldest >= patienceMs;
      if (isDoubted && (doubtedAt === null || now - doubtedAt >= againMs || now < doubtedAt)) {
        doubtedAt = now;
        found.push(seen('ill', oldest, now));
      }
      return found;
    },
  };
}

function seen(says: 'well' | 'ill', since: EpochMs, now: EpochMs): Seen {
  return {
    channel: 'sending-program',
    says,
    cause: says === 'ill' ? 'lies-there-already' : null,
    startedAt: since,
    at: now,
    tookMs: null,
    by: 'traffic',
  };
}
