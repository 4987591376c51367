import { z } from 'zod';
import { filingIdSchema } from '../filing/numbers.ts';
import { draftIdSchema } from './drafts.ts';
import { intakeIdSchema } from './intake-calls.ts';
import { cellsSchema } from './intake.ts';
import { personKeySchema } from './stale.ts';

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
  /** Whom to ask for a new personal customs code: each one's name and numbers. */
  'personal.consignees': {
    input: z.strictObject({
      of: z
        .array(z.strictObject({ id: filingIdSchema, person: personKeySchema }))
        .min(1)
        .max(1000),
    }),
    output: z.strictObject({
      people: z.array(
        z.strictObject({
          person: personKeySchema,
          name: z.string(),
          pccc: z.string(),
          phone: z.string(),
        }),
      ),
    }),
  },
  /** What a list calls a draft, with nothing masked. */
  'personal.draft': {
    input: z.strictObject({ id: draftIdSchema }),
    output: z.strictObject({ title: z.string() }),
  },
  /** A document of customs as it came. */
  'personal.notice': {
    input: z.strictObject({ id: z.number().int().positive() }),
    output: z.strictObject({ xml: z.string() }),
  },
  /** The cells of a sheet as the preview has them, with nothing masked. */
  'personal.cells': {
    input: z.strictObject({ intakeId: intakeIdSchema }),
    output: z.strictObject({
      top: z.array(cellsSchema).max(30),
      faulty: z.array(cellsSchema).max(200),
    }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
