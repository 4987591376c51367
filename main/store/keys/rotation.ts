import { existsSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { readOwnFile, syncFolder, writeDurably } from '../durable-file.ts';
import { classifyFailure } from '../failure.ts';
import { isKeptCopy } from '../kept-copies.ts';
import { keyFingerprint, writePlainKey } from '../key.ts';
import { keptFolder } from '../swap.ts';
import { isUnder } from './first-page.ts';
import { companions, copyKept, copyOwn } from './copy-under.ts';
import {
  keyFileName,
  nextEnding,
  plainKeyName,
  readKeyFile,
  sealedAnew,
  writeKeyFile,
} from './key-file.ts';

/**
 * The change of the database's key (열쇠 교체). The library changes a key page by page in the file
 * itself; an end in the middle would leave a file of two keys. So every database is copied, also those
 * that are kept from before, the copy gets the new key and is checked, and the names are changed at the
 * end:
 *
 * 1. `*.next` are made beside the old: databases, and the key file. Without the next step they are
 *    leftovers, and a start removes them.
 * 2. `naru.rotation.json` is written: from here on there is only forward.
 * 3. The copies get their names, the manifest the new fingerprint, the key file its name. Each can
 *    be done twice, so a start goes through all of them again, and needs no key for it.
 * 4. `naru.rotation.json` is removed.
 */
const stateName = 'naru.rotation.json';
const stateSchema = z.strictObject({ format: z.literal(1), fingerprint: z.string() });

/** A database from before a new version; there may be several of one, each of another history. */
const beforeVersion = /^(?:naru|practice)-before-\d+(?:-\d+)?\.db$/;
const nextOf = new RegExp(`\\${nextEnding}(?:-\\w+)?$`);

/** The databases at work. */
const ownDatabases = (folder: string): string[] =>
  ['naru.db', 'practice.db'].map((name) => join(folder, name));

/** Databases from before a new version, a restore or a salvage, also where only the next one is there. */
function keptDatabases(folder: string): string[] {
  const kept = keptFolder(folder);
  if (!existsSync(kept)) return [];
  const names = readdirSync(kept).map((name) => name.replace(nextOf, ''));
  return [...new Set(names)]
    .filter((name) => beforeVersion.test(name) || isKeptCopy(name))
    .map((name) => join(kept, name));
}

const databases = (folder: string): string[] => [...ownDatabases(folder), ...keptDatabases(folder)];

/** Whether a rotation has passed the point from which there is only forward. */
export function isRotating(folder: string): boolean {
  return existsSync(join(folder, stateName));
}

/** Whether a database has its new key while a rotation is under way. */
export function hasNextKey(folder: string, file: string): boolean {
  return isRotating(folder) && !existsSync(file + nextEnding);
}

/** Where a rotation under way keeps the key that databases with their new name have. */
export function nextKeyEnding(folder: string): '' | typeof nextEnding {
  const names = [keyFileName, plainKeyName];
  return names.some((name) => existsSync(join(folder, name + nextEnding))) ? nextEnding : '';
}

/**
 * Finishes a rotation that a kill or a power cut has ended in the middle, or removes what one left
 * that had not got so far. Only with the folder's lock held; needs no key.
 * @param remember writes the fingerprint of the key durably
 */
export function settleRotation(folder: string, remember: (fingerprint: string) => void): void {
  if (!isRotating(folder)) {
    removeLeftovers(folder);
    return;
  }
  const state = stateSchema.parse(JSON.parse(readOwnFile(join(folder, stateName))));
  for (const file of databases(folder)) {
    if (!existsSync(file + nextEnding)) continue;
    dropLog(file);
    renameSync(file + nextEnding, file);
    syncFolder(dirname(file));
  }
  remember(state.fingerprint);
  for (const name of [keyFileName, plainKeyName]) {
    const file = join(folder, name);
    if (existsSync(file + nextEnding)) renameSync(file + nextEnding, file);
  }
  syncFolder(folder);
  rmSync(join(folder, stateName));
  syncFolder(folder);
}

/**
 * What it held is in the copy. It is gone from the disk before the copy has the name: a log that
 * outlived its database would be taken for the new one's.
 */
function dropLog(file: string): void {
  const found = companions.filter((beside) => existsSync(file + beside));
  for (const beside of found) rmSync(file + beside, { force: true });
  if (found.length > 0) syncFolder(dirname(file));
}

function removeLeftovers(folder: string): void {
  const keys = [keyFileName, plainKeyName].map((name) => join(folder, name));
  for (const file of [...databases(folder), ...keys])
    for (const ending of ['', '-journal', '-wal', '-shm', '.new'])
      rmSync(file + nextEnding + ending, { force: true });
  rmSync(join(folder, `${stateName}.new`), { force: true });
}

export interface Rotation {
  key: Buffer;
  next: Buffer;
  at: EpochMs;
  /** Writes the fingerprint of the key durably. */
  remember(fingerprint: string): void;
}

/**
 * Gives the folder's databases another key, and notes it in their journals. No database of the folder may be open here; the folder's
 * lock is held. What an error leaves is as before, or is finished by the next start.
 * @returns names of the kept ones that stayed as they were, for the key before does not open them or
 *   they cannot be read through
 * @throws {NaruError} `disk-full`, `disk-error`, `readers-open`; `data-damaged` of a database at work
 */
export function rotate(folder: string, { key, next, at, remember }: Rotation): string[] {
  let stayed: string[] = [];
  try {
    const own = ownDatabases(folder).filter((file) => existsSync(file) && statSync(file).size > 0);
    // An empty file is nobody's secret.
    const kept = keptDatabases(folder).filter((file) => isFile(file) && sizeOf(file) > 0);
    checkRoom(folder);
    const wrapped = readKeyFile(folder);
    if (wrapped === null) writePlainKey(folder, next, nextEnding);
    else writeKeyFile(folder, sealedAnew(wrapped, next), nextEnding);
    stayed = kept.filter((file) => !copyKept(file, key, next)).map((file) => basename(file));
    const [before, after] = [keyFingerprint(key), keyFingerprint(next)];
    const data = { before, after, stayed: stayed.length };
    for (const file of own) copyOwn(file, key, next, { at, data });
    // What was given up must not come back by a power cut: from the state on it would get its name.
    if (existsSync(keptFolder(folder))) syncFolder(keptFolder(folder));
    const state = { format: 1, fingerprint: keyFingerprint(next) } as const;
    writeDurably(
      join(folder, stateName),
      `${JSON.stringify(state satisfies z.input<typeof stateSchema>)}\n`,
    );
  } catch (error) {
    // Where the state has got its name, what is on disk decides, and there is only forward.
    if (!isRotating(folder)) {
      removeLeftovers(folder);
      throw inWords(error, folder);
    }
  }
  try {
    settleRotation(folder, remember);
  } catch (error) {
    throw inWords(error, folder);
  }
  return stayed;
}

/** Names of kept databases that a key does not open. */
export function keptUnderOther(folder: string, key: Buffer): string[] {
  return keptDatabases(folder)
    .filter((file) => isFile(file) && sizeOf(file) > 0 && !isUnder(file, statSync(file).size, key))
    .map((file) => basename(file));
}

const isFile = (file: string): boolean =>
  statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

/** In bytes, with its log. */
function sizeOf(file: string): number {
  const sizes = ['', ...companions].map(
    (beside) => statSync(file + beside, { throwIfNoEntry: false })?.size ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Bytes of disk that the copies of a folder's databases may take, with some to spare. */
export function roomFor(folder: string): number {
  const needed = databases(folder).reduce((sum, file) => sum + sizeOf(file), 0);
  return needed + needed / 10;
}

/** A full disk is better known before than after some gigabytes. */
function checkRoom(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < roomFor(folder)) throw new NaruError('disk-full');
}

function inWords(error: unknown, folder: string): unknown {
  if (error instanceof NaruError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new NaruError('disk-full', {}, error);
  if (/^E[A-Z]+$/.test(code)) return new NaruError('disk-error', { detail: code }, error);
  return classifyFailure(error, folder);
}
