import { z } from 'zod';
import { filingRowSchema } from '../filing/filing.ts';
import { filingIdSchema } from '../filing/numbers.ts';
import { incidentRemarkSchema, incidentSchema } from '../sync/incidents.ts';
import { waitingSchema } from '../sync/waiting.ts';
import { epochMsSchema } from '../time.ts';
import { chunkBytes } from './intake.ts';

const id = z.number().int().positive();

/** One row of the list of incidents. */
export const incidentRowSchema = incidentSchema
  .omit({ changes: true, errors: true, filings: true, remarks: true })
  .extend({ remarks: z.number().int().nonnegative() });
export type IncidentRow = z.output<typeof incidentRowSchema>;

/** Largest file of a remark, in bytes: it goes in one message. */
export const largestRemarkFile = chunkBytes;

export const newRemarkSchema = z
  .strictObject({
    id,
    kind: incidentRemarkSchema.shape.kind,
    text: z.string().trim().max(4000),
    link: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .nullable(),
    ticket: z.string().trim().min(1).max(100).nullable(),
    seenAt: epochMsSchema.nullable(),
    file: z
      .strictObject({
        name: z.string().min(1).max(200),
        data: z.base64().max(Math.ceil(largestRemarkFile / 3) * 4 + 4),
      })
      .nullable(),
  })
  .refine(({ text, file }) => text !== '' || file !== null, { path: ['text'] });

/** Own notice (자체 알림문) in both languages, ready to forward. */
export const ownNoticeSchema = z.strictObject({
  at: epochMsSchema,
  ko: z.string(),
  en: z.string(),
});
export type OwnNotice = z.output<typeof ownNoticeSchema>;

/** Calls about incidents (장애), and about whose waiting it was. */
export const incidentCalls = {
  /** The latest first. */
  'incidents.page': {
    input: z.strictObject({
      after: z.string().max(100).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({ rows: z.array(incidentRowSchema), next: z.string().nullable() }),
  },
  'incidents.get': { input: z.strictObject({ id }), output: incidentSchema },
  /** Filings that it affected: those that `incidents.get` counts. */
  'incidents.filings': {
    input: z.strictObject({
      id,
      after: z.string().max(200).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({ rows: z.array(filingRowSchema), next: z.string().nullable() }),
  },
  /** Adds what a person knows; the measurements stay as they are. */
  'incidents.remark': { input: newRemarkSchema, output: incidentRemarkSchema },
  /** The file of a remark, as it was handed over. */
  'incidents.file': {
    input: z.strictObject({ id, remark: id }),
    output: z.strictObject({ name: z.string(), data: z.base64() }),
  },
  'incidents.notice': { input: z.strictObject({ id }), output: ownNoticeSchema },
  'filings.waiting': { input: z.strictObject({ id: filingIdSchema }), output: waitingSchema },
} as const;
