import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import { readContainer, type Header } from './container.ts';
import { toRemove, type Keep } from './rotation.ts';

export const backupExtension = '.naru-backup';
/** What a backup is called until it is whole and checked. */
export const unfinishedExtension = '.part';
const nameSchema = /^naru(-practice)?-\d{8}-\d{6}\.naru-backup$/;

/** A backup's name, in Korean time, e.g. `naru-20261126-180000.naru-backup`. */
export function backupName(mode: Mode, made: EpochMs): string {
  const korean = new Date(made + 9 * 3_600_000).toISOString();
  const [day = '', time = ''] = korean.slice(0, 19).replaceAll(/[-:]/g, '').split('T');
  return `naru${mode === 'real' ? '' : '-practice'}-${day}-${time}${backupExtension}`;
}

export interface FoundBackup {
  file: string;
  header: Header;
}

/**
 * The backups that lie in a folder, newest first; what cannot be read as one is left out.
 * @throws {NaruError} `backup-folder-gone`
 */
export function listBackups(folder: string): FoundBackup[] {
  const found: FoundBackup[] = [];
  for (const name of namesIn(folder)) {
    const file = join(folder, name);
    try {
      found.push({ file, header: readContainer(file).header });
    } catch (error) {
      if (!(error instanceof NaruError) && !isSystemError(error)) throw error;
    }
  }
  return found.toSorted((a, b) => b.header.made - a.header.made);
}

/**
 * Removes what has become too old: backups of this one database alone, and what was not finished.
 * @returns how many went
 */
export function rotate(folder: string, own: Header, keep: Keep, now: EpochMs): number {
  const ours = listBackups(folder)
    .filter(({ header }) => header.line === own.line && header.mode === own.mode)
    .map(({ file, header }) => ({ file, made: header.made }));
  const old = toRemove(ours, keep, now);
  for (const { file } of old) rmSync(file, { force: true });
  return old.length;
}

/** So long another desk may need for one backup to a slow share, in milliseconds. */
const othersWorkMs = 24 * 3_600_000;

/**
 * Removes what a backup that was interrupted has left in a folder; not what another desk may just be
 * writing there.
 * @param line of the database that is backed up now
 */
export function dropUnfinished(folder: string, line: string, now: EpochMs): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(unfinishedExtension) || !nameSchema.test(name.slice(0, -5))) continue;
    const file = join(folder, name);
    const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (lineOf(file) === line || now - changedAt > othersWorkMs) rmSync(file, { force: true });
  }
}

/** Of which database an unfinished backup is; `null` where its header is not there yet. */
function lineOf(file: string): string | null {
  try {
    return readContainer(file).header.line;
  } catch (error) {
    if (error instanceof NaruError || isSystemError(error)) return null;
    throw error;
  }
}

/** The day's name, or that of the next second that nobody has: desks may share the folder. */
export function freeName(folder: string, mode: Mode, made: EpochMs): string {
  const name = backupName(mode, made);
  const isTaken = [name, name + unfinishedExtension].some((each) => existsSync(join(folder, each)));
  return isTaken ? freeName(folder, mode, epochMs(made + 1000)) : name;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => nameSchema.test(name));
  } catch (error) {
    throw new NaruError('backup-folder-gone', { folder }, error);
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
