import { describe, expect, test } from 'vitest';
import { openBench } from './bench.ts';
import { runSeeds } from './run-seeds.ts';
import { simulate } from './simulate.ts';
import { soak } from './soak.ts';

const bench = await openBench();
/** Fresh each time; a finding names its seed. */
const base = Number(process.env['NARU_SIMULATION_SEED'] ?? Math.floor(Math.random() * 1e9));

describe(`the engine by seeds from ${base} on`, () => {
  test('breaks no promise while things go wrong, and comes to its end when they stop', async () => {
    const tally = await runSeeds(bench, { from: base, count: 8, steps: 600 });
    expect(tally.findings).toEqual([]);
    expect(tally.steps).toBeGreaterThan(4000);
    expect(tally.taken).toBeGreaterThan(0);
  }, 120_000);

  test('does the same for the same seed', async () => {
    const run = { seed: base, mode: 'safety', steps: 500 } as const;
    const [first, again] = [await simulate(bench, run), await simulate(bench, run)];
    expect(again).toEqual(first);
    const other = await simulate(bench, { ...run, seed: base + 1 });
    expect(other.trace).not.toBe(first.trace);
  }, 60_000);
});

test('a working day leaves nothing open, and the log is given back', async () => {
  const { samples, findings } = await soak(bench, { seed: base, days: 1, filingsADay: 60 });
  expect(findings).toEqual([]);
  expect(samples).toHaveLength(1);
  expect(samples[0]?.filings).toBeGreaterThan(0);
}, 120_000);
