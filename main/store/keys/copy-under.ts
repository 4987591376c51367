import { closeSync, existsSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { openConnection, openScratch, type Connection } from '../connection.ts';
import { syncFile, syncFolder } from '../durable-file.ts';
import { classifyFailure } from '../failure.ts';
import { openJournal, type EntryData } from '../journal.ts';
import { nextEnding } from './key-file.ts';

/** What SQLite has beside a database. */
export const companions = ['-wal', '-journal', '-shm'] as const;

/** What the journal says of a change of the key. */
export interface KeyChange {
  at: EpochMs;
  data: EntryData;
}

/**
 * Makes the copy of a database at work that has the next key. Nobody may have it open. Its journal
 * says so itself: whenever the copy takes the other's place, be it at the next start, the entry does.
 * @throws {NaruError} `readers-open`, `data-damaged`; errors of the disk and of SQLite as they are
 */
export function copyOwn(file: string, key: Buffer, next: Buffer, change: KeyChange): void {
  const copy = file + nextEnding;
  drop(copy);
  const head = writtenBack(file, key);
  copyWhole(file, copy);
  rekey(copy, key, next, () => null);
  requireSame(copy, next, { soundness: 'ok', head });
  note(copy, next, change);
  syncFile(copy);
  syncFolder(dirname(copy));
}

/**
 * As `copyOwn`, of a database that is kept from before. It is never opened itself, for it may be kept
 * because it is damaged: what its log holds is written back in the copy. One whose contents are wrong
 * but can be read comes along as it is.
 * @returns `false` where it cannot: another key, or pages that cannot be read; it has no copy then
 * @throws errors of the disk and of SQLite as they are
 */
export function copyKept(file: string, key: Buffer, next: Buffer): boolean {
  const copy = file + nextEnding;
  drop(copy);
  try {
    for (const beside of ['', '-wal', '-journal'])
      if (existsSync(file + beside)) copyWhole(file + beside, copy + beside);
    const before = rekey(copy, key, next, stateOf);
    requireSame(copy, next, before);
  } catch (error) {
    if (!isOfTheDatabase(error, file)) throw error;
    drop(copy);
    return false;
  }
  syncFile(copy);
  syncFolder(dirname(copy));
  return true;
}

/** Whether it says something of what was to be copied, and not of the disk that the copy is on. */
function isOfTheDatabase(error: unknown, file: string): boolean {
  const said = classifyFailure(error, file);
  if (said instanceof NaruError)
    return said.problem.code === 'data-damaged' || said.problem.code === 'file-unreadable';
  // One without a journal, say: it is none of ours.
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR';
}

function drop(copy: string): void {
  for (const ending of ['', ...companions]) rmSync(copy + ending, { force: true });
}

/** @returns what `look` saw of it under the key before */
function rekey<T>(copy: string, key: Buffer, next: Buffer, look: (of: Connection) => T): T {
  const connection = openScratch(copy, key);
  try {
    // The copy is nothing until it is whole: it needs neither journal nor sync on its way.
    connection.pragma('journal_mode = DELETE');
    connection.pragma('journal_mode = OFF');
    connection.pragma('synchronous = OFF');
    const seen = look(connection);
    connection.pragma(`rekey = "x'${next.toString('hex')}'"`);
    return seen;
  } finally {
    connection.close();
  }
}

/** Appends to the journal of a copy. */
function note(copy: string, key: Buffer, { at, data }: KeyChange): void {
  const connection = openScratch(copy, key);
  try {
    connection.pragma('journal_mode = OFF');
    connection.pragma('synchronous = OFF');
    openJournal(connection).append({ at, filingId: null, before: null, kind: 'key-rotated', data });
  } finally {
    connection.close();
  }
}

/** What is read of a database to see that another is the same. */
interface State {
  /** Every page is read and authenticated for it; `ok`, or what is wrong with the contents. */
  soundness: string;
  /** Where its journal ends. */
  head: string;
}

function stateOf(connection: Connection): State {
  const found = z
    .array(z.object({ integrity_check: z.string() }))
    .parse(connection.pragma('integrity_check'));
  const soundness = found.map(({ integrity_check: text }) => text).join('\n');
  return { soundness, head: headOf(connection) };
}

/** @throws {NaruError} `data-damaged` where the copy under its next key is not what it was */
function requireSame(copy: string, next: Buffer, before: State): void {
  const connection = openScratch(copy, next);
  try {
    const { soundness, head } = stateOf(connection);
    if (soundness !== before.soundness)
      throw new NaruError('data-damaged', { file: copy, detail: soundness });
    if (head !== before.head)
      throw new NaruError('data-damaged', { file: copy, detail: 'journal' });
  } finally {
    connection.close();
  }
}

function headOf(connection: Connection): string {
  const row = connection.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get();
  return JSON.stringify(row ?? null);
}

/** Of a disk that gives a file no more, or a system that keeps it from us. */
const unreadable = /^(EIO|EACCES|EPERM|EBUSY|EUCLEAN|EBADMSG)$/;

/**
 * By our own hand: how a system's copy ends on a full disk differs from system to system.
 * @throws {NaruError} `file-unreadable` where it is the file that cannot be read
 */
function copyWhole(from: string, to: string): void {
  const source = reading(from, () => openSync(from, 'r'));
  try {
    const target = openSync(to, 'w', 0o600);
    try {
      const chunk = Buffer.allocUnsafe(1024 * 1024);
      const more = (): number => reading(from, () => readSync(source, chunk));
      for (let n = more(); n > 0; n = more())
        for (let done = 0; done < n;) done += writeSync(target, chunk, done, n - done);
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}

function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!unreadable.test(code)) throw error;
    throw new NaruError('file-unreadable', { name: basename(file), detail: code }, error);
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
