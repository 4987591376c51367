import { z } from 'zod';
import { causeSchema } from '../filing/attempts.ts';
import { epochMsSchema } from '../time.ts';

/** Ways to and into the central system (통로), each measured on its own. */
export const channels = [
  'network', // this computer's own network (이 컴퓨터의 망)
  'names', // name resolution
  'declarations', // the gateway takes declarations
  'inquiries', // the gateway answers inquiries
  'notices', // the gateway gives notices
  'open-api-cargo', // UNI-PASS open API: cargo progress (API001)
  'open-api-exports', // export performance (API002)
  'open-api-rates', // customs exchange rates (API012)
  'open-api-codes', // HS codes (API018)
  'open-api-pccc', // personal customs codes (API028)
  'sending-program', // folder exchange: the program that empties the sending folder
] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.output<typeof channelSchema>;

/** How a channel is, judged by our own measurements alone; from well to ill after `unknown`. */
export const channelGrades = ['unknown', 'working', 'slow', 'degraded', 'stopped'] as const;
export const channelGradeSchema = z.enum(channelGrades);
export type ChannelGrade = z.output<typeof channelGradeSchema>;

/** How sure a grade is: by how many measurements, how fresh and how unanimous. */
export const confidenceSchema = z.enum(['low', 'medium', 'high']);
export type Confidence = z.output<typeof confidenceSchema>;

/** A channel that got another grade. */
export const gradeChangeSchema = z.strictObject({
  channel: channelSchema,
  from: channelGradeSchema,
  to: channelGradeSchema,
  /** When it began, by the first measurement that showed it. */
  at: epochMsSchema,
  /** When enough of them had shown it. */
  knownAt: epochMsSchema,
  confidence: confidenceSchema,
  /** What the measurements said that showed it; `null` where they went well. */
  cause: causeSchema.nullable(),
});
export type GradeChange = z.output<typeof gradeChangeSchema>;

/** A channel as it is now. */
export const channelStateSchema = z.strictObject({
  channel: channelSchema,
  grade: channelGradeSchema,
  confidence: confidenceSchema,
  /** Since when it has the grade; `null` where it is unknown. */
  since: epochMsSchema.nullable(),
  lastSuccessAt: epochMsSchema.nullable(),
  lastFailure: z.strictObject({ at: epochMsSchema, cause: causeSchema }).nullable(),
  /** Milliseconds over the last hour; `null` where nothing was answered. */
  latency: z.strictObject({ p50: z.number(), p95: z.number(), p99: z.number() }).nullable(),
  /** Measurements within the last hour. */
  samples: z.number().int().nonnegative(),
});
export type ChannelState = z.output<typeof channelStateSchema>;
