import { z } from 'zod';
import {
  answerWaitSchema,
  differenceRowSchema,
  reconciliationSchema,
  unansweredRowSchema,
  watchStateSchema,
} from '../sync/watch.ts';

const nothing = z.strictObject({});
const page = z.strictObject({
  after: z.string().max(100).nullable(),
  limit: z.number().int().min(1).max(200),
});

export const watchCalls = {
  /** How many are unanswered, and what the last comparison found. */
  'watch.get': { input: nothing, output: watchStateSchema },
  'unanswered.page': {
    input: page.extend({ waits: answerWaitSchema }),
    output: z.strictObject({ rows: z.array(unansweredRowSchema), next: z.string().nullable() }),
  },
  'differences.page': {
    input: page,
    output: z.strictObject({ rows: z.array(differenceRowSchema), next: z.string().nullable() }),
  },
  /** Compares ours with theirs now, at the pace that the central system allows. */
  'reconciliation.begin': { input: nothing, output: reconciliationSchema },
} as const;
