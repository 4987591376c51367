import { z } from 'zod';
import { logSettingsSchema } from '../log/levels.ts';
import { modeSchema } from '../sync/sync-state.ts';
import { epochMsSchema } from '../time.ts';

const nothing = z.strictObject({});
const count = z.number().int().nonnegative();

/** `low`: it will be full before long; `short`: saving may fail any time. */
export const diskLevels = ['fine', 'low', 'short'] as const;
export const diskLevelSchema = z.enum(diskLevels);
export type DiskLevel = z.output<typeof diskLevelSchema>;

export const diskSchema = z.strictObject({
  level: diskLevelSchema,
  freeBytes: count,
  totalBytes: count,
  /** Days until it is full at the pace of our own growth; `null` where it is not known or far. */
  daysLeft: count.nullable(),
});
export type Disk = z.output<typeof diskSchema>;

/** What a check of the data found. */
export const dataCheckSchema = z.strictObject({
  at: epochMsSchema,
  mode: modeSchema,
  findings: count,
  filings: count,
  entries: count,
  tookMs: count,
});
export type DataCheck = z.output<typeof dataCheckSchema>;

/** What only the running engine knows of itself. */
export const runningSchema = z.strictObject({
  uptimeMs: count,
  memory: z.strictObject({ residentBytes: count, heapBytes: count }),
  /** How long the event loop was held, in milliseconds, over the last minute. */
  loop: z.strictObject({ p50: z.number(), p99: z.number(), max: z.number() }),
  log: z.strictObject({ isWriting: z.boolean(), lostLines: count }),
});
export type Running = z.output<typeof runningSchema>;

/** The program itself (프로그램 상태): how it is, and how much room it has. */
export const programSchema = z.strictObject({
  now: epochMsSchema,
  mode: modeSchema,
  versions: z.strictObject({
    naru: z.string(),
    node: z.string(),
    /** `null` where no desktop runs it. */
    electron: z.string().nullable(),
    sqlite: z.string(),
    /** Of the database's shape. */
    schema: count,
    platform: z.string(),
    arch: z.string(),
  }),
  /** `null` where it is looked at from outside of the engine. */
  running: runningSchema.nullable(),
  database: z.strictObject({
    bytes: count,
    walBytes: count,
    /** Over the last days; `null` before it is known. */
    growthPerDay: z.number().nullable(),
    filings: count,
    entries: count,
  }),
  /** `null` where the system does not tell. */
  disk: diskSchema.nullable(),
  logs: z.strictObject({ files: count, bytes: count }),
  lastBackupAt: epochMsSchema.nullable(),
  lastCheck: dataCheckSchema.nullable(),
});
export type Program = z.output<typeof programSchema>;

/** A file of a diagnostics bundle (진단 파일), shown before it is saved. */
export const diagnosticFileSchema = z.strictObject({
  name: z.string().max(60),
  text: z.string(),
});
export type DiagnosticFile = z.output<typeof diagnosticFileSchema>;

export const programCalls = {
  'program.get': { input: nothing, output: programSchema },
  /** Room on the disk of the data folder; `null` where the system does not tell. */
  'program.disk': { input: nothing, output: z.strictObject({ disk: diskSchema.nullable() }) },
  /** Checks the data as `naru verify` does; sending stands still meanwhile. */
  'program.check': { input: nothing, output: dataCheckSchema },
  'logs.get': { input: nothing, output: logSettingsSchema },
  'logs.set': { input: logSettingsSchema, output: nothing },
  /** What helps those who mend the program, without personal data and without secrets. */
  'diagnostics.get': {
    input: nothing,
    output: z.strictObject({ files: z.array(diagnosticFileSchema).max(30) }),
  },
} as const;
