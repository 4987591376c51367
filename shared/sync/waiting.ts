import { z } from 'zod';
import { epochMsSchema } from '../time.ts';

/** Whose waiting it was (누구 때문에 기다렸나). */
export const waitingSides = [
  'central', // trouble of the central system (세관 쪽)
  'ours', // our pacing and limits, our network, our computer being off (우리 쪽)
  'person', // held, to be checked, refused until it was queued again (사람)
  'none', // on its way
] as const;
export const waitingSideSchema = z.enum(waitingSides);
export type WaitingSide = z.output<typeof waitingSideSchema>;

/** Why, in a word that the catalogues put into a sentence under `incidents.waiting.why.<why>`. */
export const waitingReasons = [
  'incident', // their trouble, from the first failure that was measured
  'not-known-yet', // their trouble was over, and our next look was not due yet
  'their-failure', // a request that they let fail, outside of any incident
  'pacing', // our turn, our limits, our pause between tries
  'own-trouble', // our network, or the line to them
  'off', // Naru was not running
  'process-ended', // Naru ended while an answer was under way
  'draft',
  'held',
  'invalid',
  'recheck',
  'refused',
  'withdrawn-here', // cancelled or filed elsewhere, and taken back later
  'on-its-way', // a request that was answered
  'processing', // the central system has it in its own queue
  'handed-over', // the sending program has it
] as const;
export const waitingReasonSchema = z.enum(waitingReasons);
export type WaitingReason = z.output<typeof waitingReasonSchema>;

export const waitingSpanSchema = z.strictObject({
  from: epochMsSchema,
  to: epochMsSchema,
  whose: waitingSideSchema,
  why: waitingReasonSchema,
  /** The incident that it is put down to. */
  incident: z.number().int().positive().nullable(),
});
export type WaitingSpan = z.output<typeof waitingSpanSchema>;

const ms = z.number().int().nonnegative();

/** The whole time of a filing from its coming in until it was taken, or until now. */
export const waitingSchema = z.strictObject({
  /** Without gaps, oldest first. */
  spans: z.array(waitingSpanSchema),
  sums: z.strictObject({ central: ms, ours: ms, person: ms, none: ms }),
  /** Milliseconds; the sums add up to it exactly. */
  total: ms,
  /** Whether it has come to an end. */
  ended: z.boolean(),
});
export type Waiting = z.output<typeof waitingSchema>;
