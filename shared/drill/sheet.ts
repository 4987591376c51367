import { z } from 'zod';
import { declarationNoSchema } from '../filing/numbers.ts';
import { transportStateSchema } from '../filing/states.ts';
import { epochMsSchema } from '../time.ts';
import { drillRuleSchema, drillScenarioSchema } from './scenarios.ts';

const count = z.number().int().nonnegative();

/** What must never happen, of one filing. */
export const lossSchema = z.strictObject({
  reference: z.string(),
  why: z.enum([
    'not-there', // was saved and is not in the outbox any more
    'never-taken', // shown as taken, and the central system never took it
    'other-receipt', // its receipt is not the one that was given
    'taken-unseen', // taken, and shown as if it had not been
  ]),
});
export type Loss = z.output<typeof lossSchema>;

export const doubleSchema = z.strictObject({
  /** Number, with its part, e.g. `1234526000123M/amendments/1`. */
  subject: z.string(),
  why: z.enum([
    'two-documents', // two under one number, or one again after it was taken
    'not-ours', // taken under a number that the outbox does not know
    'other-bytes', // what was taken is not what was frozen
  ]),
});
export type Double = z.output<typeof doubleSchema>;

/** Why a filing was late, and whether a person could have helped it. */
export const latenessSchema = z.enum([
  'no-way-in', // the central system took nothing between its coming and its limit
  'little-chance', // it took some now and then
  'recheck-lay', // a person was asked to look again, and had not
  'refused-lay', // the same, of a refusal
  'held', // a person held it
  'credentials-lay', // wrong credentials stood until after the limit
  'central-was-back', // it was taking again, and the next try was not asked for
  'others-went-first', // filings with more time went before it
  'automatic-was-in-time', // without a person it would have been in time
]);
export type Lateness = z.output<typeof latenessSchema>;
export const couldBeHelped: Readonly<Record<Lateness, boolean>> = {
  'no-way-in': false,
  'little-chance': false,
  'recheck-lay': true,
  'refused-lay': true,
  held: true,
  'credentials-lay': true,
  'central-was-back': true,
  'others-went-first': true,
  'automatic-was-in-time': true,
};

export const limitResultSchema = z.strictObject({
  reference: z.string(),
  declarationNo: declarationNoSchema.nullable(),
  rule: drillRuleSchema,
  arrivedAt: epochMsSchema,
  by: epochMsSchema,
  /** When customs took it; `null` where it had not. */
  takenAt: epochMsSchema.nullable(),
  transport: transportStateSchema.nullable(),
  verdict: z.enum(['in-time', 'late', 'open']),
  because: latenessSchema.nullable(),
});
export type LimitResult = z.output<typeof limitResultSchema>;

/** Something that the person did, by the name of the call. */
export const drillActSchema = z.strictObject({
  at: epochMsSchema,
  call: z.string(),
  /** What of it, e.g. `make-urgent`. */
  word: z.string().nullable(),
  filings: count,
});
export type DrillAct = z.output<typeof drillActSchema>;

/** What might have been done sooner. */
export const drillHintSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('urgent-not-marked'), filings: count }),
  z.strictObject({
    is: z.literal('credentials-late'),
    /** `null`: they never were. */
    minutes: count.nullable(),
  }),
  z.strictObject({ is: z.literal('recheck-lay'), filings: count, minutes: count }),
  z.strictObject({ is: z.literal('refused-lay'), filings: count, minutes: count }),
  z.strictObject({ is: z.literal('sent-now-in-vain'), times: count }),
  z.strictObject({ is: z.literal('not-sent-now'), minutes: count, filings: count }),
  z.strictObject({ is: z.literal('held-forgotten'), filings: count }),
]);
export type DrillHint = z.output<typeof drillHintSchema>;

const talliesSchema = z.strictObject({
  inTime: count,
  late: count,
  /** Late although a person could have helped it. */
  avoidable: count,
  /** In the outbox and neither taken nor set aside. */
  waiting: count,
  taken: count,
});
export type DrillTallies = z.output<typeof talliesSchema>;

/** Score sheet (채점표) of a drill (훈련). */
export const drillSheetSchema = z.strictObject({
  format: z.literal(1),
  id: z.string(),
  scenario: drillScenarioSchema,
  seed: z.number().int(),
  /** By a person, or left to itself. */
  led: z.enum(['person', 'automatic']),
  /** By the computer's clock. */
  began: epochMsSchema,
  ended: epochMsSchema,
  /** In the drill's own time. */
  from: epochMsSchema,
  until: epochMsSchema,
  /** Whether it went to the end of its script. */
  isWhole: z.boolean(),
  filings: count,
  tallies: talliesSchema,
  transport: z.record(transportStateSchema, count),
  lost: z.array(lossSchema),
  doubled: z.array(doubleSchema),
  /** What the practice central system's auditor found; must all be nought. */
  audit: z.strictObject({
    doubleFilings: count,
    blindResends: count,
    insideRetryAfter: count,
    overlaps: count,
    changedBytes: count,
  }),
  requests: count,
  limits: z.array(limitResultSchema),
  acts: z.array(drillActSchema),
  hints: z.array(drillHintSchema),
  /** The same drill left to itself; `null` until that has been run. */
  automatic: talliesSchema.nullable(),
  /** Hash of the journal's last entry: the same seed, left to itself, gives the same. */
  journal: z.string(),
});
export type DrillSheet = z.output<typeof drillSheetSchema>;

/** Whether it went as it always must. */
export const isClean = ({ lost, doubled }: Pick<DrillSheet, 'lost' | 'doubled'>): boolean =>
  lost.length === 0 && doubled.length === 0;
