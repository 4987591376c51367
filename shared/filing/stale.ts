import { z } from 'zod';
import { civilDateSchema, epochMsSchema } from '../time.ts';

/** What went stale while a filing waited (오래된 값), found when its turn came. */
export const staleFindingSchema = z.discriminatedUnion('is', [
  /** The week's customs exchange rate (관세환율) is another one (관세법 제18조). */
  z.strictObject({
    is: z.literal('exchange-rate'),
    currency: z.string(),
    before: z.string(),
    after: z.string(),
    /** First day of the week that the rate is for. */
    from: civilDateSchema,
  }),
  /** The rate of the week could not be looked up. */
  z.strictObject({
    is: z.literal('exchange-rate-unchecked'),
    currency: z.string(),
    why: z.string(),
  }),
  /** The personal customs code (개인통관고유부호) is not its holder's any more, or never was. */
  z.strictObject({ is: z.literal('pccc-mismatch'), pccc: z.string(), words: z.array(z.string()) }),
  z.strictObject({ is: z.literal('pccc-unchecked'), pccc: z.string(), why: z.string() }),
  /** The legal deadline has passed. */
  z.strictObject({ is: z.literal('deadline-passed'), deadline: civilDateSchema }),
  /** What changed cannot be recomputed: a person must. */
  z.strictObject({ is: z.literal('not-recomputable'), why: z.string() }),
]);
export type StaleFinding = z.output<typeof staleFindingSchema>;

/** What the office wants where a value went stale. */
export const freshnessSettingsSchema = z.strictObject({
  /** Recomputed by a new rate or date: sent at once, or shown first. */
  whenRecomputed: z.enum(['send', 'ask']),
  /** PCCC that could not be checked: sent and said so, or kept until it can be. */
  whenPcccUnchecked: z.enum(['send', 'wait']),
  /** Rate that could not be looked up. */
  whenRateUnchecked: z.enum(['send', 'wait']),
  whenDeadlinePassed: z.enum(['send', 'ask']),
  /** A check this young need not be repeated, in minutes. */
  pcccFreshMinutes: z.number().int().min(0).max(1440),
});
export type FreshnessSettings = z.output<typeof freshnessSettingsSchema>;

export const defaultFreshness: FreshnessSettings = {
  whenRecomputed: 'ask',
  whenPcccUnchecked: 'wait',
  whenRateUnchecked: 'send',
  whenDeadlinePassed: 'send',
  pcccFreshMinutes: 30,
};

/** What is kept of a filing's stale values. */
export const staleSchema = z.strictObject({
  at: epochMsSchema,
  findings: z.array(staleFindingSchema),
  /** Whether there is a recomputed declaration to accept. */
  hasProposal: z.boolean(),
});
export type Stale = z.output<typeof staleSchema>;
