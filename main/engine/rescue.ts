import { join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Salvaged } from '../../shared/contract/rescue.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import {
  freshFolder,
  inspectBackup,
  putInPlace,
  salvage,
  workFolder,
  type Describe,
} from '../backup/index.ts';
import { databaseFile, openDataFolder, type DataFolder } from '../store/index.ts';
import { describeStored } from './declarations.ts';
import type { EngineStart, RunningEngine } from './run-process.ts';
import { systemClock } from './system-clock.ts';
import { standIn, type Become } from './unlock/stand-in.ts';

type OpenOptions = Pick<EngineStart, 'dataFolder' | 'owner' | 'keys'>;
type RescueCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `rescue.${string}`>>;

/** Filings that are named of those that a person has to look at. */
const mostNamed = 200;

function whole(): never {
  throw new NaruError('not-found', { what: 'damage' });
}

/** Of an engine whose data is open. */
export const nothingToRescue: RescueCalls = {
  'rescue.get': () => ({ rescue: null }),
  'rescue.restore': whole,
  'rescue.salvage': whole,
};

/**
 * Starts the engine; where its data is damaged an engine comes up that can do nothing but put a
 * backup in its place, or save what can be read, and is the real one from then on.
 * @throws {NaruError} as the engine, `data-damaged` excepted
 */
export async function startOrRescue<Options extends OpenOptions>(
  options: Options,
  start: (options: Options) => Promise<RunningEngine>,
): Promise<RunningEngine> {
  try {
    return await start(options);
  } catch (error) {
    if (!(error instanceof NaruError) || error.problem.code !== 'data-damaged') throw error;
    return standIn(error, (become) => rescueCalls(options, () => start(options), become));
  }
}

function rescueCalls(
  { dataFolder, owner, keys }: OpenOptions,
  start: () => Promise<RunningEngine>,
  become: Become,
): RescueCalls {
  /** Does it with the folder held for it alone, and lets the engine have it then. */
  async function rescue<T>(work: (folder: DataFolder) => T): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    await become(async () => {
      const folder = held();
      try {
        resolve(work(folder));
      } finally {
        folder.release();
      }
      return start();
    });
    return promise;
  }
  const held = (): DataFolder =>
    openDataFolder({
      folder: dataFolder,
      owner,
      now: new Date(systemClock.now()),
      ...(keys === undefined ? {} : { keys }),
    });

  return {
    'rescue.get': () => {
      const folder = held();
      try {
        const { mode } = folder;
        return { rescue: { mode, file: databaseFile(dataFolder, mode) } };
      } finally {
        folder.release();
      }
    },
    'rescue.restore': ({ file, passphrase }) =>
      rescue((folder) => restoreInto(folder, file, passphrase, systemClock.now())),
    'rescue.salvage': () =>
      rescue((folder) => inShort(salvageIn(folder, folder.mode, systemClock.now()))),
  };
}

function inShort({ rows, entriesLost, filings, kept }: ReturnType<typeof salvageIn>): Salvaged {
  return { rows, entriesLost, filings: filings.slice(0, mostNamed), kept };
}

/** Puts a backup in the place of what cannot be read; that is kept. */
function restoreInto(
  folder: DataFolder,
  file: string,
  passphrase: string | null,
  at: EpochMs,
): { kept: string | null } {
  const { key, mode } = folder;
  const database = join(workFolder(folder.folder), 'restore.db');
  // What is there is damaged: nothing can be compared with it.
  const { header, carried } = inspectBackup({
    file,
    passphrase,
    key,
    into: database,
    present: null,
  });
  if (header.mode !== mode) throw new NaruError('backup-other-mode', { mode: header.mode });
  const why = header.is === 'move' ? 'moved' : 'restored';
  const dataFolder = folder.folder;
  return { kept: putInPlace({ dataFolder, mode, key, database, why, at, carried }) };
}

const describe: Describe = (kind, declaration) =>
  describeStored(kind, declaration)?.summary ?? null;

/**
 * Saves what can be read of a damaged database and puts it in its place; the damaged one is kept.
 * @throws {NaruError} `data-damaged` where not even its beginning can be read: a backup has to serve
 */
export function salvageIn(
  folder: DataFolder,
  mode: Mode,
  at: EpochMs,
): ReturnType<typeof salvage> & { kept: string | null } {
  const dataFolder = folder.folder;
  const { key } = folder;
  const work = workFolder(dataFolder);
  freshFolder(work);
  const database = join(work, 'salvaged.db');
  const saved = salvage(databaseFile(dataFolder, mode), key, database, describe, at);
  const why = 'salvaged';
  const kept = putInPlace({ dataFolder, mode, key, database, why, at, carried: null });
  return { ...saved, kept };
}
