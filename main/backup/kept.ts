import { statSync } from 'node:fs';
import { join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import { isKeptCopy, keptFolder, listKept, namesIn, Store, type KeptCopy } from '../store/index.ts';
import { dropQuietly } from './make.ts';
import { keptToRemove, type Standing } from './kept-rule.ts';

/** What SQLite has, or had, beside a database. */
const companions = ['-wal', '-journal', '-shm'] as const;

/** What lies in `backups`, copies from before a new version among it. */
export interface KeptFacts {
  folder: string;
  count: number;
  bytes: number;
}

/** How many databases were kept aside, and how much room they take; an unreadable folder has none. */
export function keptFacts(dataFolder: string): KeptFacts {
  const folder = keptFolder(dataFolder);
  const names = namesIn(folder).filter((name) => /\.db(?:-\w+)?$/.test(name));
  const bytes = names.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size);
  return {
    folder,
    count: names.filter((name) => name.endsWith('.db')).length,
    bytes: bytes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
  };
}

/**
 * Removes the kept copies of a database that are of no use any more. Only with the folder's lock held,
 * and while nothing is being put in place.
 * @returns how many went
 */
export function thinKept(
  dataFolder: string,
  mode: Mode,
  key: Buffer,
  standing: Omit<Standing, 'isGood'>,
): number {
  const isGood = ({ file }: KeptCopy): boolean => canBeOpened(file, key);
  const gone = keptToRemove(listKept(dataFolder, mode), { ...standing, isGood });
  for (const { file } of gone) dropQuietly(file);
  // Their logs last: without its database nobody takes one for anything.
  dropStray(keptFolder(dataFolder));
  return gone.length;
}

/** What an end in the middle of removing has left. */
function dropStray(folder: string): void {
  const names = namesIn(folder);
  const there = new Set(names);
  for (const name of names) {
    const end = companions.find((each) => name.endsWith(each));
    const database = end === undefined ? name : name.slice(0, -end.length);
    if (isKeptCopy(database) && !there.has(database)) dropQuietly(join(folder, name));
  }
}

function canBeOpened(file: string, key: Buffer): boolean {
  try {
    const store = new Store({ file, key, readonly: true });
    try {
      return store.read(({ journal }) => journal.head().seq > 0);
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof NaruError) return false;
    throw error;
  }
}
