import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { run } from './job.ts';

const jobSchema = z.strictObject({
  scenario: z.string(),
  policy: z.string(),
  seed: z.number(),
  scale: z.number(),
});

/** Runs one job after the other and hands the outcomes back. */
parentPort?.on('message', (message: unknown) => {
  parentPort?.postMessage(run(jobSchema.parse(message)));
});
