import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { recordStory, type Story } from './story.ts';
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
      const recorded = join(folder, `story-${seed}`);
      const { mutant } = options;
      const story = await recordStory({ workload, seed, mutant, place: placeIn(recorded) });
      for (const work of workOf(story, left, seededRandom(seed)))
        jobs.push({ seed, mutant, workload, recorded, work });
    }
    options.tell(`${seeds.length} stories, ${jobs.length} jobs`);
    return { seeds, ...(await doJobs(jobs, folder, options)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    removeWorkload(workload);
  }
}

interface Wanted {
  points: number;
  images: number;
  errors: number;
}

/** Most images and errors of one story: beyond that another one tells more. */
const mostImages = 1700;
const mostErrors = 200;

/** What to do about one story; takes it off what is left. */
function workOf(story: Story, left: Wanted, random: () => number): Work[] {
  const points = spreadKills(story, Math.min(left.points, killPoints(story).length), random);
  const images = Math.min(left.images, mostImages);
  const cuts = spreadCuts(story, images, random);
  const errors = spreadErrors(story, Math.min(left.errors, mostErrors), random);
  left.points -= points.length;
  left.images -= images;
  left.errors -= Math.max(errors.length, Math.min(left.errors, mostErrors));
  return [
    ...slices(points, 10).map((some): Work => ({ part: 'kill', points: some })),
    ...slices(cuts, 10).map((some): Work => ({ part: 'power', cuts: some })),
    ...slices(errors, 5).map((some): Work => ({ part: 'errors', errors: some })),
  ];
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
              once(child, 'exit').then(([code]) => ['exit', code]),
            ]),
          );
        if (what === 'exit') throw new Error(`a process of the lab ended with ${String(value)}`);
        outcomes.push(outcomeSchema.parse(value));
        if (waiting.length % 50 === 0) options.tell(`${waiting.length} jobs left`);
      }
    } finally {
      child.kill();
    }
  }
  await Promise.all(Array.from({ length: options.workers }, (_, which) => work(which)));
  return addUp(outcomes);
}
