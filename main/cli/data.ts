import { existsSync } from 'node:fs';
import { NaruError } from '../../shared/errors.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import {
  openDataFolder,
  openForReading,
  type DataFolder,
  type KeyProvider,
  type Store,
} from '../store/index.ts';

/** Where a verb works. */
export interface Place {
  folder: string;
  mode: Mode;
  /** The verb, for the message another process gets. */
  owner: string;
  /** What opens a folder's key; asks for the passphrase where it takes one. */
  keys(folder: string): Promise<KeyProvider>;
  /** Is told where the data folder was not there and had to be made. */
  onMade(): void;
}

/** Runs work on a data folder that is held for this verb alone. */
export async function withFolder<T>(
  place: Place,
  work: (folder: DataFolder) => T | Promise<T>,
): Promise<T> {
  const { folder, owner } = place;
  const isNew = !existsSync(folder);
  const keys = await place.keys(folder);
  const held = openDataFolder({ folder, owner, now: new Date(), keys });
  if (isNew) place.onMade();
  try {
    return await work(held);
  } finally {
    held.release();
  }
}

/** Runs work on the database, for writing. */
export function withStore<T>(place: Place, work: (store: Store) => T | Promise<T>): Promise<T> {
  return withFolder(place, (folder) => untilDone(folder.openStore(place.mode), work));
}

/**
 * Runs work on the database, for reading, also while another process writes; makes it on first use,
 * and brings an older one to this version.
 */
export async function readingStore<T>(
  place: Place,
  work: (store: Store) => T | Promise<T>,
): Promise<T> {
  let store: Store;
  try {
    store = openForReading(place.folder, place.mode, await place.keys(place.folder));
  } catch (error) {
    const isToBeMade =
      error instanceof NaruError &&
      (error.problem.code === 'not-found' || error.problem.code === 'data-from-older-version');
    if (isToBeMade) return withStore(place, work);
    throw error;
  }
  return untilDone(store, work);
}

/**
 * Runs work on a database that must be there.
 * @throws {NaruError} `not-found`
 */
export async function readingExisting<T>(
  place: Place,
  work: (store: Store) => T | Promise<T>,
): Promise<T> {
  const keys = await place.keys(place.folder);
  return untilDone(openForReading(place.folder, place.mode, keys), work);
}

async function untilDone<T>(store: Store, work: (store: Store) => T | Promise<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
