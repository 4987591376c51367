import type { Random } from '../../../shared/time.ts';
import { seededRandom } from '../../support/virtual-clock.ts';

/** Where something may go wrong, by name. */
export const faultSites = [
  'disk-read-error',
  'disk-write-error',
  'disk-sync-error',
  'disk-full',
  'disk-stall',
  'kill-at-operation',
  'power-cut-at-operation',
  'kill',
  'power-cut',
  'orderly-restart',
  'end-soon-after-answer',
  'clock-back',
  'clock-forward',
  'busy',
  'retry-after',
  'long-retry-after',
  'not-sent',
  'lost-before',
  'lost-after',
  'silence',
  'late-answer',
  'pending',
  'refused',
  'not-allowed',
  'wrong-digest',
  'inquiry-lost',
  'notice-repeated',
  'notices-lost',
  'bad-weather',
] as const;
export type FaultSite = (typeof faultSites)[number];

/** What is drawn by chance in one run: all of it follows from the seed. */
export interface Chance {
  /** A stream of its own: one part's draws do not move another's. */
  stream(name: string): Random;
  /** Whether a fault happens here and now; only at the sites that this seed has chosen. */
  fault(site: FaultSite, probability: number): boolean;
  readonly sites: ReadonlySet<FaultSite>;
  /** From now on nothing goes wrong. */
  calm(): void;
}

/** Share of the fault sites that one seed uses, as FoundationDB's BUGGIFY does. */
const enabledShare = 0.25;

/** @param only instead of the sites that the seed would choose */
export function chance(seed: number, only?: readonly FaultSite[]): Chance {
  const drawn = (site: FaultSite): boolean =>
    seededRandom(hashOf(`${seed} site ${site}`))() < enabledShare;
  const sites = new Set(only ?? faultSites.filter(drawn));
  const draw = seededRandom(hashOf(`${seed} faults`));
  let isCalm = false;
  return {
    sites,
    stream: (name) => seededRandom(hashOf(`${seed} ${name}`)),
    fault(site, probability) {
      return !isCalm && sites.has(site) && draw() < probability;
    },
    calm() {
      isCalm = true;
    },
  };
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Between two bounds, evenly by their logarithm: mostly small, sometimes large. */
export function between(random: Random, least: number, most: number): number {
  return least * (most / least) ** random();
}

export function pick<T>(random: Random, from: readonly T[]): T {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}
