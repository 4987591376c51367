import { z } from 'zod';

/** One value that differs between two declarations. */
export const differenceSchema = z.strictObject({
  /** Path in the declaration, e.g. `lines[0].duty`. */
  field: z.string(),
  /** As shown; `null` where there is none. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type Difference = z.output<typeof differenceSchema>;
