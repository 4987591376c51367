import { z } from 'zod';
import { declarationNoSchema, filingIdSchema } from '../filing/numbers.ts';
import { civilDateSchema, epochMsSchema } from '../time.ts';

const count = z.number().int().nonnegative();
const perMinute = z.number().positive();

export const spanSchema = z
  .strictObject({ from: epochMsSchema, to: epochMsSchema })
  .refine(({ from, to }) => from <= to, { error: 'from is not after to' });

/** What a waiting filing comes to with regard to its legal date. */
export const fates = ['in-time', 'may-miss', 'will-miss'] as const;
export type Fate = (typeof fates)[number];

/** Why there is no end to tell. */
export const endlessReasons = [
  'nothing-waits',
  'down', // nothing gets through: nobody can know
  'unsteady', // hardly anything gets through: nobody can know either
  'not-allowed', // until a person has mended the credentials
  'no-gateway',
  'paused', // this computer cannot write
  'held-back', // nothing is sent after a restore, or from here any more
] as const;
export type EndlessReason = (typeof endlessReasons)[number];

const affectedSchema = z.strictObject({
  id: filingIdSchema,
  declarationNo: declarationNoSchema,
  deadline: civilDateSchema,
  fate: z.enum(fates),
  /** How long after its date it probably goes, in milliseconds; below 0 is before; `null`: open. */
  lateMs: z.strictObject({ from: z.number().int(), to: z.number().int().nullable() }),
});
export type Affected = z.output<typeof affectedSchema>;

export const drainPlanSchema = z.strictObject({
  /** When this was worked out. */
  at: epochMsSchema,
  waiting: count,
  /** Filings a minute as a range, and what it goes by; `null` where nothing gets through. */
  rate: z
    .strictObject({
      low: perMinute,
      likely: perMinute,
      high: perMinute,
      why: z.enum(['limits', 'pace', 'lately', 'untried']),
    })
    .nullable(),
  /** When the last of those that wait now probably goes; never one moment. */
  end: z.discriminatedUnion('known', [
    z.strictObject({ known: z.literal(true), span: spanSchema }),
    z.strictObject({ known: z.literal(false), why: z.enum(endlessReasons) }),
  ]),
  /** How long all that wait take at KCS's limits, in milliseconds; `null` where nothing waits. */
  atBestMs: count.nullable(),
  /** While nothing gets through: until when the system has to be back for every date to be kept. */
  backBy: epochMsSchema.nullable(),
  willMiss: count,
  mayMiss: count,
  /** The first of those. */
  affected: z.array(affectedSchema).max(5),
});
export type DrainPlan = z.output<typeof drainPlanSchema>;

const ids = z.array(filingIdSchema).min(1).max(100);

export const whatIfSchema = z.strictObject({
  at: epochMsSchema,
  /** How many of the given wait and are not urgent yet. */
  moved: count,
  /** How many of the given do not wait, or are urgent already. */
  left: count,
  /** From the first to the last of the moved; `null` where nobody can know. */
  spans: z.strictObject({ before: spanSchema.nullable(), after: spanSchema.nullable() }),
  /** Filings that still go before all of the moved: their legal dates are nearer. */
  stillBefore: count,
  /** Others that go later, and by how many places at most. */
  others: z.strictObject({ count, places: count, laterMs: count.nullable() }),
  willMiss: count,
  mayMiss: count,
  /** Filings whose date is kept or missed because of it; the first of them by name. */
  changes: z.strictObject({
    saved: count,
    harmed: count,
    first: z
      .array(
        z.strictObject({
          id: filingIdSchema,
          declarationNo: declarationNoSchema,
          deadline: civilDateSchema,
          before: z.enum(fates),
          after: z.enum(fates),
        }),
      )
      .max(20),
  }),
});
export type WhatIf = z.output<typeof whatIfSchema>;

export const drainCalls = {
  /** When what waits will probably be gone, and which legal dates that misses. */
  'drain.plan': { input: z.strictObject({}), output: drainPlanSchema },
  /** When one waiting filing probably goes. */
  'drain.filing': {
    input: z.strictObject({ id: filingIdSchema }),
    output: z.strictObject({
      /** Its place in the queue, from 1; `null` where it does not wait. */
      position: z.number().int().positive().nullable(),
      span: spanSchema.nullable(),
    }),
  },
  /** What making these urgent would do, to them and to the others. Changes nothing. */
  'drain.whatIf': { input: z.strictObject({ ids }), output: whatIfSchema },
} as const;
