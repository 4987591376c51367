import { z } from 'zod';
import { fieldErrorSchema, problemSchema } from '../errors.ts';
import { declarationKindSchema } from '../filing/numbers.ts';
import { summarySchema } from '../filing/filing.ts';
import { civilDateSchema } from '../time.ts';

/** Largest file that intake reads, in bytes. */
export const largestFile = 50 * 1024 * 1024;
/** Bytes of one upload chunk before base64. */
export const chunkBytes = 512 * 1024;

export const intakeRowSchema = z.strictObject({
  row: z.number().int().positive(),
  reference: z.string(),
  kind: declarationKindSchema,
  summary: summarySchema,
  deadline: civilDateSchema.nullable(),
});

/** What a file would bring in, before anything is stored. */
export const intakePreviewSchema = z.strictObject({
  intakeId: z.string(),
  name: z.string(),
  format: z.enum(['json', 'csv', 'xlsx']),
  /** Text encoding that was found, for CSV. */
  encoding: z.string().nullable(),
  /** Filings that can go in. */
  good: z.number().int().nonnegative(),
  /** Filings already in the outbox under the same reference: nothing is added for them. */
  known: z.number().int().nonnegative(),
  /** Filings that cannot go in. */
  broken: z.number().int().nonnegative(),
  /** The first good rows. */
  rows: z.array(intakeRowSchema).max(200),
  /** The first errors, by row and field. */
  errors: z.array(fieldErrorSchema).max(500),
});
export type IntakePreview = z.output<typeof intakePreviewSchema>;

export const intakeResultSchema = z.strictObject({
  /** Names the batch for undo; `null` where nothing was added. */
  batchId: z.number().int().positive().nullable(),
  added: z.number().int().nonnegative(),
  known: z.number().int().nonnegative(),
  broken: z.number().int().nonnegative(),
});
export type IntakeResult = z.output<typeof intakeResultSchema>;

export const intakeProgressSchema = z.strictObject({
  intakeId: z.string(),
  phase: z.enum(['reading', 'storing', 'done', 'failed']),
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  problem: problemSchema.optional(),
});
export type IntakeProgress = z.output<typeof intakeProgressSchema>;
