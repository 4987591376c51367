import { z } from 'zod';
import { filingIdSchema } from '../filing/numbers.ts';

/** How long a screen shows what was asked for, in milliseconds; then it is masked again. */
export const shownForMs = 60_000;

export const personalCalls = {
  /** One masked value of a filing as it is; that it was shown stands in the journal. */
  'personal.show': {
    input: z.strictObject({
      id: filingIdSchema,
      /** Path in the declaration, or `summary.importer`. */
      field: z.string().min(1).max(200),
    }),
    output: z.strictObject({ value: z.string() }),
  },
  /** A document as it was sent, with nothing masked; stands in the journal as well. */
  'personal.document': {
    input: z.strictObject({ id: filingIdSchema, submissionId: z.number().int().positive() }),
    output: z.strictObject({ xml: z.string() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
