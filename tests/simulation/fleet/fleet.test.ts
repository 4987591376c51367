import { beforeAll, expect, test } from 'vitest';
import { boundsOf, checkBounds, jobsOfBounds, tenthBounds } from './bounds.ts';
import { run, type Outcome } from './job.ts';
import type { Result } from './measures.ts';
import { runAll } from './pool.ts';

/*
 * Fleets a tenth as large, so that every change of the policy is held against its bounds at once;
 * `npm run simulate -- --bounds` looks at the rest, and at full size.
 */

const scenarios = [
  'long',
  'short',
  'fleet3',
  'surge',
  'busy',
  'flapping',
  'half',
  'losses',
  'mixed-tanstack-10',
  'mixed-signal-30',
];
const bounds = boundsOf(tenthBounds, scenarios);
let outcomes: Outcome[] = [];

beforeAll(async () => {
  outcomes = await runAll(jobsOfBounds(bounds), 2, () => undefined);
}, 300_000);

test.each(scenarios)('ours keeps its bounds: %s', (scenario) => {
  const checked = checkBounds(boundsOf(bounds, [scenario]), outcomes);
  expect(checked.length).toBeGreaterThan(1);
  expect(checked.filter(({ holds }) => !holds)).toEqual([]);
});

test('the same seed repeats a run to the last request, another does not', () => {
  const job = { scenario: 'flapping', policy: 'naru', seed: 7, scale: 0.02 };
  const { result } = run(job);
  expect(run(job).result).toEqual(result);
  expect(run({ ...job, seed: 8 }).result).not.toEqual(result);
});

test('every filing is in or still waits, and both sides of a mixed fleet make up the whole', () => {
  const { result } = run({ scenario: 'mixed-signal-30', policy: 'naru', seed: 1, scale: 0.01 });
  const { entered, done, samples, sides } = result;
  const last = samples.at(-1);
  // Some come and go between the last sample and the end.
  expect(Math.abs(entered - done - (last?.backlog ?? 0))).toBeLessThan(entered / 100);
  expect((sides?.ours.filings ?? 0) + (sides?.theirs.filings ?? 0)).toBeCloseTo(1);
  expect((sides?.ours.receipts ?? 0) + (sides?.theirs.receipts ?? 0)).toBeCloseTo(1);
});

function small(scenario: string, policy: string): Result {
  return run({ scenario, policy, seed: 1, scale: 0.005 }).result;
}

test('a page that lies changes nothing for ours, and everything for whoever believes it', () => {
  const [honest, lying] = [small('long', 'naru'), small('lying', 'naru')];
  expect({ ...lying, scenario: 'long' }).toEqual(honest);
  expect(small('lying', 'believer').waste).toBeGreaterThan(2 * small('long', 'believer').waste);
});
