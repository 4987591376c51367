import { z } from 'zod';

/** From the chattiest to the gravest. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export const logLevelSchema = z.enum(logLevels);
export type LogLevel = z.output<typeof logLevelSchema>;

/** What an office may choose of the logs (기록 파일). */
export const logSettingsSchema = z.strictObject({
  level: logLevelSchema,
  /** For how long files are kept, in days. */
  keepDays: z.number().int().min(1).max(90),
});
export type LogSettings = z.output<typeof logSettingsSchema>;

export const defaultLogSettings: LogSettings = { level: 'info', keepDays: 14 };
