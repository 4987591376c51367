import { z } from 'zod';
import { civilDateSchema, epochMsSchema } from '../time.ts';
import { declarationKindSchema, declarationNoSchema, filingIdSchema } from './numbers.ts';
import { partSchema } from './part.ts';
import { customsStateSchema, transportStateSchema } from './states.ts';

/** `urgent` goes before `normal` where the legal deadline is the same. */
export const priorities = ['urgent', 'normal'] as const;
export const prioritySchema = z.enum(priorities);
export type Priority = z.output<typeof prioritySchema>;

/** What a list shows of a declaration, taken from it once when it is stored. */
export const summarySchema = z.strictObject({
  importer: z.string(),
  goods: z.string(),
  lines: z.number().int().nonnegative(),
  billOfLading: z.string(),
  currency: z.string(),
  /** Decimal text, as declared. */
  amount: z.string(),
  /** Total of duties and taxes in won; `null` where none is declared. */
  tax: z.number().int().nullable(),
});
export type Summary = z.output<typeof summarySchema>;

/** One row of the filings list. */
export const filingRowSchema = z.strictObject({
  id: filingIdSchema,
  reference: z.string(),
  declarationNo: declarationNoSchema,
  kind: declarationKindSchema,
  part: partSchema,
  /** The filing that an amendment, withdrawal or synchronisation points at. */
  originalId: filingIdSchema.nullable(),
  priority: prioritySchema,
  summary: summarySchema,
  transport: transportStateSchema,
  customs: customsStateSchema,
  receiptNo: z.string().nullable(),
  attempts: z.number().int().nonnegative(),
  /** When the filing itself may be tried or inquired about again; the gate may be later still. */
  nextAttemptAt: epochMsSchema.nullable(),
  deadline: civilDateSchema.nullable(),
  /** Code of the last thing that went wrong, e.g. `busy`, `timeout`, `invalid-document`. */
  lastError: z.string().nullable(),
  createdAt: epochMsSchema,
  updatedAt: epochMsSchema,
});
export type FilingRow = z.output<typeof filingRowSchema>;
