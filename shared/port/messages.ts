import { z } from 'zod';
import { engineEventSchema } from '../contract/index.ts';
import { problemSchema } from '../errors.ts';

const requestId = z.number().int().nonnegative();

/** A face asks. The input is judged by the call's own schema. */
export const requestSchema = z.strictObject({
  kind: z.literal('request'),
  id: requestId,
  call: z.string().max(100),
  input: z.unknown().optional(),
});
export type Request = z.output<typeof requestSchema>;

export const answerSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    kind: z.literal('answer'),
    id: requestId,
    ok: z.literal(true),
    value: z.unknown().optional(),
  }),
  z.strictObject({
    kind: z.literal('answer'),
    id: requestId,
    ok: z.literal(false),
    problem: problemSchema,
  }),
]);
export type Answer = z.output<typeof answerSchema>;

export const eventSchema = z.strictObject({ kind: z.literal('event'), event: engineEventSchema });
export type EventMessage = z.output<typeof eventSchema>;

/** The engine's process says that its engine is up; for its host alone. */
export const readySchema = z.strictObject({ kind: z.literal('ready') });

/** A host asks the engine's process to end in good order; no face can say it. */
export const stopSchema = z.strictObject({ kind: z.literal('stop') });
export type Stop = z.output<typeof stopSchema>;

/** 32 bytes, hex. */
const secret = z.string().regex(/^[0-9a-f]{64}$/);
/** A secret as the system's keychain encrypted it, base64. */
const kept = z.base64().max(20_000);

/** The engine's process asks its host what the system's keychain holds; for its host alone. */
export const keychainQuestionSchema = z.strictObject({
  kind: z.literal('keychain-question'),
  /** What the folder has of this keychain; `null` where there is nothing yet. */
  kept: kept.nullable(),
});
export type KeychainQuestion = z.output<typeof keychainQuestionSchema>;

/** The host's answer, before the folder is opened; it never goes by arguments or environment. */
export const keychainAnswerSchema = z.strictObject({
  kind: z.literal('keychain-answer'),
  /** What was kept, decrypted; `null` where that did not succeed. */
  secret: secret.nullable(),
  /** A secret to keep from now on; `null` where the one that is there stays, or nothing can be kept. */
  offer: z.strictObject({ secret, kept }).nullable(),
});
export type KeychainAnswer = z.output<typeof keychainAnswerSchema>;

/** Whatever an engine may post. */
export const fromEngineSchema = z.union([answerSchema, eventSchema, readySchema]);
