import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import { keyFingerprint, Store, syncFolder, verifySinceSalvage } from '../store/index.ts';
import {
  backupName,
  dropUnfinished,
  freeName,
  rotate,
  unfinishedExtension,
} from './backup-folder.ts';
import {
  carry,
  extract,
  measure,
  readContainer,
  writeContainer,
  type Header,
} from './container.ts';
import { sealKey, type Recipient } from './passphrase.ts';
import type { Keep } from './rotation.ts';

export interface MakeOrder {
  is: Header['is'];
  /** The database, which another connection may be writing to. */
  file: string;
  key: Uint8Array;
  mode: Mode;
  made: EpochMs;
  /** Where it is put; must be there. */
  folder: string;
  /** Another file name than the usual one. */
  name: string | null;
  /** A folder of our own on this computer, on the same disk as the data. */
  work: string;
  recipient: Recipient | null;
  carried: string | null;
  /** Absent: nothing is removed. */
  keep: Keep | null;
}

export interface MadeBackup {
  file: string;
  made: EpochMs;
  bytes: number;
  filings: number;
  entries: number;
  /** Older ones that went. */
  removed: number;
}

/**
 * Makes a backup of a database in use, reads it back from where it lies, opens it, checks it whole,
 * and gives it its name only then. It reads through a connection of its own: the writer goes on.
 * @throws {NaruError} `backup-folder-gone`, `backup-unsound` where what lies there is not whole,
 *   `disk-full`, `disk-error`
 */
export function makeBackup(order: MakeOrder): MadeBackup {
  const { folder, work, made } = order;
  if (!existsSync(folder)) throw new NaruError('backup-folder-gone', { folder });
  const key = Buffer.from(order.key);
  freshFolder(work);
  const copy = join(work, 'copy.db');
  const back = join(work, 'back.db');
  let unfinished: string | null = null;
  try {
    copyDatabase(order.file, key, copy);
    const header = describe(order, key, copy);
    dropUnfinished(folder, header.line, made);
    const file = join(folder, order.name ?? freeName(folder, order.mode, made));
    unfinished = `${file}${unfinishedExtension}`;
    writeContainer(unfinished, header, copy, key);
    rmSync(copy);
    checkBack(unfinished, key, header, back);
    renameSync(unfinished, file);
    syncFolder(folder);
    const removed = order.keep === null ? 0 : rotate(folder, header, order.keep, made);
    const { body, filings, entries } = header;
    return { file, made, bytes: body.bytes, filings, entries, removed };
  } catch (error) {
    throw wordOf(error, folder);
  } finally {
    if (unfinished !== null) dropQuietly(unfinished);
    dropQuietly(work);
  }
}

function copyDatabase(file: string, key: Buffer, copy: string): void {
  const source = new Store({ file, key, readonly: true });
  try {
    source.read(({ connection }) => connection.prepare('VACUUM INTO ?').run(copy));
  } finally {
    source.close();
  }
}

function describe(order: MakeOrder, key: Buffer, copy: string): Header {
  const store = new Store({ file: copy, key, readonly: true });
  try {
    return store.read(({ journal, connection }) => {
      const { seq, hash } = journal.head();
      const { recipient, carried } = order;
      return {
        format: 1,
        is: order.is,
        made: order.made,
        mode: order.mode,
        line: journal.entry(1)?.hash ?? '',
        dataVersion: Number(connection.pragma('user_version', { simple: true })),
        filings: Object.values(store.counts.transport).reduce((a, b) => a + b, 0),
        entries: seq,
        head: hash,
        newestAt: journal.entry(seq)?.at ?? null,
        keyFingerprint: keyFingerprint(key),
        sealedKey: recipient === null ? null : sealKey(key, recipient),
        carried: carried === null ? null : carry(carried, key),
        body: measure(copy),
      };
    });
  } finally {
    store.close();
  }
}

/** Opens what was read back from the folder, and holds all of it against the journal. */
function checkBack(file: string, key: Buffer, header: Header, back: string): void {
  const container = readContainer(file);
  container.authenticate(key);
  extract(file, container, back);
  const store = new Store({ file: back, key, readonly: true });
  try {
    const { findings, filings, entries, head } = verifySinceSalvage(store);
    const [first] = findings;
    if (first !== undefined) throw new NaruError('backup-unsound', { detail: first.code });
    const isSame = filings === header.filings && entries === header.entries && head === header.head;
    if (!isSame) throw new NaruError('backup-unsound', { detail: 'counts' });
  } finally {
    store.close();
  }
}

/** What the folder refused, in the words of a person. */
function wordOf(error: unknown, folder: string): unknown {
  if (error instanceof NaruError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new NaruError('disk-full', {}, error);
  if (!existsSync(folder) || ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ESTALE'].includes(code))
    return new NaruError('backup-folder-gone', { folder }, error);
  return new NaruError('disk-error', { detail: code }, error);
}

/** Empties a work folder of our own. */
export function freshFolder(work: string): void {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true, mode: 0o700 });
}

export function dropQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // What is left is removed before the next one; the outcome of this one stands.
  }
}

/** The day's file name of what is moved to another computer. */
export const moveName = (made: EpochMs): string =>
  backupName('real', epochMs(made)).replace('naru-', 'naru-move-');

export const workFolder = (dataFolder: string): string => join(dataFolder, 'backup-work');
