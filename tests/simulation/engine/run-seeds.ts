import type { Bench } from './bench.ts';
import type { FaultSite } from './chance.ts';
import { simulate, type Mode, type Result } from './simulate.ts';

/** A finding, with what plays it again. */
export interface Finding {
  seed: number;
  mode: Mode;
  /** With the step at which it was. */
  what: string;
}

/** What came of many seeds. */
export interface Tally {
  seeds: number;
  steps: number;
  lives: number;
  requests: number;
  taken: number;
  days: number;
  kinds: Record<string, number>;
  /** How many seeds used each site. */
  sites: Record<string, number>;
  findings: Finding[];
  /** The longest that the end took once nothing went wrong any more, in virtual hours. */
  longestEndHours: number;
}

export interface SeedsOptions {
  /** Seeds from this one on. */
  from: number;
  count: number;
  /** Steps of each seed. */
  steps: number;
  /** Absent: seed by seed in turns. */
  mode?: Mode | undefined;
  only?: readonly FaultSite[] | undefined;
}

/** Runs seed after seed; every tenth twice, for the same seed must give the same trace. */
export async function runSeeds(bench: Bench, options: SeedsOptions): Promise<Tally> {
  const tally = emptyTally();
  for (let seed = options.from; seed < options.from + options.count; seed += 1) {
    const mode = options.mode ?? (seed % 2 === 0 ? 'liveness' : 'safety');
    const run = { seed, mode, steps: options.steps, only: options.only };
    const result = await simulate(bench, run);
    count(tally, result);
    if (seed % 10 !== 0) continue;
    const again = await simulate(bench, run);
    tally.steps += again.steps;
    if (again.trace !== result.trace)
      tally.findings.push({ seed, mode, what: `traces differ: ${result.trace}, ${again.trace}` });
  }
  return tally;
}

export function emptyTally(): Tally {
  return {
    seeds: 0,
    steps: 0,
    lives: 0,
    requests: 0,
    taken: 0,
    days: 0,
    kinds: {},
    sites: {},
    findings: [],
    longestEndHours: 0,
  };
}

function count(tally: Tally, result: Result): void {
  const { seed, mode, findings } = result;
  tally.seeds += 1;
  tally.steps += result.steps;
  tally.lives += result.lives;
  tally.requests += result.requests;
  tally.taken += result.taken;
  tally.days += result.days;
  addTo(tally.kinds, result.kinds);
  for (const site of result.sites) addTo(tally.sites, { [site]: 1 });
  tally.findings.push(...findings.map((what) => ({ seed, mode, what })));
  tally.longestEndHours = Math.max(tally.longestEndHours, result.endedAfterHours ?? 0);
}

/** Adds one tally to another. */
export function join(into: Tally, other: Tally): void {
  into.seeds += other.seeds;
  into.steps += other.steps;
  into.lives += other.lives;
  into.requests += other.requests;
  into.taken += other.taken;
  into.days += other.days;
  addTo(into.kinds, other.kinds);
  addTo(into.sites, other.sites);
  into.findings.push(...other.findings);
  into.longestEndHours = Math.max(into.longestEndHours, other.longestEndHours);
}

function addTo(sums: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, n] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + n;
}
