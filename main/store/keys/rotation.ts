import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import { openConnection, openScratch, type Connection } from '../connection.ts';
import { readOwnFile, syncFile, syncFolder, writeDurably } from '../durable-file.ts';
import { classifyFailure } from '../failure.ts';
import { keyFingerprint, writePlainKey } from '../key.ts';
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
 * itself; an end in the middle would leave a file of two keys. So every database is copied, the
 * copy gets the new key and is checked, and the names are changed at the end:
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

const copiesFolder = 'backups';
const copyName = /^(?:naru|practice)-before-\d+\.db$/;

/** Databases of a folder under its key, the copies before migrations among them. */
function databases(folder: string): string[] {
  const own = ['naru.db', 'practice.db'].map((name) => join(folder, name));
  const copies = join(folder, copiesFolder);
  const older = existsSync(copies)
    ? readdirSync(copies)
        .filter((name) => copyName.test(name.replace(nextEnding, '')))
        .map((name) => join(copies, name.replace(nextEnding, '')))
    : [];
  return [...own, ...new Set(older)];
}

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
    // They are empty: the log was written back before the copy was made.
    for (const beside of ['-wal', '-shm']) rmSync(file + beside, { force: true });
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

function removeLeftovers(folder: string): void {
  const keys = [keyFileName, plainKeyName].map((name) => join(folder, name));
  for (const file of [...databases(folder), ...keys])
    for (const ending of ['', '-journal', '-wal', '-shm', '.new'])
      rmSync(file + nextEnding + ending, { force: true });
  rmSync(join(folder, `${stateName}.new`), { force: true });
}

/**
 * Gives the folder's databases another key. No database of the folder may be open here; the folder's
 * lock is held. What an error leaves is as before, or is finished by the next start.
 * @throws {NaruError} `disk-full`, `disk-error`, `data-damaged`, `readers-open`
 */
export function rotate(
  folder: string,
  { key, next, remember }: { key: Buffer; next: Buffer; remember(fingerprint: string): void },
): void {
  try {
    const files = databases(folder).filter((file) => existsSync(file) && statSync(file).size > 0);
    checkRoom(folder, files);
    const wrapped = readKeyFile(folder);
    if (wrapped === null) writePlainKey(folder, next, nextEnding);
    else writeKeyFile(folder, sealedAnew(wrapped, next), nextEnding);
    for (const file of files) copyUnder(file, key, next);
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
}

/** A full disk is better known before than after some gigabytes. */
function checkRoom(folder: string, files: readonly string[]): void {
  const needed = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < needed + needed / 10) throw new NaruError('disk-full');
}

function copyUnder(file: string, key: Buffer, next: Buffer): void {
  const copy = file + nextEnding;
  rmSync(copy, { force: true });
  const head = writtenBack(file, key);
  copyWhole(file, copy);
  // The copy is nothing until it is whole: it needs neither journal nor sync on its way.
  const connection = openScratch(copy, key);
  try {
    connection.pragma('journal_mode = DELETE');
    connection.pragma('journal_mode = OFF');
    connection.pragma('synchronous = OFF');
    connection.pragma(`rekey = "x'${next.toString('hex')}'"`);
  } finally {
    connection.close();
  }
  check(copy, next, head);
  syncFile(copy);
  syncFolder(dirname(copy));
}

/** By our own hand: how a system's copy ends on a full disk differs from system to system. */
function copyWhole(from: string, to: string): void {
  const source = openSync(from, 'r');
  try {
    const target = openSync(to, 'w', 0o600);
    try {
      const chunk = Buffer.allocUnsafe(1024 * 1024);
      for (let n = readSync(source, chunk); n > 0; n = readSync(source, chunk))
        for (let done = 0; done < n;) done += writeSync(target, chunk, done, n - done);
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}

/**
 * Writes the log back into the database, so that the file alone is all of it.
 * @returns where its journal ends
 * @throws {NaruError} `readers-open`
 */
function writtenBack(file: string, key: Buffer): string {
  const connection = openConnection({ file, key });
  let head: string;
  try {
    const told = z
      .array(z.object({ busy: z.number() }))
      .parse(connection.pragma('wal_checkpoint(TRUNCATE)'));
    if (told.some(({ busy }) => busy !== 0)) throw new NaruError('readers-open');
    head = headOf(connection);
  } finally {
    connection.close();
  }
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (log !== undefined && log.size > 0) throw new NaruError('readers-open');
  return head;
}

/** Every page is read and authenticated with the new key, and the journal ends where it did. */
function check(copy: string, next: Buffer, head: string): void {
  const connection = openScratch(copy, next);
  try {
    const found = String(connection.pragma('integrity_check', { simple: true }));
    if (found !== 'ok') throw new NaruError('data-damaged', { file: copy, detail: found });
    if (headOf(connection) !== head)
      throw new NaruError('data-damaged', { file: copy, detail: 'journal' });
  } finally {
    connection.close();
  }
}

function headOf(connection: Connection): string {
  const row = connection.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get();
  return JSON.stringify(row ?? null);
}

function inWords(error: unknown, folder: string): unknown {
  if (error instanceof NaruError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new NaruError('disk-full', {}, error);
  if (/^E[A-Z]+$/.test(code)) return new NaruError('disk-error', { detail: code }, error);
  return classifyFailure(error, folder);
}
