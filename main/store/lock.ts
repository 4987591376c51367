import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import { isBusy } from './failure.ts';

const ownerSchema = z.object({ owner: z.string(), pid: z.number(), since: z.string() });

/** What nobody refers to any more is closed by the garbage collector, and its lock with it. */
const held = new Set<Database.Database>();

export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for this process. The system gives the lock back when the process ends,
 * however it ends, so nothing stale can remain.
 * @param owner what holds it, for the other's message, e.g. `naru run`
 * @throws {NaruError} `data-in-use`
 */
export function lockFolder(folder: string, owner: string, now: Date): FolderLock {
  const ownerFile = join(folder, 'naru.lock.json');
  const database = new Database(join(folder, 'naru.lock'), { timeout: 0 });
  try {
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new NaruError('data-in-use', readOwner(ownerFile), error);
  }
  held.add(database);
  tellOwner(ownerFile, { owner, pid: process.pid, since: now.toISOString() });
  return {
    release() {
      forgetOwner(ownerFile);
      database.close();
      held.delete(database);
    },
  };
}

function tellOwner(file: string, owner: z.output<typeof ownerSchema>): void {
  try {
    writeFileSync(file, JSON.stringify(owner));
  } catch {
    // It only serves another's message; a full disk must not keep this process out.
  }
}

function forgetOwner(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // As above: the lock itself must be given back, whatever becomes of the word beside it.
  }
}

function readOwner(file: string): z.output<typeof ownerSchema> {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // The owner may be just starting or ending: the lock alone counts.
    return { owner: 'Naru', pid: 0, since: '?' };
  }
}
