import { join } from 'node:path';
import { z } from 'zod';
import { imageKinds } from './disk-model.ts';
import { failDisk } from './disk-errors.ts';
import { addUp, type Outcome } from './findings.ts';
import { kill } from './kills.ts';
import { mutantSchema } from './mutants.ts';
import { cutPower } from './power-cuts.ts';
import type { Story } from './story.ts';

const workSchema = z.discriminatedUnion('part', [
  z.object({
    part: z.literal('kill'),
    points: z.array(z.object({ call: z.string(), nth: z.number(), told: z.number() })),
  }),
  z.object({
    part: z.literal('power'),
    cuts: z.array(z.object({ after: z.number(), kinds: z.array(z.enum(imageKinds)) })),
  }),
  z.object({
    part: z.literal('errors'),
    errors: z.array(
      z.object({
        call: z.string(),
        error: z.enum(['EIO', 'ENOSPC', 'EACCES', 'EROFS']),
        nth: z.number(),
        mode: z.enum(['once', 'for-a-while', 'for-ever']),
        file: z.string().optional(),
        cut: z.enum(['no', 'later', 'after-restart']),
        writesBefore: z.number(),
      }),
    ),
  }),
]);
export type Work = z.output<typeof workSchema>;

/** Something to do about one story, for a process of the lab. */
export const jobSchema = z.object({
  seed: z.number(),
  mutant: mutantSchema.optional(),
  workload: z.object({ file: z.string(), codeCache: z.string() }),
  /** Where the story was recorded. */
  recorded: z.string(),
  /** Folder with what it goes on from; `null`: from nothing. */
  after: z.string().nullable(),
  work: workSchema,
});
export type Job = z.output<typeof jobSchema>;

export const outcomeSchema = z.object({
  done: z.record(z.string(), z.number()),
  found: z.array(z.object({ at: z.string(), wrong: z.array(z.string()) })),
});

/** @param folder to work in, of this process alone */
export async function doWork(story: Story, work: Work, folder: string): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  switch (work.part) {
    case 'kill':
      for (const point of work.points)
        outcomes.push(await kill(story, point, join(folder, 'kill')));
      break;
    case 'power':
      outcomes.push(await cutPower(story, work.cuts, join(folder, 'image')));
      break;
    case 'errors':
      for (const error of work.errors)
        outcomes.push(await failDisk(story, error, join(folder, 'error')));
      break;
  }
  return addUp(outcomes);
}
