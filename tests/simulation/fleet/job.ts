import type { Result } from './measures.ts';
import { policyOf } from './policies.ts';
import { scaled } from './scenario.ts';
import { scenarioOf } from './scenarios.ts';
import { simulate } from './simulate.ts';

/** One run: a scenario, a policy, a seed, and how large the fleet is. */
export interface Job {
  scenario: string;
  policy: string;
  seed: number;
  /** Of the full fleet. */
  scale: number;
}

export interface Outcome {
  job: Job;
  result: Result;
  /** What the run took, in seconds of the processor. */
  cpuSeconds: number;
}

/** Runs one simulation until all is caught up with. */
export function run(job: Job): Outcome {
  const scenario = scaled(scenarioOf(job.scenario), job.scale);
  const { rivals } = scenario;
  const before = process.threadCpuUsage();
  const result = simulate({
    scenario,
    policy: policyOf(job.policy, scenario),
    ...(rivals === undefined ? {} : { rival: policyOf(rivals.policy, scenario) }),
    seed: job.seed,
    untilDrained: true,
  });
  return { job, result, cpuSeconds: process.threadCpuUsage(before).user / 1e6 };
}
