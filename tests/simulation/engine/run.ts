import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { openBench } from './bench.ts';
import { faultSites, type FaultSite } from './chance.ts';
import { emptyTally, join, runSeeds, type SeedsOptions, type Tally } from './run-seeds.ts';
import type { Answer } from './seeds-process.ts';
import { simulate, type Mode } from './simulate.ts';
import { soak, type Sample } from './soak.ts';

const usage = `simulates the whole engine on a disk that loses what was not synced

  --seeds N     seeds to run (default 250), from a base seed that is printed
  --from N      the base seed
  --steps N     steps of each seed (default 4000)
  --mode M      safety, liveness (default: in turns), or soak
  --processes N processes to run in (default 2)
  --seed N      plays one seed again, with its trace where --trace is given
  --only A,B    these fault sites instead of those that each seed chooses
  --days N      of a soak (default 10); --filings N a day (default 150)`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '250' },
    from: { type: 'string' },
    steps: { type: 'string', default: '4000' },
    mode: { type: 'string' },
    processes: { type: 'string', default: '2' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    only: { type: 'string' },
    days: { type: 'string', default: '10' },
    filings: { type: 'string', default: '150' },
    help: { type: 'boolean', default: false },
  },
});

const steps = Number(values.steps);
const base = Number(values.from ?? values.seed ?? Math.floor(Math.random() * 1e9));
const only = values.only === undefined ? undefined : siteNames(values.only);

if (values.help) console.log(usage);
else if (values.mode === 'soak') await runSoak();
else if (values.seed === undefined) await runMany();
else await replay();

function siteNames(text: string): FaultSite[] {
  const names = new Set(text.split(','));
  return faultSites.filter((site) => names.has(site));
}
function modeOf(text: string | undefined): Mode | undefined {
  return text === 'safety' || text === 'liveness' ? text : undefined;
}

async function replay(): Promise<void> {
  const onTrace = values.trace ? (line: string) => console.log(line) : undefined;
  const mode = modeOf(values.mode) ?? (base % 2 === 0 ? 'liveness' : 'safety');
  const result = await simulate(await openBench(), { seed: base, mode, steps, only, onTrace });
  console.log(result);
  process.exitCode = result.findings.length === 0 ? 0 : 1;
}

async function runMany(): Promise<void> {
  const count = Number(values.seeds);
  console.log(`base seed ${base}, ${count} seeds of ${steps} steps`);
  const from = performance.now();
  const portions = portionsOf({ from: base, count, steps, mode: modeOf(values.mode), only });
  const tally = await runPortions(portions, Number(values.processes));
  const seconds = (performance.now() - from) / 1000;
  const { findings, ...sums } = tally;
  console.log(sums);
  for (const { seed, mode, what } of findings)
    console.log(`FOUND by --seed ${seed} --mode ${mode} --steps ${steps}: ${what}`);
  console.log(
    `${tally.steps} steps in ${seconds.toFixed(0)} s (${(tally.steps / seconds).toFixed(0)} a second), findings: ${findings.length}`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
}

/** Small ones, so that the processes end together. */
function portionsOf(all: SeedsOptions): SeedsOptions[] {
  const size = 10;
  const portions = Math.ceil(all.count / size);
  return Array.from({ length: portions }, (_, i) => ({
    ...all,
    from: all.from + i * size,
    count: Math.min(size, all.count - i * size),
  }));
}

async function runPortions(portions: readonly SeedsOptions[], processes: number): Promise<Tally> {
  const all = emptyTally();
  if (processes <= 1) {
    const bench = await openBench();
    for (const portion of portions) join(all, await runSeeds(bench, portion));
    return all;
  }
  const waiting = [...portions];
  const workers = Array.from({ length: Math.min(processes, portions.length) }, async () => {
    const worker = fork(new URL('seeds-process.ts', import.meta.url));
    await new Promise<void>((resolve, reject) => {
      worker.on('exit', (code) =>
        code === 0 || code === null ? resolve() : reject(new Error(`a process ended with ${code}`)),
      );
      worker.on('message', (message: Answer | 'ready') => {
        if (message !== 'ready') {
          join(all, message);
          console.log(`${all.seeds} seeds, ${all.steps} steps, findings: ${all.findings.length}`);
        }
        const portion = waiting.shift();
        if (portion === undefined) worker.disconnect();
        else worker.send(portion);
      });
    });
  });
  await Promise.all(workers);
  return all;
}

function printDay(sample: Sample): void {
  console.log(JSON.stringify(sample));
}

async function runSoak(): Promise<void> {
  const days = Number(values.days);
  console.log(`base seed ${base}, ${days} days`);
  const bench = await openBench();
  const result = await soak(bench, {
    seed: base,
    days,
    filingsADay: Number(values.filings),
    onDay: printDay,
  });
  const { lives, requests, trace } = result;
  console.log({ lives, requests, trace });
  for (const what of result.findings) console.log(`FOUND by --seed ${base} --mode soak: ${what}`);
  process.exitCode = result.findings.length === 0 ? 0 : 1;
}
