import { z } from 'zod';
import { pacingNameSchema, pacingViewSchema } from '../sync/pacing.ts';

const nothing = z.strictObject({});

export const pacingSubscriptionSchema = z.strictObject({
  /** An https address, or the full path of a file. */
  address: z.string().trim().min(1).max(1000),
  /** Ed25519, as base64 of 32 bytes or as SPKI. */
  publicKey: z.string().trim().min(1).max(400),
});

export const pacingCalls = {
  'pacing.get': { input: nothing, output: pacingViewSchema },
  /** Chooses values, of which `null` gives one back; those that are not named stay. */
  'pacing.set': {
    input: z.strictObject({ values: z.partialRecord(pacingNameSchema, z.number().nullable()) }),
    output: pacingViewSchema,
  },
  /** Follows a signed pacing file, and looks at once. */
  'pacing.subscribe': { input: pacingSubscriptionSchema, output: pacingViewSchema },
  'pacing.unsubscribe': { input: nothing, output: pacingViewSchema },
  /** Looks for the file now. */
  'pacing.look': { input: nothing, output: pacingViewSchema },
} as const;
