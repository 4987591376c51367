import { z } from 'zod';
import { modeSchema } from '../sync/sync-state.ts';
import { wholePathSchema } from './backup.ts';

const nothing = z.strictObject({});

/** What an engine tells of data (자료) that it cannot open. */
const rescueStateSchema = z.strictObject({
  mode: modeSchema,
  /** The damaged file; it is kept, whatever is done. */
  file: z.string(),
});

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

/** Calls of an engine whose data is damaged; once they have done it, it is the real engine. */
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
