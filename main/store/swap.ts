import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import { readOwnFile, syncFile, syncFolder, writeDurably } from './durable-file.ts';

/** Names of files within the data folder: what comes in place of what, and where that is kept. */
const swapSchema = z.strictObject({
  format: z.literal(1),
  target: z.enum(['naru.db', 'practice.db']),
  staged: z.string().regex(/^[\w.-]+$/),
  /** Where what was there is kept; within `backups`. */
  kept: z.string().regex(/^[\w.-]+$/),
});
export type Swap = Omit<z.output<typeof swapSchema>, 'format'>;

const stateName = 'restore.json';
/** What SQLite has beside a database. */
const companions = ['-wal', '-journal'] as const;

/** The file that a database is staged in before it takes the other's place. */
export const stagedName = (target: Swap['target']): string => `${target}.staged`;

/** Where a copy of what was there is kept. */
export const keptFolder = (folder: string): string => join(folder, 'backups');

/**
 * Puts a database in another's place; nobody may have either open. What was there is kept. From when
 * the state file is on disk the next start finishes what an end of the process or of the power
 * interrupts; before that nothing has changed.
 * @throws {NaruError} `disk-full`, `disk-error`, `data-not-writable`
 */
export function swapDatabase(folder: string, swap: Swap): void {
  requireWhole(join(folder, swap.staged));
  try {
    syncFile(join(folder, swap.staged));
    syncFolder(folder);
    mkdirSync(keptFolder(folder), { recursive: true });
    syncFolder(folder);
  } catch (error) {
    throw new NaruError('disk-error', { detail: String(error) }, error);
  }
  writeDurably(join(folder, stateName), `${JSON.stringify({ format: 1, ...swap })}\n`);
  finishSwap(folder);
}

/**
 * A disk that was full as it was closed leaves what was written last in its log, which would stay
 * behind.
 */
function requireWhole(staged: string): void {
  for (const companion of companions) {
    const size = statSync(staged + companion, { throwIfNoEntry: false })?.size ?? 0;
    if (size > 0) throw new NaruError('disk-full');
  }
}

/**
 * Finishes a swap that was interrupted, and removes what one that had not begun has left; under the
 * folder's lock, before any database in it is opened.
 * @returns what was finished; `null` where nothing was on its way
 * @throws {NaruError} `data-damaged` where the state file cannot be understood
 */
export function finishSwap(folder: string): Swap | null {
  const state = join(folder, stateName);
  rmSync(`${state}.new`, { force: true });
  if (!existsSync(state)) {
    for (const target of ['naru.db', 'practice.db'] as const) dropStaged(folder, target);
    return null;
  }
  const swap = readSwap(state);
  const [target, staged] = [join(folder, swap.target), join(folder, swap.staged)];
  if (existsSync(staged)) {
    keepOld(target, join(keptFolder(folder), swap.kept));
    renameSync(staged, target);
    syncFolder(folder);
  }
  rmSync(state);
  syncFolder(folder);
  return swap;
}

/**
 * Its log goes first, and each step is on disk before the next: a log that outlived its database
 * would be taken for the new one's.
 */
function keepOld(target: string, kept: string): void {
  mkdirSync(dirname(kept), { recursive: true });
  rmSync(`${target}-shm`, { force: true });
  for (const companion of companions) {
    if (!existsSync(target + companion)) continue;
    renameSync(target + companion, kept + companion);
    syncFolder(dirname(kept));
    syncFolder(dirname(target));
  }
  if (!existsSync(target)) return;
  renameSync(target, kept);
  syncFolder(dirname(kept));
  syncFolder(dirname(target));
}

function dropStaged(folder: string, target: Swap['target']): void {
  const staged = join(folder, stagedName(target));
  for (const end of ['', ...companions, '-shm']) rmSync(staged + end, { force: true });
}

function readSwap(state: string): Swap {
  try {
    return swapSchema.parse(JSON.parse(readOwnFile(state)));
  } catch (error) {
    throw new NaruError('data-damaged', { file: state, detail: basename(state) }, error);
  }
}
