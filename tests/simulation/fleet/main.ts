import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { checkBounds, fullBounds, jobsOfBounds, tenthBounds } from './bounds.ts';
import { plan } from './plan.ts';
import { policyIds } from './policies.ts';
import { runAll } from './pool.ts';
import { report } from './report.ts';
import { scenarios } from './scenarios.ts';
import { showBounds, showOutcome, showTables } from './table.ts';

const usage = `npm run simulate -- [options]
  --scenario ID,…   only these scenarios
  --policy ID,…     only these policies
  --seeds 1,2,3     one run for each seed
  --scale 0.1       size of the fleet for all policies, 1 is the full one
  --full            ours at full size in every scenario, the others ten times smaller
  --threads 2       how many run at once
  --bounds          checks the bounds, at full size and in a fleet a tenth as large; fails where
                    one does not hold`;

const choices = `
scenarios: ${scenarios.map(({ id }) => id).join(' ')}
policies:  ${policyIds.join(' ')}`;

const { values } = parseArgs({
  options: {
    scenario: { type: 'string' },
    policy: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    scale: { type: 'string' },
    full: { type: 'boolean', default: false },
    threads: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    bounds: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const numberSchema = z.coerce.number().positive();
const idsSchema = (ids: readonly string[]) => z.array(z.enum(ids)).nullable();
const optionsSchema = z.object({
  scenario: idsSchema(scenarios.map(({ id }) => id)),
  policy: idsSchema(policyIds),
  seeds: z.array(numberSchema.int()),
  scale: numberSchema.max(1).nullable(),
  threads: numberSchema.int(),
});
const options = optionsSchema.safeParse({
  scenario: values.scenario?.split(',') ?? null,
  policy: values.policy?.split(',') ?? null,
  seeds: values.seeds.split(','),
  scale: values.scale ?? null,
  threads: values.threads,
});

if (values.help) console.log(usage + choices);
else if (!options.success) {
  console.error(`${z.prettifyError(options.error)}\n\n${usage}`);
  process.exitCode = 2;
} else if (values.bounds) await bounds(options.data);
else await simulations(options.data);

async function simulations(wanted: z.output<typeof optionsSchema>): Promise<void> {
  const { scenario, policy, seeds, scale, threads } = wanted;
  const choice = { scenarios: scenario, policies: policy, seeds, scale, isFull: values.full };
  const jobs = plan(choice);
  const outcomes = await timed(jobs.length, () => runAll(jobs, threads, progress(jobs.length)));
  showTables(outcomes);
  const folder = join(import.meta.dirname, '../../../artifacts');
  mkdirSync(folder, { recursive: true });
  const page = join(folder, 'simulation.html');
  writeFileSync(page, report(outcomes));
  writeFileSync(join(folder, 'simulation.json'), JSON.stringify(outcomes, short));
  console.log(`\nThe same with plots: ${pathToFileURL(page).href}`);
}

async function bounds({ threads }: z.output<typeof optionsSchema>): Promise<void> {
  const sets = [fullBounds, tenthBounds];
  const jobs = sets.map(jobsOfBounds);
  const all = jobs.flat();
  const outcomes = await timed(all.length, () => runAll(all, threads, progress(all.length)));
  for (const [i, set] of sets.entries()) {
    const own = new Set(jobs[i]);
    const checked = checkBounds(
      set,
      outcomes.filter(({ job }) => own.has(job)),
    );
    showBounds(checked, set.scale);
    if (checked.some(({ holds }) => !holds)) process.exitCode = 1;
  }
}

/** Six digits of a number are more than anybody reads. */
function short(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value;
}

function progress(all: number): (outcome: Parameters<typeof showOutcome>[0]) => void {
  let done = 0;
  return (outcome) => {
    done += 1;
    showOutcome(outcome, done, all);
  };
}

async function timed<T>(runs: number, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`${runs} runs in ${seconds} s`);
  return result;
}
