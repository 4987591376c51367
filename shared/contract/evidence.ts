import { z } from 'zod';
import { attachedFilesSchema, personalDataSchema } from '../evidence/manifest.ts';
import { incidentSchema } from '../sync/incidents.ts';
import { epochMsSchema } from '../time.ts';

const nothing = z.strictObject({});

/** What a pack is about: a span of time, or an incident. */
export const evidenceSubjectSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('span'), from: epochMsSchema, to: epochMsSchema }),
  z.strictObject({ is: z.literal('incident'), id: z.number().int().positive() }),
]);
export type EvidenceSubject = z.output<typeof evidenceSubjectSchema>;

/** A pack as it lies on disk. */
export const madeEvidenceSchema = z.strictObject({
  folder: z.string(),
  zip: z.string(),
  /** SHA-256 of the manifest, hex. */
  digest: z.string(),
  fingerprint: z.string(),
  filings: z.number().int().nonnegative(),
  attempts: z.number().int().nonnegative(),
  /** Lines of the journal. */
  entries: z.number().int().nonnegative(),
});
export type MadeEvidence = z.output<typeof madeEvidenceSchema>;

export const evidenceCalls = {
  'evidence.make': {
    input: z.strictObject({
      about: evidenceSubjectSchema,
      personalData: personalDataSchema,
      attachedFiles: attachedFilesSchema,
      /** Full path of the folder to save in; `null` for the one within the data folder. */
      folder: z.string().trim().min(1).max(1000).nullable(),
    }),
    output: madeEvidenceSchema,
  },
  /** Stops what is being made. */
  'evidence.cancel': { input: nothing, output: nothing },
  'evidence.key': {
    input: nothing,
    output: z.strictObject({
      /** Of the key that signs; `null` before its first use. */
      fingerprint: z.string().nullable(),
      /** Where packs are saved where no other folder is chosen. */
      folder: z.string(),
    }),
  },
  /** The newest incidents that a pack can be about, newest first. */
  'evidence.incidents': {
    input: nothing,
    output: z.strictObject({
      incidents: z
        .array(
          incidentSchema.pick({
            id: true,
            startedAt: true,
            endedAt: true,
            grade: true,
            channels: true,
          }),
        )
        .max(50),
    }),
  },
} as const;

export const evidenceProgressSchema = z.strictObject({
  phase: z.enum(['collecting', 'report', 'sheets', 'packing']),
  /** Filings looked at, while it is collecting; 0 of 0 later. */
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
});
export type EvidenceProgress = z.output<typeof evidenceProgressSchema>;
