import { z } from 'zod';
import { problemSchema } from '../errors.ts';
import { filingIdSchema } from '../filing/numbers.ts';

/** What an order to several filings came to; one that cannot does not keep the others from it. */
export const actedSchema = z.strictObject({
  done: z.array(filingIdSchema),
  refused: z.array(z.strictObject({ id: filingIdSchema, problem: problemSchema })),
});
export type Acted = z.output<typeof actedSchema>;
