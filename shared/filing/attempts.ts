import { z } from 'zod';
import { epochMsSchema } from '../time.ts';
import { receiptSchema, remoteErrorSchema } from './receipts.ts';

/** What came of an attempt (시도); only `taken` and `refused` are the central system's last word. */
export const outcomeKinds = [
  'taken',
  'pending',
  'handed-over',
  'refused',
  'busy',
  'not-sent',
  'unknown',
  'not-found',
  'not-allowed',
] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** Why, in a word that the catalogues put into a sentence under `cause.<cause>`. */
export const causes = [
  'receipt',
  'receipt-again',
  'in-queue',
  'invalid-document',
  'number-used',
  'in-progress',
  'declaration-unknown',
  'not-found',
  'unauthorized',
  'forbidden',
  'too-many-requests',
  'unavailable',
  'server-error',
  'bad-gateway',
  'gateway-timeout',
  'name-not-resolved',
  'connection-refused',
  'no-route',
  'proxy-failed',
  'tls-failed',
  'connect-timeout',
  'connection-reset',
  'timeout',
  'cut-off',
  'not-json',
  'other-number',
  'other-digest',
  'unexpected-answer',
  'redirected',
  'handed-over',
  'lies-there-already',
  'never-handed-over',
  'folder-unreachable',
  'folder-full',
  'no-answer-yet',
  'told-by-notice',
  'told-by-cargo-progress',
  'told-by-synchronisation',
  'not-offered',
  'told-to-wait',
  'process-ended',
  'cancelled-by-us',
] as const;
export const causeSchema = z.enum(causes);
export type Cause = z.output<typeof causeSchema>;

export const attemptKinds = ['send', 'inquiry'] as const;

/** An attempt as it is on disk: written before the first byte leaves, settled with its outcome. */
export const attemptSchema = z.strictObject({
  /** Counts up within the filing, from 1. */
  n: z.number().int().positive(),
  kind: z.enum(attemptKinds),
  submissionId: z.number().int().positive().nullable(),
  startedAt: epochMsSchema,
  settledAt: epochMsSchema.nullable(),
  outcome: z.enum(outcomeKinds).nullable(),
  cause: causeSchema.nullable(),
  httpStatus: z.number().int().nullable(),
  /** Milliseconds from the first byte to the outcome. */
  tookMs: z.number().int().nonnegative().nullable(),
  retryAfterMs: z.number().int().nonnegative().nullable(),
  /** The answer's body, shortened to what a person can read. */
  answer: z.string().nullable(),
  errors: z.array(remoteErrorSchema),
  receipt: receiptSchema.nullable(),
});
export type Attempt = z.output<typeof attemptSchema>;

/** A rendered document, frozen with its digest (RFC 9530 `sha-256`). */
export const submissionSchema = z.strictObject({
  id: z.number().int().positive(),
  digest: z.string(),
  bytes: z.number().int().positive(),
  frozenAt: epochMsSchema,
});
export type Submission = z.output<typeof submissionSchema>;
