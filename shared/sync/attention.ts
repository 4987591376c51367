import { z } from 'zod';
import { epochMsSchema } from '../time.ts';

/** What somebody is told of; each kind has a quiet time of its own. */
export const attentionKinds = ['grade', 'deadline', 'person', 'age', 'disk'] as const;
export const attentionKindSchema = z.enum(attentionKinds);
export type AttentionKind = z.output<typeof attentionKindSchema>;

/** Something a person is to know now, in one line. */
export const attentionSchema = z.strictObject({
  at: epochMsSchema,
  /** The most pressing of what the line tells. */
  kind: attentionKindSchema,
  /** `insist`: it stands on the first page until it is acted on. */
  level: z.enum(['tell', 'warn', 'insist']),
  ko: z.string(),
  en: z.string(),
});
export type Attention = z.output<typeof attentionSchema>;

export const attentionEventSchema = z.strictObject({
  topic: z.literal('attention'),
  attention: attentionSchema,
});
