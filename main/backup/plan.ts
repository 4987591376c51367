import { z } from 'zod';
import { epochMs, epochMsSchema, type EpochMs } from '../../shared/time.ts';
import type { Store, Tables } from '../store/index.ts';
import { isMovedAway } from './moving.ts';
import { recipientSchema } from './passphrase.ts';
import { keepDefault, type Keep } from './rotation.ts';

const hourMs = 3_600_000;

/** What an office has chosen for its backups. */
export const planSchema = z.strictObject({
  folder: z.string().nullable(),
  everyHours: z.number().int().min(1).max(168),
  keep: z.strictObject({ days: z.number(), weeks: z.number(), months: z.number() }),
  /** To whom they are sealed; `null`: only this computer opens them. */
  recipient: recipientSchema.nullable(),
  setAt: epochMsSchema,
});
export type BackupPlan = z.output<typeof planSchema>;

const lastSchema = z.strictObject({
  at: epochMsSchema,
  file: z.string(),
  bytes: z.number(),
  filings: z.number(),
});
export type LastBackup = z.output<typeof lastSchema>;

export const noPlan: BackupPlan = {
  folder: null,
  everyHours: 24,
  keep: { ...keepDefault },
  recipient: null,
  setAt: epochMs(0),
};

export function readPlan(store: Store): BackupPlan {
  return store.read(planIn);
}

export function planIn({ settings }: Pick<Tables, 'settings'>): BackupPlan {
  const stored = planSchema.safeParse(settings.get('backup'));
  return stored.success ? stored.data : noPlan;
}

export function readLast(store: Store): LastBackup | null {
  const stored = lastSchema.safeParse(store.read(({ settings }) => settings.get('backup-last')));
  return stored.success ? stored.data : null;
}

export function noteMade(store: Store, last: LastBackup): void {
  store.transaction(({ settings }) => settings.set('backup-last', last));
}

/** When the next one is due; `null` where none is made by itself. A clock set back makes none wait. */
export function dueAt(
  { folder, everyHours }: BackupPlan,
  last: LastBackup | null,
  now: EpochMs,
): EpochMs | null {
  if (folder === null) return null;
  if (last === null || last.at > now) return now;
  return epochMs(last.at + everyHours * hourMs);
}

/** When the next backup of a database is due by its plan; `null` where none is made by itself. */
export function nextDue(store: Store, now: EpochMs): EpochMs | null {
  return isMovedAway(store) ? null : dueAt(readPlan(store), readLast(store), now);
}

/** How many days old the last backup of a database is, where that is too old. */
export function daysWithout(store: Store, now: EpochMs): number | null {
  return isMovedAway(store) ? null : daysTooOld(readPlan(store), readLast(store), now);
}

/**
 * What a new backup lets go of: where another computer makes the office's backups in the same folder,
 * nothing, for they are newer in what they hold.
 */
export function keepOf(store: Store): Keep | null {
  return isMovedAway(store) ? null : readPlan(store).keep;
}

/** How many days old the last one is, where that is too old; `null` where it is not. */
export function daysTooOld(
  { folder, everyHours, setAt }: BackupPlan,
  last: LastBackup | null,
  now: EpochMs,
): number | null {
  if (folder === null) return null;
  const since = last?.at ?? setAt;
  const allowed = Math.max(2 * everyHours, 48) * hourMs;
  return now - since > allowed ? Math.floor((now - since) / (24 * hourMs)) : null;
}
