import { z } from 'zod';
import { modeSchema } from '../sync/sync-state.ts';
import { wholePathSchema } from './backup.ts';

const nothing = z.strictObject({});

/** What is being done about damaged data. */
const rescueWorkSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('restoring') }),
  /** So many rows are saved so far. */
  z.strictObject({ is: z.literal('salvaging'), rows: z.number().int() }),
]);
export type RescueWork = z.output<typeof rescueWorkSchema>;

/** What an engine tells of damaged data (자료). */
const rescueStateSchema = z.strictObject({
  mode: modeSchema,
  /** The damaged file; it is kept, whatever is done. */
  file: z.string(),
  /** Whether it could be opened, and the daily check found the damage. */
  isOpen: z.boolean(),
  /** What is under way; no other call is answered meanwhile. `null`: nothing is. */
  work: rescueWorkSchema.nullable(),
});
export type RescueState = z.output<typeof rescueStateSchema>;

export const salvagedSchema = z.strictObject({
  rows: z.number().int(),
  /** Journal entries that could not be read. */
  entriesLost: z.number().int(),
  /** Declaration numbers of filings that a person has to look at, a few of many. */
  filings: z.array(z.string()).max(200),
  /** Where the damaged data lies now. */
  kept: z.string().nullable(),
});
export type Salvaged = z.output<typeof salvagedSchema>;

/**
 * Calls about damaged data: of an engine that could not open it, and of one at work whose last check
 * found damage. Once they have done it, the engine works with what came in its place.
 */
export const rescueCalls = {
  /** `null`: nothing is to be rescued. */
  'rescue.get': {
    input: nothing,
    output: z.strictObject({ rescue: rescueStateSchema.nullable() }),
  },
  /** Puts a backup in the place of what is damaged. */
  'rescue.restore': {
    input: z.strictObject({
      file: wholePathSchema,
      passphrase: z.string().min(1).max(1000).nullable(),
    }),
    output: z.strictObject({ kept: z.string().nullable() }),
  },
  /** Saves what can be read of what is damaged. */
  'rescue.salvage': { input: nothing, output: salvagedSchema },
} as const;
