import { parseArgs } from 'node:util';
import { z } from 'zod';
import { doWork, jobSchema, type Job } from './jobs.ts';
import { readStory, type Story } from './story.ts';
import { placeIn } from './strace.ts';

/** Does what it is told to, job by job; the story of the last job stays read. */
const { values } = parseArgs({ options: { folder: { type: 'string', default: '' } } });
const folder = z.string().min(1).parse(values.folder);
let story: Story | null = null;

function storyOf({ seed, mutant, workload, recorded, after }: Job): Story {
  const place = placeIn(recorded);
  if (story?.run.place.data === place.data) return story;
  const left = after === null ? null : placeIn(after);
  story = readStory({ workload, seed, mutant, place, after: left });
  return story;
}

process.on('message', (message) => {
  const job = jobSchema.parse(message);
  doWork(storyOf(job), job.work, folder).then(
    (outcome) => process.send?.(outcome),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
