import { z } from 'zod';
import { causeSchema } from '../../../shared/filing/attempts.ts';
import { channelGradeSchema } from '../../../shared/sync/channels.ts';
import { epochMsSchema } from '../../../shared/time.ts';

const count = z.number().int().nonnegative();

/** Measurements within ten seconds of each other. */
const slotSchema = z.object({
  at: epochMsSchema,
  well: count,
  ill: count,
  firstIllAt: epochMsSchema.nullable(),
});
export type Slot = z.output<typeof slotSchema>;

/** What a channel's grade rests on; kept on disk, so that a restart changes no grade. */
export const channelMemorySchema = z.object({
  grade: channelGradeSchema,
  /** By the first measurement that showed it. */
  since: epochMsSchema.nullable(),
  knownAt: epochMsSchema.nullable(),
  /** What showed it; `null` where measurements went well. */
  cause: causeSchema.nullable(),
  slots: z.array(slotSchema),
  /** The last answers' times, thinned out. */
  took: z.array(z.object({ at: epochMsSchema, ms: z.number() })),
  /** Failures in a row. */
  illRun: z
    .object({
      since: epochMsSchema,
      count,
      /** Those that were more than "too many requests". */
      hard: count,
      cause: causeSchema,
    })
    .nullable(),
  /** Share of failures at other times than the present run. */
  share: z.number(),
  /** No connection stood in this trouble: what is behind it is not known. */
  isOfTheWay: z.boolean(),
  /** Good round trips while trouble is being taken back. */
  clean: z
    .object({
      since: epochMsSchema,
      good: count,
      bad: count,
      /** Share of failures before it. */
      share: z.number(),
    })
    .nullable(),
  /** First sign of life after a stop. */
  aliveSince: epochMsSchema.nullable(),
  /** From the first failure to the end of the probation after it. */
  trouble: z
    .object({
      since: epochMsSchema,
      relapses: count,
      /** End of the probation; `null` before it has begun. */
      calmUntil: epochMsSchema.nullable(),
    })
    .nullable(),
  /** Usual time of an answer, as a mean of logarithms. */
  usual: z.object({ log: z.number(), count, at: epochMsSchema }).nullable(),
  lastSuccessAt: epochMsSchema.nullable(),
  lastFailure: z.object({ at: epochMsSchema, cause: causeSchema }).nullable(),
  /** The last measurement, whatever it said. */
  lastAt: epochMsSchema.nullable(),
  /** The last one that was made on this channel. */
  ownAt: epochMsSchema.nullable(),
});
export type ChannelMemory = z.output<typeof channelMemorySchema>;

export const nothingMeasured: ChannelMemory = {
  grade: 'unknown',
  since: null,
  knownAt: null,
  cause: null,
  slots: [],
  took: [],
  illRun: null,
  share: 0,
  isOfTheWay: false,
  clean: null,
  aliveSince: null,
  trouble: null,
  usual: null,
  lastSuccessAt: null,
  lastFailure: null,
  lastAt: null,
  ownAt: null,
};
