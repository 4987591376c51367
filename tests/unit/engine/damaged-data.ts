import { closeSync, openSync, writeSync } from 'node:fs';
import { createEngine, type Engine, type EngineOptions } from '../../../main/engine/engine.ts';
import { startOrRescue } from '../../../main/engine/rescue.ts';
import { databaseFile, openDataFolder, type Tables } from '../../../main/store/index.ts';
import { now } from '../store/store-samples.ts';

const pageBytes = 2048;

/** Puts something into a folder's database of real work, with nobody else in it. */
export function withTables<T>(data: string, work: (tables: Tables) => T): T {
  const folder = openDataFolder({ folder: data, owner: 'test', now: new Date(now) });
  const store = folder.openStore('real');
  try {
    return store.transaction(work);
  } finally {
    store.close();
    folder.release();
  }
}

/** Spoils the first page of a table or of an index; gives the file. */
export function spoilPageOf(data: string, name: string): string {
  const page = withTables(data, ({ connection }) =>
    connection.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name),
  );
  const file = databaseFile(data, 'real');
  spoilPages(file, [Number(page) - 1]);
  return file;
}

/** @param pages the first is 0 */
export function spoilPages(file: string, pages: readonly number[]): void {
  const descriptor = openSync(file, 'r+');
  for (const page of pages)
    writeSync(descriptor, Buffer.alloc(64, 0xa5), 0, 64, page * pageBytes + 512);
  closeSync(descriptor);
}

/**
 * As the daily check of a moment ago would have left it. The index is one that no work of every day
 * reads.
 */
export function foundDamaged(data: string): string {
  const file = spoilPageOf(data, 'template');
  withTables(data, ({ settings }) =>
    settings.set('soundness', { at: Date.now(), finding: 'data-damaged' }),
  );
  return file;
}

export const rescuable = (options: EngineOptions): Promise<Engine> =>
  startOrRescue(options, createEngine);
