import { z } from 'zod';
import { differenceSchema } from '../filing/difference.ts';
import { filingRowSchema } from '../filing/filing.ts';
import { filingIdSchema } from '../filing/numbers.ts';
import { freshnessSettingsSchema, staleSchema } from '../filing/stale.ts';
import { epochMsSchema } from '../time.ts';
import { actedSchema } from './acted.ts';
import { lookedUp, pcccAnswerSchema } from './lookups.ts';

const page = z.strictObject({
  after: z.string().max(100).nullable(),
  limit: z.number().int().min(1).max(200),
});
const ids = z.array(filingIdSchema).min(1).max(1000);
const nothing = z.strictObject({});

export const staleRowSchema = z.strictObject({
  row: filingRowSchema,
  stale: staleSchema,
  /** What accepting would change. */
  differences: z.array(differenceSchema).max(500),
});
export type StaleRow = z.output<typeof staleRowSchema>;

/** What a screen knows a person by whose name and numbers are masked; says nothing by itself. */
export const personKeySchema = z.string().regex(/^[\w-]{1,64}$/);

/**
 * A filing whose PCCC no longer matches: not sent yet, or sent and not released. Name and numbers
 * are masked; `personal.consignees` tells them.
 */
export const mismatchRowSchema = z.strictObject({
  row: filingRowSchema,
  person: personKeySchema,
  pccc: z.string(),
  name: z.string(),
  phone: z.string(),
  /** What the service said. */
  words: z.array(z.string()),
  checkedAt: epochMsSchema,
});
export type MismatchRow = z.output<typeof mismatchRowSchema>;

export const staleCalls = {
  'stale.page': {
    input: page,
    output: z.strictObject({ rows: z.array(staleRowSchema), next: z.string().nullable() }),
  },
  'stale.get': {
    input: z.strictObject({ id: filingIdSchema }),
    output: z.strictObject({ row: staleRowSchema.nullable() }),
  },
  /** Takes the recomputed declarations over, accepts what was found, and queues the filings. */
  'stale.accept': { input: z.strictObject({ ids }), output: actedSchema },
  /** Looks again at once. */
  'stale.checkAgain': { input: z.strictObject({ ids }), output: actedSchema },
  /** Filings whose consignee has to be asked for the new number. */
  'pccc.mismatches': {
    input: page,
    output: z.strictObject({ rows: z.array(mismatchRowSchema), next: z.string().nullable() }),
  },
  /** Puts the new number into every filing of the list that has not been taken, and queues it. */
  'pccc.renew': {
    input: z.strictObject({
      ids,
      pccc: z.string().trim().min(1).max(13),
      /** Whose number it is; needed where several of one filing do not match. */
      person: personKeySchema.optional(),
    }),
    output: actedSchema,
  },
  /** Asks customs whether a number is the one of that consignee. */
  'pccc.verify': {
    input: z.strictObject({
      id: filingIdSchema,
      person: personKeySchema,
      pccc: z.string().trim().min(1).max(13),
    }),
    output: z.strictObject({
      answer: lookedUp(pcccAnswerSchema),
      /** Whether it is the very number that does not match. */
      same: z.boolean(),
    }),
  },
  'freshness.get': { input: nothing, output: freshnessSettingsSchema },
  'freshness.set': { input: freshnessSettingsSchema, output: nothing },
} as const;
