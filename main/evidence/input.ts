import { z } from 'zod';
import { attachedFilesSchema, personalDataSchema } from '../../shared/evidence/index.ts';
import { attemptKinds, causeSchema, outcomeKinds } from '../../shared/filing/attempts.ts';
import {
  declarationKindSchema,
  declarationNoSchema,
  filingIdSchema,
} from '../../shared/filing/numbers.ts';
import { partSchema } from '../../shared/filing/part.ts';
import { customsStateSchema, transportStateSchema } from '../../shared/filing/states.ts';
import { channelGradeSchema, channelSchema } from '../../shared/sync/channels.ts';
import { incidentRemarkSchema, incidentSchema } from '../../shared/sync/incidents.ts';
import { modeSchema } from '../../shared/sync/sync-state.ts';
import { civilDateSchema, epochMsSchema } from '../../shared/time.ts';

export const spanSchema = z.strictObject({ from: epochMsSchema, to: epochMsSchema });
export type EvidenceSpan = z.output<typeof spanSchema>;

/** What was measured of one channel, in buckets of the same length. */
export const measurementsSchema = z.strictObject({
  channel: channelSchema,
  bucketMs: z.number().int().positive(),
  points: z.array(
    z.strictObject({
      /** Beginning of the bucket. */
      at: epochMsSchema,
      samples: z.number().int().nonnegative(),
      failures: z.number().int().nonnegative(),
      /** Milliseconds to an answer; `null` where there was none. */
      p50: z.number().nonnegative().nullable(),
      p95: z.number().nonnegative().nullable(),
      grade: channelGradeSchema,
    }),
  ),
});
export type Measurements = z.output<typeof measurementsSchema>;

/** How long a filing waited within the span, in milliseconds, by whose doing. */
export const waitingSchema = z.strictObject({
  theirs: z.number().nonnegative(),
  ours: z.number().nonnegative(),
  person: z.number().nonnegative(),
});
export type WaitingShares = z.output<typeof waitingSchema>;

/** A legal date (기한) and what may become of it; sentences in Korean, as they are printed. */
export const evidenceDeadlineSchema = z.strictObject({
  on: civilDateSchema,
  /** The rule, e.g. `반입일부터 30일 (관세법 제241조제3항)`; `null` where it is not known. */
  rule: z.string().nullable(),
  /** After an outage under 관세법 제8조제4항; `null` where nothing speaks for it. */
  possible: z
    .strictObject({
      on: civilDateSchema,
      for: z.array(z.string()),
      against: z.array(z.string()),
    })
    .nullable(),
});
export type EvidenceDeadline = z.output<typeof evidenceDeadlineSchema>;

const attemptRowSchema = z.strictObject({
  filingId: filingIdSchema,
  declarationNo: declarationNoSchema,
  part: partSchema,
  n: z.number().int().positive(),
  kind: z.enum(attemptKinds),
  startedAt: epochMsSchema,
  /** `null` while it is on its way. */
  settledAt: epochMsSchema.nullable(),
  outcome: z.enum(outcomeKinds).nullable(),
  cause: causeSchema.nullable(),
  httpStatus: z.number().int().nullable(),
  tookMs: z.number().nonnegative().nullable(),
  retryAfterMs: z.number().nonnegative().nullable(),
  /** Digest of the document it was about. */
  digest: z.string().nullable(),
  /** What was answered, shortened. */
  answer: z.string().nullable(),
});
export type EvidenceAttempt = z.output<typeof attemptRowSchema>;

const filingSchema = z.strictObject({
  id: filingIdSchema,
  declarationNo: declarationNoSchema,
  reference: z.string(),
  kind: declarationKindSchema,
  part: partSchema,
  importer: z.string(),
  goods: z.string(),
  billOfLading: z.string(),
  /** When it was put into the outbox. */
  queuedAt: epochMsSchema,
  /** As they are when the pack is made. */
  transport: transportStateSchema,
  customs: customsStateSchema,
  receiptNo: z.string().nullable(),
  receiptAt: epochMsSchema.nullable(),
  /** Within the span. */
  attempts: z.number().int().nonnegative(),
  documents: z.array(z.strictObject({ digest: z.string(), frozenAt: epochMsSchema })),
  deadline: evidenceDeadlineSchema.nullable(),
  waiting: waitingSchema.nullable(),
});
export type EvidenceFiling = z.output<typeof filingSchema>;

const placeSchema = z.strictObject({ seq: z.number().int().nonnegative(), hash: z.string() });

/** Everything that a pack is made of; nothing else is looked up, so the same makes the same. */
export const evidenceInputSchema = z.strictObject({
  mode: modeSchema,
  madeAt: epochMsSchema,
  program: z.string(),
  office: z
    .strictObject({ declarant: z.string(), name: z.string(), customsOffice: z.string() })
    .nullable(),
  span: spanSchema,
  personalData: personalDataSchema,
  attachedFiles: attachedFilesSchema,
  incidents: z.array(incidentSchema),
  /** `null` where nothing measures. */
  measurements: z.array(measurementsSchema).nullable(),
  attempts: z.array(attemptRowSchema),
  filings: z.array(filingSchema),
  /** Official notices and notes that a person added. */
  remarks: z.array(incidentRemarkSchema),
  /** Files of the remarks that lie in the pack, where they are to: those that are still kept. */
  attachments: z.array(z.strictObject({ remark: z.number().int().positive(), file: z.string() })),
  journal: z.strictObject({ before: placeSchema, last: placeSchema, head: placeSchema }),
});
export type EvidenceInput = z.output<typeof evidenceInputSchema>;
