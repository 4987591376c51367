import { z } from 'zod';
import { retentionGroups } from '../privacy/retention.ts';
import { epochMsSchema } from '../time.ts';

const nothing = z.strictObject({});
const count = z.number().int().nonnegative();

/** Kinds of things that a data folder holds. */
export const storedKinds = ['filings', 'journal', 'notices', 'drafts', 'answers'] as const;
/** Files and folders of a data folder. */
export const storedPlaces = [
  'naru.db',
  'practice.db',
  'practice-central.db',
  'backups',
  'evidence',
  'drills',
] as const;

export const removableSchema = z.strictObject({
  group: z.enum(retentionGroups),
  count,
  /** When the oldest of them ended; `null` where there are none. */
  oldest: epochMsSchema.nullable(),
  /** What ended before is over its time. */
  cutoff: epochMsSchema,
});
export type Removable = z.output<typeof removableSchema>;

export const privacyStateSchema = z.strictObject({
  folder: z.string(),
  stored: z.array(z.strictObject({ what: z.enum(storedKinds), count })),
  places: z.array(z.strictObject({ name: z.enum(storedPlaces), bytes: count })),
  removable: z.array(removableSchema),
});
export type PrivacyState = z.output<typeof privacyStateSchema>;

export const privacyCalls = {
  /** What is stored, how much, and what may go. */
  'privacy.get': { input: nothing, output: privacyStateSchema },
  /**
   * Deletes for good what is over its time.
   * `count` is what the person was shown; where it is another by now, nothing is done.
   */
  'privacy.remove': {
    input: z.strictObject({
      group: z.enum(retentionGroups),
      count: z.number().int().positive(),
      cutoff: epochMsSchema,
    }),
    output: z.strictObject({ removed: count }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
