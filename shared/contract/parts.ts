import { z } from 'zod';
import { differenceSchema } from '../filing/difference.ts';
import { declarationKindSchema, declarationNoSchema, filingIdSchema } from '../filing/numbers.ts';
import { amendmentReasonSchema } from '../filing/reason.ts';
import { civilDateSchema, epochMsSchema } from '../time.ts';

const nothing = z.strictObject({});

/** A desk's range of serials for one letter of the declaration number (신고번호). */
export const numberRangeSchema = z.strictObject({
  desk: z.string().trim().min(1).max(30),
  letter: z.string().regex(/^[A-Z]$/),
  first: z.number().int().min(1).max(999_999),
  last: z.number().int().min(1).max(999_999),
});
export type NumberRange = z.output<typeof numberRangeSchema>;

export const numberSettingsSchema = z.strictObject({
  /** The desk that this computer gives numbers for. */
  desk: z.string().trim().min(1).max(30),
  ranges: z.array(numberRangeSchema).min(1).max(200),
});
export type NumberSettings = z.output<typeof numberSettingsSchema>;

/** How far a range is used up, this year. */
export const rangeUseSchema = numberRangeSchema.extend({
  year: z.number().int(),
  /** The next serial; `null` where the range is used up. */
  next: z.number().int().nullable(),
  given: z.number().int().nonnegative(),
});

export const gapSchema = z.strictObject({
  declarationNo: declarationNoSchema,
  at: epochMsSchema,
  /** Word under `numbers.gap`. */
  why: z.enum(['undone', 'renumbered', 'cancelled']),
  reference: z.string(),
});

export const partCalls = {
  /** Asks customs to take a declaration back (취하). */
  'filings.withdraw': {
    input: z.strictObject({ id: filingIdSchema, reason: amendmentReasonSchema }),
    output: z.strictObject({ filingId: filingIdSchema }),
  },
  /** Asks for customs' own copy of a declaration (동기화 요청), where the channel offers that. */
  'filings.synchronise': {
    input: z.strictObject({ id: filingIdSchema, reason: z.string().trim().min(1).max(500) }),
    output: z.strictObject({ filingId: filingIdSchema }),
  },
  /** Notes that it was filed at the counter, by another program or by the website. */
  'filings.fileElsewhere': {
    input: z.strictObject({
      id: filingIdSchema,
      /** The number that it got there; `null` where it has ours or none. */
      number: z.string().trim().max(30).nullable(),
      place: z.string().trim().min(1).max(100),
      at: epochMsSchema,
      note: z.string().trim().max(500),
    }),
    output: nothing,
  },
  /** What an amendment changes of its original. */
  'filings.difference': {
    input: z.strictObject({ id: filingIdSchema }),
    output: z.strictObject({ differences: z.array(differenceSchema) }),
  },
  'filings.printable': {
    input: z.strictObject({ ids: z.array(filingIdSchema).min(1).max(200) }),
    output: z.strictObject({
      documents: z.array(
        z.strictObject({
          id: filingIdSchema,
          kind: declarationKindSchema,
          declarationNo: declarationNoSchema,
          /** Declaration date: of the frozen document, else today. */
          declaredOn: civilDateSchema,
          receiptNo: z.string().nullable(),
          /** Whether customs has taken it. */
          taken: z.boolean(),
          attempts: z.number().int().nonnegative(),
          firstAttemptAt: epochMsSchema.nullable(),
          declaration: z.json(),
        }),
      ),
    }),
  },
  'numbers.get': {
    input: nothing,
    output: z.strictObject({ settings: numberSettingsSchema, use: z.array(rangeUseSchema) }),
  },
  'numbers.set': { input: numberSettingsSchema, output: nothing },
  'numbers.gaps': {
    input: z.strictObject({
      after: z.string().max(100).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({ rows: z.array(gapSchema), next: z.string().nullable() }),
  },
} as const;
