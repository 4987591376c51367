import type { Job, Outcome } from './job.ts';
import type { Result } from './measures.ts';
import { policyIds } from './policies.ts';
import { meanOf, rowsOf, type Row } from './rows.ts';

/** What is bounded, and how it reads. */
const measures = {
  waste: { title: 'requests a filing', of: ({ waste }) => waste },
  drainShare: { title: 'share of optimal drain', of: ({ drainShare }) => drainShare },
  goodput: { title: 'use made of the outage', of: ({ degradedGoodput }) => degradedGoodput },
  urgentHours: { title: 'hours until 95 % of urgent', of: ({ urgentHours }) => urgentHours },
  urgentWait: {
    title: 'hours that 95 % of urgent waited at most',
    of: ({ waitHours }) => waitHours.urgentMost,
  },
  duplicates: { title: 'duplicates', of: ({ duplicates }) => duplicates },
  oursWaste: {
    title: 'requests a filing of ours beside others',
    of: ({ sides }) => sides?.ours.requestsPerFiling ?? null,
  },
  oursUrgent: {
    title: 'hours until 95 % of our urgent ones, beside others',
    of: ({ sides }) => sides?.ours.urgentHours ?? null,
  },
  oursDuplicates: {
    title: 'duplicates of ours beside others',
    of: ({ sides }) => sides?.ours.duplicates ?? null,
  },
} as const satisfies Record<string, { title: string; of(result: Result): number | null }>;
type Measure = keyof typeof measures;

/** A measure of ours in a scenario; every seed has to keep it. */
export interface Bound {
  scenario: string;
  measure: Measure;
  least?: number;
  most?: number;
}

/** A scenario whose bounds are looked at, and with which seeds. */
interface Trial {
  scenario: string;
  seeds: readonly number[];
  /** Whether nobody else may be better than ours in waste, urgent ones or duplicates. */
  unbeaten?: boolean;
}

export interface Bounds {
  /** Of our fleet. */
  scale: number;
  /** Of the others' fleets. */
  othersScale(policy: string): number;
  trials: readonly Trial[];
  bounds: readonly Bound[];
}

export interface Checked {
  title: string;
  wanted: string;
  found: string;
  holds: boolean;
}

/** What the engine promises, at full size, where turning a request away costs a tenth of a real one. */
export const fullBounds: Bounds = {
  scale: 1,
  othersScale: (policy) => (policy === 'powersync' ? 0.01 : 0.03),
  trials: [
    { scenario: 'long', seeds: [1, 2, 3], unbeaten: true },
    { scenario: 'short', seeds: [1, 2, 3], unbeaten: true },
    { scenario: 'fleet3', seeds: [1, 2, 3], unbeaten: true },
    { scenario: 'surge', seeds: [1], unbeaten: true },
  ],
  bounds: [
    { scenario: 'long', measure: 'drainShare', least: 0.93 },
    { scenario: 'long', measure: 'goodput', least: 0.78 },
    { scenario: 'long', measure: 'urgentHours', most: 1.5 },
    { scenario: 'long', measure: 'duplicates', most: 0 },
    { scenario: 'short', measure: 'drainShare', least: 0.85 },
    { scenario: 'short', measure: 'urgentHours', most: 1.5 },
    { scenario: 'short', measure: 'duplicates', most: 0 },
    { scenario: 'fleet3', measure: 'drainShare', least: 0.9 },
    { scenario: 'fleet3', measure: 'waste', most: 2 },
    { scenario: 'fleet3', measure: 'duplicates', most: 0 },
    { scenario: 'surge', measure: 'urgentWait', most: 2 },
    { scenario: 'surge', measure: 'duplicates', most: 0 },
  ],
};

const mixedOnes = ['mixed-tanstack-10', 'mixed-tanstack-30', 'mixed-signal-10', 'mixed-signal-30'];

/**
 * Every scenario in a fleet a tenth as large: what was found, with a little room. In a small fleet
 * the queue of the central system jumps with each request, which costs ours some of the drain.
 */
export const tenthBounds: Bounds = {
  scale: 0.1,
  othersScale: (policy) => (policy === 'powersync' ? 0.002 : 0.005),
  trials: [
    { scenario: 'long', seeds: [1, 2, 3] },
    { scenario: 'short', seeds: [1, 2, 3], unbeaten: true },
    ...['fleet3', 'surge', 'busy', 'flapping', 'brownout', 'half', 'losses'].map((scenario) => ({
      scenario,
      seeds: [1],
    })),
    ...['cheap', 'dear', 'skewed'].map((scenario) => ({ scenario, seeds: [1] })),
    ...mixedOnes.map((scenario) => ({ scenario, seeds: [1, 2] })),
  ],
  bounds: [
    { scenario: 'long', measure: 'drainShare', least: 0.93 },
    { scenario: 'long', measure: 'goodput', least: 0.85 },
    { scenario: 'long', measure: 'urgentHours', most: 1.35 },
    { scenario: 'long', measure: 'waste', most: 1.5 },
    { scenario: 'short', measure: 'drainShare', least: 0.7 },
    { scenario: 'short', measure: 'urgentHours', most: 1.1 },
    { scenario: 'short', measure: 'waste', most: 2.4 },
    { scenario: 'fleet3', measure: 'drainShare', least: 0.85 },
    { scenario: 'fleet3', measure: 'waste', most: 2.2 },
    { scenario: 'surge', measure: 'urgentWait', most: 2.1 },
    { scenario: 'surge', measure: 'waste', most: 1.35 },
    { scenario: 'busy', measure: 'urgentHours', most: 0.95 },
    { scenario: 'flapping', measure: 'goodput', least: 0.73 },
    { scenario: 'flapping', measure: 'urgentHours', most: 1 },
    { scenario: 'brownout', measure: 'goodput', least: 0.98 },
    { scenario: 'brownout', measure: 'urgentWait', most: 0.4 },
    { scenario: 'half', measure: 'goodput', least: 0.86 },
    { scenario: 'half', measure: 'urgentHours', most: 0.9 },
    { scenario: 'losses', measure: 'goodput', least: 0.98 },
    { scenario: 'losses', measure: 'waste', most: 1.55 },
    { scenario: 'cheap', measure: 'drainShare', least: 0.93 },
    { scenario: 'dear', measure: 'drainShare', least: 0.92 },
    { scenario: 'dear', measure: 'goodput', least: 0.82 },
    { scenario: 'skewed', measure: 'drainShare', least: 0.9 },
    // Beside the impolite ours stays polite, and its urgent ones do not wait for the end of theirs.
    { scenario: 'mixed-tanstack-10', measure: 'oursUrgent', most: 2.6 },
    { scenario: 'mixed-tanstack-30', measure: 'oursUrgent', most: 12.5 },
    { scenario: 'mixed-signal-10', measure: 'oursUrgent', most: 2 },
    { scenario: 'mixed-signal-30', measure: 'oursUrgent', most: 4.9 },
    ...mixedOnes.flatMap((scenario): Bound[] => [
      { scenario, measure: 'oursWaste', most: 1.6 },
      { scenario, measure: 'oursDuplicates', most: 0 },
    ]),
    ...[
      'long',
      'short',
      'fleet3',
      'surge',
      'busy',
      'flapping',
      'brownout',
      'half',
      'losses',
      'cheap',
      'dear',
      'skewed',
    ].map((scenario): Bound => ({ scenario, measure: 'duplicates', most: 0 })),
  ],
};

/** The part of some bounds that concerns some of the scenarios. */
export function boundsOf(bounds: Bounds, scenarios: readonly string[]): Bounds {
  return {
    ...bounds,
    trials: bounds.trials.filter(({ scenario }) => scenarios.includes(scenario)),
    bounds: bounds.bounds.filter(({ scenario }) => scenarios.includes(scenario)),
  };
}

/** The runs that the bounds need. */
export function jobsOfBounds({ scale, othersScale, trials }: Bounds): Job[] {
  return trials.flatMap(({ scenario, seeds, unbeaten = false }) => {
    const [seed = 1] = seeds;
    const others = policyIds.filter((policy) => policy !== 'naru' && policy !== 'believer');
    return [
      ...seeds.map((each): Job => ({ scenario, policy: 'naru', seed: each, scale })),
      ...(unbeaten
        ? others.map((policy): Job => ({ scenario, policy, seed, scale: othersScale(policy) }))
        : []),
    ];
  });
}

/** Each bound, and whether it holds. */
export function checkBounds({ bounds, trials }: Bounds, outcomes: readonly Outcome[]): Checked[] {
  const rows = rowsOf(outcomes);
  return [
    ...bounds.map((bound) => {
      const ours = (rows.get(bound.scenario) ?? []).find(({ policy }) => policy === 'naru');
      return checkBound(bound, ours?.results ?? []);
    }),
    ...trials.flatMap(({ scenario, unbeaten = false }) =>
      unbeaten ? checkUnbeaten(scenario, rows.get(scenario) ?? []) : [],
    ),
  ];
}

function checkBound(
  { scenario, measure, least, most }: Bound,
  results: readonly Result[],
): Checked {
  const { title, of } = measures[measure];
  const values = results.map(of);
  // What never came about keeps no bound.
  const holds =
    values.length > 0 &&
    values.every(
      (value) => value !== null && value >= (least ?? value) && value <= (most ?? value),
    );
  const wanted = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ].join(', ');
  const found = values.map((value) => (value === null ? 'never' : value.toFixed(3))).join(', ');
  return { title: `${scenario}: ${title}`, wanted, found, holds };
}

/** Nobody else may have fewer requests a filing, be quicker with urgent ones, or have fewer duplicates. */
function checkUnbeaten(scenario: string, rows: readonly Row[]): Checked[] {
  const ours = rows.find(({ policy }) => policy === 'naru');
  if (ours === undefined) return [];
  return (['waste', 'urgentHours', 'urgentWait', 'duplicates'] as const).map((measure) => {
    const { title, of } = measures[measure];
    const mine = meanOf(ours.results)(of);
    const better = rows.filter((row) => {
      const theirs = meanOf(row.results)(of);
      return row !== ours && theirs !== null && (mine === null || theirs < mine);
    });
    return {
      title: `${scenario}: nobody better in ${title}`,
      wanted: 'nobody',
      found: better.map(({ policy }) => policy).join(', ') || 'nobody',
      holds: better.length === 0,
    };
  });
}
