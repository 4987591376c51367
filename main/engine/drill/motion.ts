import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Traffic } from '../../practice/central-server.ts';

/**
 * Knows whether anything is in motion: a request or an answer on the loopback, or work that a moment
 * of the drill has set off. While something is, the drill's clock stands still, so that a busy
 * computer makes a drill slower and never untrue.
 */
export interface Motion extends Traffic {
  /** Something was set off; counts as motion by itself for a few rounds of the event loop. */
  stir(): void;
  /** One request after the other leaves: they arrive in the same order each time. */
  travel<T>(request: () => Promise<T>): Promise<T>;
  /** Work besides requests that must have ended before time goes on. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves once nothing is in motion. */
  settled(): Promise<void>;
}

/** Rounds of the event loop without any stir, after which nothing more is to come of itself. */
const quietRounds = 6;
/** Rounds after which it is the computer that is slow, and spinning would not help. */
const patientRounds = 400;

export function watchMotion(): Motion {
  /** Requests that are at the practice central system as a whole, and wait. */
  const arrived = new Set<object>();
  let underWay = 0;
  let starting = 0;
  let works = 0;
  let stirs = 0;
  let line: Promise<void> = Promise.resolve();

  async function balanced(isStill: () => boolean): Promise<void> {
    let quiet = 0;
    let seen = stirs;
    for (let round = 0; quiet < quietRounds; round += 1) {
      if (round < patientRounds) await setImmediate();
      else await setTimeout(1);
      quiet = isStill() && stirs === seen ? quiet + 1 : 0;
      seen = stirs;
    }
  }

  return {
    came(request) {
      stirs += 1;
      arrived.add(request);
    },
    went(request) {
      if (arrived.delete(request)) stirs += 1;
    },
    stir: () => void (stirs += 1),
    async travel(request) {
      stirs += 1;
      starting += 1;
      const mine = line.then(() => balanced(() => underWay === arrived.size));
      line = mine;
      await mine;
      starting -= 1;
      underWay += 1;
      try {
        return await request();
      } finally {
        underWay -= 1;
        stirs += 1;
      }
    },
    async during(work) {
      works += 1;
      try {
        return await work();
      } finally {
        works -= 1;
        stirs += 1;
      }
    },
    settled: () => balanced(() => starting === 0 && works === 0 && underWay === arrived.size),
  };
}
