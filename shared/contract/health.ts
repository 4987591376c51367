import { z } from 'zod';
import { causeSchema } from '../filing/attempts.ts';
import { channelSchema, channelStateSchema, gradeChangeSchema } from '../sync/channels.ts';
import { epochMsSchema } from '../time.ts';

const nothing = z.strictObject({});
const count = z.number().int().nonnegative();
const ms = z.number().nonnegative().nullable();

/** How far a history looks back: 6 hours by the minute, 6 days by 15 minutes, 12 weeks by 6 hours. */
export const healthSpans = ['hours', 'days', 'weeks'] as const;
export const healthSpanSchema = z.enum(healthSpans);
export type HealthSpan = z.output<typeof healthSpanSchema>;

const hour = 3_600_000;
/** Milliseconds of each span, and of a step in it: a few hundred steps. */
export const spanLengths: Readonly<Record<HealthSpan, { lengthMs: number; stepMs: number }>> = {
  hours: { lengthMs: 6 * hour, stepMs: hour / 60 },
  days: { lengthMs: 6 * 24 * hour, stepMs: hour / 4 },
  weeks: { lengthMs: 12 * 7 * 24 * hour, stepMs: 6 * hour },
};

/** A channel over time, as columns of a plot: one value each for every step. */
export const healthHistorySchema = z.strictObject({
  channel: channelSchema,
  span: healthSpanSchema,
  /** Beginning of the first step. */
  from: epochMsSchema,
  stepMs: z.number().int().positive(),
  well: z.array(count).max(600),
  ill: z.array(count).max(600),
  /** Milliseconds; `null` where nothing was timed. */
  p50: z.array(ms).max(600),
  p95: z.array(ms).max(600),
  p99: z.array(ms).max(600),
  /** Failures in the whole span, the most frequent first. */
  causes: z.array(z.strictObject({ cause: causeSchema, count })),
  /** Grade changes in the span, and the one before it. */
  changes: z.array(gradeChangeSchema).max(500),
});
export type HealthHistory = z.output<typeof healthHistorySchema>;

export const healthSchema = z.strictObject({
  now: epochMsSchema,
  states: z.array(channelStateSchema),
});

export const healthCalls = {
  /** How each channel is, by our own measurements alone. */
  'health.get': { input: nothing, output: healthSchema },
  'health.history': {
    input: z.strictObject({ channel: channelSchema, span: healthSpanSchema }),
    output: healthHistorySchema,
  },
} as const;
