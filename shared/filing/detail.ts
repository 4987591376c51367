import { z } from 'zod';
import { epochMsSchema } from '../time.ts';
import { privacyEntryKinds } from '../keys.ts';
import { incidentEntryKinds } from '../sync/incident-entries.ts';
import { attemptSchema, submissionSchema } from './attempts.ts';
import { recoveryEntryKinds } from './recovery-entries.ts';
import { filingRowSchema } from './filing.ts';
import { noticeSchema, remoteErrorSchema } from './receipts.ts';
import { staleSchema } from './stale.ts';
import { customsStateSchema, transportStateSchema } from './states.ts';

/** What the journal records of a filing; its words stand in the catalogues under `entry.<kind>`. */
export const entryKinds = [
  'imported',
  'queued',
  'frozen',
  'attempt-started',
  'attempt-settled',
  'held',
  'released',
  'retried',
  'cancelled',
  'restored',
  'filed-elsewhere',
  'priority-changed',
  'recovered',
  'notice',
  'notice-unknown',
  'customs-moved',
  'clock-changed',
  'office-set',
  'lane-stopped',
  'lane-resumed',
  'undone',
  'edited',
  'recomputed',
  'checked',
  'went-stale',
  'renumbered',
  'cargo-arrived',
  'deadline-moved',
  'deadline-met',
  'holidays-set',
  'ranges-set',
  'handing-over',
  'pacing-set',
  'pacing-subscribed',
  'pacing-file-taken',
  'pacing-file-refused',
  ...incidentEntryKinds,
  'directive-entered',
  'directive-moved',
  'ordered',
  'order-undone',
  'asked-anew',
  'reconciliation-moved',
  'compared',
  'evidence-key-made',
  'evidence-made',
  ...privacyEntryKinds,
  ...recoveryEntryKinds,
] as const;
export const entryKindSchema = z.enum(entryKinds);
export type EntryKind = z.output<typeof entryKindSchema>;

/** One line of a filing's timeline: an entry of the append-only journal. */
export const timelineEntrySchema = z.strictObject({
  seq: z.number().int().positive(),
  at: epochMsSchema,
  kind: entryKindSchema,
  /** States after this entry; absent where it moved nothing. */
  transport: transportStateSchema.optional(),
  customs: customsStateSchema.optional(),
  /** Particulars, e.g. `{ n: 2, cause: 'timeout' }`. */
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type TimelineEntry = z.output<typeof timelineEntrySchema>;

/** Everything about one filing. */
export const filingDetailSchema = z.strictObject({
  row: filingRowSchema,
  /** The declaration as entered, by document kind. */
  declaration: z.json(),
  timeline: z.array(timelineEntrySchema),
  attempts: z.array(attemptSchema),
  submissions: z.array(submissionSchema),
  notices: z.array(noticeSchema.extend({ receivedAt: epochMsSchema })),
  /** What the central system found wrong, of the last refusal. */
  errors: z.array(remoteErrorSchema),
  /** What went stale while it waited. */
  stale: staleSchema.nullable(),
  /** Amendments, withdrawals and synchronisations that point at it, oldest first. */
  parts: z.array(filingRowSchema),
});
export type FilingDetail = z.output<typeof filingDetailSchema>;
