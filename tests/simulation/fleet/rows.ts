import type { Outcome } from './job.ts';
import type { Result } from './measures.ts';
import { scenarioOf } from './scenarios.ts';

/** What one policy did in one scenario, a result for each seed. */
export interface Row {
  policy: string;
  offices: number;
  results: Result[];
}

/** The outcomes by scenario and policy, in the order in which they first come. */
export function rowsOf(outcomes: readonly Outcome[]): Map<string, Row[]> {
  const scenarios = new Map<string, Row[]>();
  for (const { job, result } of outcomes) {
    const { scenario, policy, scale } = job;
    const offices = Math.round(scenarioOf(scenario).offices * scale);
    const rows = scenarios.get(scenario) ?? [];
    scenarios.set(scenario, rows);
    const row = rows.find((each) => each.policy === policy && each.offices === offices);
    if (row === undefined) rows.push({ policy, offices, results: [result] });
    else row.results.push(result);
  }
  return scenarios;
}

/** `null` where one of them is: what one seed never reached has no mean. */
export function mean(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length === 0 ? null : sum / values.length;
}

/** The mean of a measure over results. */
export function meanOf(
  results: readonly Result[],
): (measure: (result: Result) => number | null) => number | null {
  return (measure) => mean(results.map(measure));
}
