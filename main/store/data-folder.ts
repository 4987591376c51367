import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import { modeSchema, type Mode } from '../../shared/sync/sync-state.ts';
import { readOwnFile, writeDurably } from './durable-file.ts';
import { keyFile, keyFingerprint, type KeyProvider } from './key.ts';
import { openFolderKeys, type FolderKeys } from './keys/folder-keys.ts';
import { removeTakenOver } from './keys/providers.ts';
import { hasNextKey, isRotating, nextKeyEnding, settleRotation } from './keys/rotation.ts';
import { lockFolder, type FolderLock } from './lock.ts';
import { openNumberCeiling } from './number-ceiling.ts';
import { noticeOlder } from './older-copy.ts';
import { rewriteLog } from './rewrite-log.ts';
import { Store } from './store.ts';
import { finishSwap } from './swap.ts';

const manifestSchema = z.object({
  format: z.literal(1),
  /** Tells a wrong key from a damaged database. */
  keyFingerprint: z.string(),
  mode: modeSchema,
  /** Whether there is a database with real filings: it must not be begun anew in silence. */
  hasReal: z.boolean().default(false),
});
type Manifest = z.output<typeof manifestSchema>;

/** A data folder that this process holds alone. */
export interface DataFolder {
  readonly folder: string;
  readonly mode: Mode;
  /** Of the databases in it, as it is now; for a copy that is to be put in the place of one. */
  readonly key: Buffer;
  /** @throws {NaruError} `data-missing`, `rotation-unfinished`, and as `Store` */
  openStore(mode: Mode): Store;
  /** Remembers which mode to start in. */
  rememberMode(mode: Mode): void;
  /** Where the practice central system keeps what it has taken. */
  readonly practiceLedger: string;
  /** The ways to the folder's key, and its change. */
  readonly keys: FolderKeys;
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
    finishSwap(folder);
    settleRotation(folder, (fingerprint) => rememberKey(folder, fingerprint));
    const manifest = readManifest(folder);
    const key = loadKey(folder, keys ?? keyFile(folder), manifest);
    let current: Manifest = manifest ?? {
      format: 1,
      keyFingerprint: keyFingerprint(key),
      mode: 'practice',
      hasReal: false,
    };
    function remember(change: Partial<Manifest>): void {
      current = { ...current, ...change };
      writeManifest(folder, current);
    }
    if (manifest === null) remember({});
    removeTakenOver(folder, key);
    const held = openFolderKeys(folder, key, (fingerprint) =>
      remember({ keyFingerprint: fingerprint }),
    );
    return {
      folder,
      get key() {
        return held.key();
      },
      get mode() {
        return current.mode;
      },
      practiceLedger: join(folder, 'practice-central.db'),
      keys: held.keys,
      openStore(mode) {
        const file = databaseFile(folder, mode);
        // What was half exchanged must be finished first, or what is written now would be lost.
        if (isRotating(folder)) throw new NaruError('rotation-unfinished');
        const key = held.key();
        rewriteLog(file);
        const ceiling = openNumberCeiling(ceilingFile(folder, mode));
        if (mode === 'practice')
          return noticeOlder(new Store({ file, key, ceiling }), ceiling, now);
        if (current.hasReal) requireThere(file);
        const store = noticeOlder(new Store({ file, key, ceiling }), ceiling, now);
        if (!current.hasReal) remember({ hasReal: true });
        return store;
      },
      rememberMode: (mode) => remember({ mode }),
      release: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Opens a database for reading only, also while another process writes to it.
 * @throws {NaruError} `not-found` where nothing was ever there, `data-missing`, `key-missing`,
 *   `wrong-key`, `data-damaged`, `data-from-newer-version`, `data-from-older-version`
 */
export function openForReading(folder: string, mode: Mode, keys?: KeyProvider): Store {
  const manifest = readManifest(folder);
  if (manifest === null) throw new NaruError('not-found', { what: folder });
  const file = databaseFile(folder, mode);
  const key = isRotating(folder)
    ? keyInRotation(folder, keys ?? keyFile(folder), file)
    : loadKey(folder, keys ?? keyFile(folder), manifest);
  if (mode === 'real' && manifest.hasReal) requireThere(file);
  return new Store({ file, key, readonly: true });
}

/**
 * A database that was here and is gone, or is empty, holds numbers that were given: a new one in
 * its place would give them again.
 * @throws {NaruError} `data-missing`, `data-damaged`
 */
function requireThere(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new NaruError('data-missing', { file });
  if (found.size === 0) throw new NaruError('data-damaged', { file, detail: '0 B' });
}

/** What is kept beside a database of the numbers that it gave. */
export function ceilingFile(folder: string, mode: Mode): string {
  return join(folder, mode === 'real' ? 'naru.numbers.json' : 'practice.numbers.json');
}

export function databaseFile(folder: string, mode: Mode): string {
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
  const isNew =
    manifest === null &&
    !(['real', 'practice'] as const).some((mode) => existsSync(databaseFile(folder, mode)));
  const key = keys.load(isNew);
  if (manifest !== null && keyFingerprint(key) !== manifest.keyFingerprint)
    throw new NaruError('wrong-key', { file: join(folder, 'naru.key') });
  return key;
}

/** Between the two keys of a rotation each database says itself which one it has. */
function keyInRotation(folder: string, keys: KeyProvider, file: string): Buffer {
  return keys.load(false, hasNextKey(folder, file) ? nextKeyEnding(folder) : '');
}

function rememberKey(folder: string, fingerprint: string): void {
  const manifest = readManifest(folder);
  if (manifest !== null) writeManifest(folder, { ...manifest, keyFingerprint: fingerprint });
}

function writeManifest(folder: string, manifest: Manifest): void {
  writeDurably(join(folder, 'naru.json'), `${JSON.stringify(manifest)}\n`);
}

function readManifest(folder: string): Manifest | null {
  const file = join(folder, 'naru.json');
  if (!existsSync(file)) return null;
  try {
    return manifestSchema.parse(JSON.parse(readOwnFile(file)));
  } catch (error) {
    if (error instanceof NaruError) throw error;
    throw new NaruError('data-damaged', { file, detail: 'naru.json' }, error);
  }
}
