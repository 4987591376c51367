import type { Job } from './job.ts';
import { policyIds } from './policies.ts';
import { scenarioOf, scenarios } from './scenarios.ts';

/** What is wanted; `null` where the usual. */
export interface Choice {
  scenarios: readonly string[] | null;
  policies: readonly string[] | null;
  seeds: readonly number[];
  scale: number | null;
  isFull: boolean;
}

/** Ours runs at full size in these even in a short run. */
const atFullSize = new Set(['long', 'short', 'surge']);
/** Where it matters what the page of the central system's health says. */
const hasPage = new Set(['long', 'lying']);
/** Those who knock every few seconds cost hundreds of times more to simulate, and fare the same in a smaller fleet. */
const smaller: Record<string, number> = { powersync: 0.2, opossum: 0.5, sre: 0.7 };

/** The runs that answer what is wanted: ours in a fleet as large as time allows, the others in a smaller one. */
export function plan({ scenarios: ids, policies, seeds, scale, isFull }: Choice): Job[] {
  const jobs: Job[] = [];
  for (const { id, rivals } of ids?.map(scenarioOf) ?? scenarios) {
    // In a mixed fleet it is the others whom ours is compared with.
    const usual = rivals === undefined ? policyIds : ['naru'];
    for (const policy of policies ?? usual) {
      if (policy === 'believer' && !hasPage.has(id) && policies === null) continue;
      for (const seed of seeds)
        jobs.push({ scenario: id, policy, seed, scale: scale ?? usualScale(id, policy, isFull) });
    }
  }
  return jobs;
}

function usualScale(scenario: string, policy: string, isFull: boolean): number {
  const isMixed = scenario.startsWith('mixed-');
  if (policy === 'naru') {
    if (scenario.startsWith('mixed-powersync')) return isFull ? 0.1 : 0.03;
    return isFull || atFullSize.has(scenario) ? 1 : 0.1;
  }
  const base = isFull && !isMixed ? 0.1 : 0.03;
  const offices = scenarioOf(scenario).offices / 30_000;
  return (base * (smaller[policy] ?? 1)) / Math.min(1.5, offices);
}
