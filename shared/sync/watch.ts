import { z } from 'zod';
import { declarationKindSchema, filingIdSchema } from '../filing/numbers.ts';
import { partKinds } from '../filing/part.ts';
import { customsStateSchema, transportStateSchema } from '../filing/states.ts';
import { epochMsSchema } from '../time.ts';

/** What is waited for: that they say whether they have it, or what they decide about it. */
export const answerWaits = ['receipt', 'decision'] as const;
export const answerWaitSchema = z.enum(answerWaits);
export type AnswerWait = z.output<typeof answerWaitSchema>;

/** How old an answer that is missing is: later than usual, a day (warns), two days (insists). */
export const waitAges = ['late', 'day', 'two-days'] as const;
export const waitAgeSchema = z.enum(waitAges);
export type WaitAge = z.output<typeof waitAgeSchema>;

/** A filing that was handed in and not answered within what is usual (답이 없는 신고). */
export const unansweredRowSchema = z.strictObject({
  id: filingIdSchema,
  declarationNo: z.string(),
  reference: z.string(),
  importer: z.string(),
  kind: declarationKindSchema,
  part: z.enum(partKinds),
  transport: transportStateSchema,
  customs: customsStateSchema,
  waits: answerWaitSchema,
  /** Since when: its last sending, or its receipt. */
  since: epochMsSchema,
  /** What is usual for its kind and way, in milliseconds. */
  usualMs: z.number().int().positive(),
  age: waitAgeSchema,
  /** When it is inquired about next; `null` where only a notice can tell. */
  nextAttemptAt: epochMsSchema.nullable(),
});
export type UnansweredRow = z.output<typeof unansweredRowSchema>;

const ages = z.strictObject({
  late: z.number().int().nonnegative(),
  day: z.number().int().nonnegative(),
  'two-days': z.number().int().nonnegative(),
});
export type AgeCounts = z.output<typeof ages>;

/** What ours and theirs differ in (대조). */
export const differenceKinds = [
  'they-have-it', // ours says that it is not there, they have it
  'they-do-not-know', // ours has a receipt, they do not know it
  'other-receipt',
  'other-document',
  'other-state',
  'still-processing', // ours has a receipt, theirs is still in a queue
  'they-refused', // ours has a receipt, they refused it
] as const;
export const differenceKindSchema = z.enum(differenceKinds);
export type DifferenceKind = z.output<typeof differenceKindSchema>;

export const differenceRowSchema = z.strictObject({
  id: filingIdSchema,
  declarationNo: z.string(),
  reference: z.string(),
  importer: z.string(),
  transport: transportStateSchema,
  customs: customsStateSchema,
  what: differenceKindSchema,
  /** Receipt number or state, on both sides, as they stood; `–` where there was none. */
  ours: z.string(),
  theirs: z.string(),
  foundAt: epochMsSchema,
});
export type DifferenceRow = z.output<typeof differenceRowSchema>;

/** A comparison of ours with theirs, once a day and by hand. */
export const reconciliationSchema = z.strictObject({
  id: z.number().int().positive(),
  askedBy: z.enum(['day', 'person']),
  startedAt: epochMsSchema,
  finishedAt: epochMsSchema.nullable(),
  planned: z.number().int().nonnegative(),
  same: z.number().int().nonnegative(),
  different: z.number().int().nonnegative(),
  unanswered: z.number().int().nonnegative(),
});
export type Reconciliation = z.output<typeof reconciliationSchema>;

export const watchStateSchema = z.strictObject({
  receipt: ages,
  decision: ages,
  /** Whether there are more than were counted. */
  more: z.boolean(),
  reconciliation: reconciliationSchema.nullable(),
  differences: z.number().int().nonnegative(),
  doubles: z.number().int().nonnegative(),
});
export type WatchState = z.output<typeof watchStateSchema>;
