import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import { modeSchema, type Mode } from '../../shared/sync/sync-state.ts';
import { keyFile, keyFingerprint, syncFolder, type KeyProvider } from './key.ts';
import { lockFolder, type FolderLock } from './lock.ts';
import { Store } from './store.ts';

const manifestSchema = z.object({
  format: z.literal(1),
  /** Tells a wrong key from a damaged database. */
  keyFingerprint: z.string(),
  mode: modeSchema,
});
type Manifest = z.output<typeof manifestSchema>;

/** A data folder that this process holds alone. */
export interface DataFolder {
  readonly folder: string;
  readonly mode: Mode;
  openStore(mode: Mode): Store;
  /** Remembers which mode to start in. */
  rememberMode(mode: Mode): void;
  /** Where the practice central system keeps what it has taken. */
  readonly practiceLedger: string;
  release(): void;
}

export interface FolderOptions {
  folder: string;
  /** What opens it, for another's message, e.g. `naru run`. */
  owner: string;
  now: Date;
  keys?: KeyProvider;
}

/**
 * Takes a data folder for writing; makes it where it is not there.
 * @throws {NaruError} `data-in-use`, `data-not-writable`, `key-missing`, `wrong-key`
 */
export function openDataFolder({ folder, owner, now, keys }: FolderOptions): DataFolder {
  makeFolder(folder);
  const lock = takeLock(folder, owner, now);
  try {
    const manifest = readManifest(folder);
    const key = loadKey(folder, keys ?? keyFile(folder), manifest);
    let current = manifest ?? { format: 1, keyFingerprint: keyFingerprint(key), mode: 'practice' };
    if (manifest === null) writeManifest(folder, current);
    return {
      folder,
      get mode() {
        return current.mode;
      },
      practiceLedger: join(folder, 'practice-central.db'),
      openStore: (mode) => new Store({ file: databaseFile(folder, mode), key }),
      rememberMode(mode) {
        current = { ...current, mode };
        writeManifest(folder, current);
      },
      release: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Opens a database for reading only, also while another process writes to it.
 * @throws {NaruError} `not-found`, `key-missing`, `wrong-key`, `data-damaged`
 */
export function openForReading(folder: string, mode: Mode, keys?: KeyProvider): Store {
  const manifest = readManifest(folder);
  if (manifest === null) throw new NaruError('not-found', { what: folder });
  const key = loadKey(folder, keys ?? keyFile(folder), manifest);
  return new Store({ file: databaseFile(folder, mode), key, readonly: true });
}

function databaseFile(folder: string, mode: Mode): string {
  return join(folder, mode === 'real' ? 'naru.db' : 'practice.db');
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new NaruError('data-not-writable', { folder }, error);
  }
}

function takeLock(folder: string, owner: string, now: Date): FolderLock {
  try {
    return lockFolder(folder, owner, now);
  } catch (error) {
    if (error instanceof NaruError) throw error;
    throw new NaruError('data-not-writable', { folder }, error);
  }
}

/** @throws {NaruError} `wrong-key` where the key is not the one that the data was made with */
function loadKey(folder: string, keys: KeyProvider, manifest: Manifest | null): Buffer {
  const isNew = manifest === null && !existsSync(databaseFile(folder, 'real'));
  const key = keys.load(isNew);
  if (manifest !== null && keyFingerprint(key) !== manifest.keyFingerprint)
    throw new NaruError('wrong-key', { file: join(folder, 'naru.key') });
  return key;
}

function readManifest(folder: string): Manifest | null {
  const file = join(folder, 'naru.json');
  if (!existsSync(file)) return null;
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new NaruError('data-damaged', { file, detail: 'naru.json' }, error);
  }
}

function writeManifest(folder: string, manifest: Manifest): void {
  const file = join(folder, 'naru.json');
  const descriptor = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(manifest)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${file}.new`, file);
  syncFolder(folder);
}
