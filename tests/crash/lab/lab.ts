import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { seededRandom } from '../../support/virtual-clock.ts';
import { bundleWorkload, removeWorkload } from './bundle.ts';
import { spreadErrors } from './disk-errors.ts';
import { addUp, type Outcome } from './findings.ts';
import { outcomeSchema, type Job, type Work } from './jobs.ts';
import { killPoints, spreadKills } from './kills.ts';
import type { Mutant } from './mutants.ts';
import { spreadCuts } from './power-cuts.ts';
import { spread } from './spread.ts';
import { leaveBehind, recordStory, type Story } from './story.ts';
import { placeIn } from './strace.ts';

export interface LabOptions {
  seed: number;
  /** Kills, images of power cuts, errors of the disk. */
  points: number;
  images: number;
  errors: number;
  /** Processes that work at once. */
  workers: number;
  mutant?: Mutant | undefined;
  tell(line: string): void;
}

export interface LabReport extends Outcome {
  /** Of the stories that were told; the first is the lab's own. */
  seeds: number[];
}

/**
 * Records the workload, kills it, cuts its power and lets its disk fail, as often as wanted, and
 * looks at what is left each time. Where one story has not enough calls, others follow.
 */
export async function runLab(options: LabOptions): Promise<LabReport> {
  // In memory where that is possible: what a disk would keep is the lab's own to say.
  const memory = '/dev/shm';
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'naru-lab-'));
  const workload = await bundleWorkload();
  try {
    const jobs: Job[] = [];
    const seeds: number[] = [];
    const left = { points: options.points, images: options.images, errors: options.errors };
    while (left.points + left.images + left.errors > 0) {
      const seed = options.seed + seeds.length;
      seeds.push(seed);
      const random = seededRandom(seed);
      const run = { workload, seed, mutant: options.mutant };
      const first = await recordStory({ ...run, ...recordedIn(folder, `${seed}`), after: null });
      jobs.push(...jobsOf(first, take(left, 0.75, first), random));
      // Not in the first quarter: there is little to go on from yet.
      const [point] = spread(killPoints(first), 4, random).slice(1 + Math.floor(3 * random()));
      if (point === undefined) throw new Error('a story without a call');
      const killed = { ...run, ...recordedIn(folder, `${seed}-killed`), after: null };
      const after = await leaveBehind(killed, point.call, point.nth);
      const second = await recordStory({ ...run, ...recordedIn(folder, `${seed}-second`), after });
      jobs.push(...jobsOf(second, take(left, 1, second), random));
    }
    options.tell(`${seeds.length} stories, ${jobs.length} jobs`);
    return { seeds, ...(await doJobs(jobs, folder, options)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    removeWorkload(workload);
  }
}

const recordedIn = (folder: string, name: string) => ({ place: placeIn(join(folder, name)) });

interface Wanted {
  points: number;
  images: number;
  errors: number;
}

/** Most errors of one story: beyond that another one tells more. */
const mostErrors = 200;

/** Takes off what is left a share for one story, but no more than it has to offer. */
function take(left: Wanted, share: number, story: Story): Wanted {
  const some = (wanted: number, most: number) => Math.min(Math.ceil(share * wanted), most);
  const wanted = {
    points: some(left.points, killPoints(story).length),
    images: some(left.images, story.ops.length),
    errors: some(left.errors, mostErrors),
  };
  left.points -= wanted.points;
  left.images -= wanted.images;
  left.errors -= wanted.errors;
  return wanted;
}

/** What to do about one story. */
function jobsOf(story: Story, wanted: Wanted, random: () => number): Job[] {
  const { seed, mutant, workload, place, after } = story.run;
  const about = { seed, mutant, workload, recorded: dirname(place.data) };
  const from = after === null ? null : dirname(after.data);
  const work = [
    ...slices(spreadKills(story, wanted.points, random), 10).map((points): Work => ({
      part: 'kill',
      points,
    })),
    ...slices(spreadCuts(story, wanted.images, random), 10).map((cuts): Work => ({
      part: 'power',
      cuts,
    })),
    ...slices(spreadErrors(story, wanted.errors, random), 5).map((errors): Work => ({
      part: 'errors',
      errors,
    })),
  ];
  return work.map((one) => ({ ...about, after: from, work: one }));
}

function slices<T>(all: readonly T[], size: number): T[][] {
  const some: T[][] = [];
  for (let from = 0; from < all.length; from += size) some.push(all.slice(from, from + size));
  return some;
}

async function doJobs(jobs: readonly Job[], folder: string, options: LabOptions): Promise<Outcome> {
  const waiting = [...jobs];
  const outcomes: Outcome[] = [];
  const program = fileURLToPath(new URL('worker-process.ts', import.meta.url));

  async function work(which: number): Promise<void> {
    const args = ['--folder', join(folder, `worker-${which}`)];
    const child = fork(program, args, { execArgv: [] });
    const ended = once(child, 'exit').then(([code]) => ['exit', code]);
    try {
      for (;;) {
        const job = waiting.shift();
        if (job === undefined) return;
        child.send(job);
        const [what, value] = z
          .tuple([z.string(), z.unknown()])
          .parse(
            await Promise.race([
              once(child, 'message').then(([message]) => ['message', message]),
              ended,
            ]),
          );
        if (what === 'exit') throw new Error(`a process of the lab ended with ${String(value)}`);
        outcomes.push(outcomeSchema.parse(value));
        if (waiting.length > 0 && waiting.length % 50 === 0)
          options.tell(`${waiting.length} jobs left`);
      }
    } finally {
      child.kill();
    }
  }
  await Promise.all(Array.from({ length: options.workers }, (_, which) => work(which)));
  return addUp(outcomes);
}
