import { Worker } from 'node:worker_threads';
import type { Job, Outcome } from './job.ts';

/**
 * Runs jobs on some threads, those that take longest first, and hands the outcomes back in the
 * order of the jobs.
 */
export async function runAll(
  jobs: readonly Job[],
  threads: number,
  onOutcome: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const outcomes = new Map<Job, Outcome>();
  const waiting = jobs.toSorted((a, b) => effort(b) - effort(a));
  await Promise.all(
    Array.from({ length: Math.min(threads, jobs.length) }, async () => {
      const worker = new Worker(new URL('worker.ts', import.meta.url));
      try {
        for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
          // The thread has a copy of the job.
          const outcome = { ...(await ask(worker, job)), job };
          outcomes.set(job, outcome);
          onOutcome(outcome);
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  return jobs.flatMap((job) => outcomes.get(job) ?? []);
}

function ask(worker: Worker, job: Job): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      worker.removeAllListeners('message');
      reject(error);
    };
    worker.once('error', fail);
    worker.once('message', (outcome: Outcome) => {
      worker.removeListener('error', fail);
      resolve(outcome);
    });
    worker.postMessage(job);
  });
}

/** Roughly how long a job takes: those that knock every few seconds take longest. */
function effort({ policy, scenario, scale }: Job): number {
  const knocks: Record<string, number> = { naru: 10, powersync: 150, opossum: 25, sre: 20 };
  const fleet = scenario === 'fleet3' ? 3 : 1;
  const rivals = scenario.startsWith('mixed-powersync') ? 10 : 1;
  return scale * (knocks[policy] ?? 5) * fleet * rivals;
}
