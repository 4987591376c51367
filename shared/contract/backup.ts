import { z } from 'zod';
import { problemSchema } from '../errors.ts';
import { modeSchema } from '../sync/sync-state.ts';
import { epochMsSchema } from '../time.ts';

const nothing = z.strictObject({});
const whole = z.number().int().nonnegative();
/** A whole path, of this system or another: what is relative would land wherever the program stands. */
export const wholePathSchema = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^(?:\/|\\\\|[A-Za-z]:[\\/])[^\p{Cc}\p{Cs}]*$/u);
const passphrase = z.string().max(1000);

/** What a database holds, as far as a restore changes it. */
const sideSchema = z.strictObject({
  filings: whole,
  waiting: whole,
  newestAt: epochMsSchema.nullable(),
  /** The last serial that was given, by year and letter. */
  numbers: z.array(z.strictObject({ year: whole, letter: z.string(), last: whole })),
});

/** What a restore would change. */
export const restorePreviewSchema = z.strictObject({
  made: epochMsSchema,
  mode: modeSchema,
  is: z.enum(['backup', 'move']),
  copy: sideSchema,
  /** `null` where nothing is there, or it cannot be read. */
  present: sideSchema.nullable(),
  /** Whether both come from the same first entry: else it is another office's, or another beginning. */
  isSameLine: z.boolean(),
  /** Filings of today that the copy does not know; the newest are named. */
  unknown: z.strictObject({
    count: whole,
    filings: z
      .array(
        z.strictObject({
          declarationNo: z.string(),
          reference: z.string(),
          transport: z.string(),
        }),
      )
      .max(200),
  }),
});
export type RestorePreview = z.output<typeof restorePreviewSchema>;

export const backupFactsSchema = z.strictObject({
  file: z.string(),
  made: epochMsSchema,
  mode: modeSchema,
  bytes: whole,
  filings: whole,
  newestAt: epochMsSchema.nullable(),
  /** Whether a passphrase opens it on any computer. */
  hasPassphrase: z.boolean(),
});
export type BackupFacts = z.output<typeof backupFactsSchema>;

/** How far the central system was asked after an older copy was put in place. */
export const recoveryStateSchema = z.strictObject({
  at: epochMsSchema,
  /** The newest entry of the copy. */
  from: epochMsSchema,
  why: z.enum(['restored', 'found-older', 'salvaged', 'moved', 'stayed', 'told-late']),
  holds: z.boolean(),
  /** In folder exchange nobody can be asked: a person has to say that it may go on. */
  needsPerson: z.boolean(),
  asked: whole,
  settled: whole,
  takenUp: whole,
  free: whole,
  untold: whole,
  /** Still to be asked, as far as is known; numbers without an end count as one. */
  left: whole,
});
export type RecoveryState = z.output<typeof recoveryStateSchema>;

export const backupStateSchema = z.strictObject({
  folder: z.string().nullable(),
  everyHours: z.number().int(),
  protect: z.enum(['passphrase', 'this-computer']),
  keep: z.strictObject({ days: whole, weeks: whole, months: whole }),
  last: z
    .strictObject({ at: epochMsSchema, file: z.string(), bytes: whole, filings: whole })
    .nullable(),
  /** What kept the last one from being made. */
  trouble: problemSchema.nullable(),
  isMaking: z.boolean(),
  nextAt: epochMsSchema.nullable(),
  recovery: recoveryStateSchema.nullable(),
  /** When the data was moved to another computer. */
  movedAt: epochMsSchema.nullable(),
  /** What was kept aside before restores and new versions, in the data folder. */
  kept: z.strictObject({ folder: z.string(), count: whole, bytes: whole }),
  /** When the whole database was last read through; `null`: not yet. */
  checkedAt: epochMsSchema.nullable(),
});
export type BackupState = z.output<typeof backupStateSchema>;

export const madeBackupSchema = z.strictObject({
  file: z.string(),
  made: epochMsSchema,
  bytes: whole,
  filings: whole,
  entries: whole,
  removed: whole,
});

export const exportedSchema = z.strictObject({
  folder: z.string(),
  filings: whole,
  attempts: whole,
  notices: whole,
  documents: whole,
});

export const backupCalls = {
  'backup.get': { input: nothing, output: backupStateSchema },
  'backup.set': {
    input: z.strictObject({
      folder: wholePathSchema.nullable(),
      everyHours: z.number().int().min(1).max(168),
      keep: z.strictObject({
        days: z.number().int().min(1).max(60),
        weeks: z.number().int().min(0).max(60),
        months: z.number().int().min(0).max(120),
      }),
      protect: z.discriminatedUnion('is', [
        z.strictObject({ is: z.literal('passphrase'), passphrase }),
        z.strictObject({ is: z.literal('this-computer') }),
        z.strictObject({ is: z.literal('as-it-is') }),
      ]),
    }),
    output: backupStateSchema,
  },
  /** Makes one now, into the folder that is set. */
  'backup.make': { input: nothing, output: madeBackupSchema },
  'backup.list': {
    input: nothing,
    output: z.strictObject({ backups: z.array(backupFactsSchema).max(200) }),
  },
  'restore.preview': {
    input: z.strictObject({ file: wholePathSchema, passphrase: passphrase.nullable() }),
    output: restorePreviewSchema,
  },
  /** Puts a backup in the place of what is there, which is kept. */
  'restore.apply': {
    input: z.strictObject({ file: wholePathSchema, passphrase: passphrase.nullable() }),
    output: z.strictObject({ kept: z.string().nullable() }),
  },
  /** In folder exchange: a person has looked, and sending may go on. */
  'restore.goOn': { input: nothing, output: nothing },
  'export.make': { input: z.strictObject({ folder: wholePathSchema }), output: exportedSchema },
  /** Makes the file for another computer; this one sends no more. */
  'move.out': {
    input: z.strictObject({ folder: wholePathSchema, passphrase }),
    output: madeBackupSchema,
  },
  /** This computer sends again after all: numbers are passed over, and everything is asked first. */
  'move.stay': { input: nothing, output: nothing },
} as const;
