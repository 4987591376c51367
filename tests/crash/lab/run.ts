import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runLab } from './lab.ts';
import { mutantSchema } from './mutants.ts';
import { straceWorks } from './strace.ts';

/**
 * `npm run test:power -- [--points N] [--images N] [--errors N] [--seed S] [--workers N]
 * [--only kill|power|errors] [--mutant unsynced|late-commit|trusting]`: kills, power cuts and disk errors,
 * as many as wanted. With a mutant something must be found.
 */
const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '500' },
    images: { type: 'string', default: '500' },
    errors: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    workers: { type: 'string', default: '2' },
    only: { type: 'string' },
    mutant: { type: 'string' },
  },
});
const number = z.coerce.number().int().nonnegative();
const only = z.enum(['kill', 'power', 'errors']).optional().parse(values.only);
const wanted = (part: typeof only, value: string) =>
  only === undefined || only === part ? number.parse(value) : 0;

if (!straceWorks()) {
  console.error('strace is not here, or may not watch a process: the crash lab needs it.');
  process.exit(2);
}
const seed = number.parse(values.seed);
const since = performance.now();
const report = await runLab({
  seed,
  points: wanted('kill', values.points),
  images: wanted('power', values.images),
  errors: wanted('errors', values.errors),
  workers: number.min(1).parse(values.workers),
  mutant: mutantSchema.optional().parse(values.mutant),
  tell: (line) => console.log(`${Math.round((performance.now() - since) / 1000)} s: ${line}`),
});
for (const { at, wrong } of report.found.slice(0, 50))
  console.log(`${at}\n  ${wrong.join('\n  ')}`);
for (const [kind, times] of Object.entries(report.done).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${String(times).padStart(6)}  ${kind}`);
console.log(
  `seeds ${report.seeds.join(' ')}: ${report.found.length} findings, ` +
    `${Math.round((performance.now() - since) / 1000)} s`,
);
if (report.found.length > 0) process.exitCode = 1;
