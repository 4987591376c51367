import type { Mode } from '../../shared/sync/sync-state.ts';
import { openDataFolder, openForReading, type DataFolder, type Store } from '../store/index.ts';

/** Where a verb works. */
export interface Place {
  folder: string;
  mode: Mode;
  /** The verb, for the message another process gets. */
  owner: string;
}

/** Runs work on a data folder that is held for this verb alone. */
export async function withFolder<T>(
  place: Place,
  work: (folder: DataFolder) => T | Promise<T>,
): Promise<T> {
  const { folder, owner } = place;
  const held = openDataFolder({ folder, owner, now: new Date() });
  try {
    return await work(held);
  } finally {
    held.release();
  }
}

/** Runs work on the database, for writing. */
export function withStore<T>(place: Place, work: (store: Store) => T | Promise<T>): Promise<T> {
  return withFolder(place, async (folder) => {
    const store = folder.openStore(place.mode);
    try {
      return await work(store);
    } finally {
      store.close();
    }
  });
}

/** Runs work on the database, for reading, also while another process writes. */
export async function readingStore<T>(
  place: Place,
  work: (store: Store) => T | Promise<T>,
): Promise<T> {
  const store = openForReading(place.folder, place.mode);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
