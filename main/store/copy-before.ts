import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import type { Connection } from './connection.ts';
import { syncFile, syncFolder } from './durable-file.ts';

/** How many copies from before a new version are kept of each database. */
export const keptCopies = 3;

/**
 * Copies the database as it is, in `backups` beside it, before a new version changes it. The copy
 * has the key of the database, gets its name once it has been read through and is on disk, and
 * never takes the place of one with another history.
 * @param version data version that the database will be brought to first
 * @throws {NaruError} `disk-full`, `data-not-writable`, `disk-error`, `data-damaged`; the database
 *   is as it was
 */
export function copyBefore(connection: Connection, file: string, version: number): void {
  const folder = join(dirname(file), 'backups');
  const stem = `${basename(file, '.db')}-before-`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const copy = placeFor(connection, folder, `${stem}${version}`);
    const unfinished = `${copy}.new`;
    forget(unfinished);
    try {
      // By SQLite itself: opening the file beside it would drop its locks.
      connection.prepare('VACUUM INTO ?').run(unfinished);
      requireWhole(connection, unfinished);
      syncFile(unfinished);
      renameSync(unfinished, copy);
    } catch (error) {
      // Half a copy helps nobody, and on a full disk it is in the way.
      forget(unfinished);
      throw error;
    }
    syncFolder(folder);
  } catch (error) {
    throw inWords(error, folder);
  }
  thinOut(folder, stem);
}

/** A name that is free, or one whose copy is an earlier state of this same history. */
function placeFor(connection: Connection, folder: string, name: string): string {
  for (let n = 1; ; n += 1) {
    const copy = join(folder, n === 1 ? `${name}.db` : `${name}-${n}.db`);
    if (!existsSync(copy) || isEarlierState(connection, copy)) return copy;
  }
}

/** Whether the last entry of the copy's journal stands in ours as well; `false` where unreadable. */
function isEarlierState(connection: Connection, copy: string): boolean {
  try {
    return attached(connection, copy, () => {
      const stands = connection
        .prepare(
          `SELECT count(*) FROM main.journal AS own
             JOIN (SELECT seq, hash FROM copy.journal ORDER BY seq DESC LIMIT 1) AS last
               ON last.seq = own.seq AND last.hash = own.hash`,
        )
        .pluck()
        .get();
      return stands === 1;
    });
  } catch {
    return false;
  }
}

/** @throws {NaruError} `data-damaged` where the copy does not hold what the database holds */
function requireWhole(connection: Connection, copy: string): void {
  attached(connection, copy, () => {
    const checked = connection.pragma('copy.integrity_check(1)', { simple: true });
    const same = ['user_version', 'application_id'].every(
      (name) =>
        connection.pragma(`copy.${name}`, { simple: true }) ===
        connection.pragma(`main.${name}`, { simple: true }),
    );
    const rows = (schema: 'main' | 'copy'): unknown =>
      connection.prepare(`SELECT count(*), max(seq) FROM ${schema}.journal`).raw().get();
    const isSame = same && JSON.stringify(rows('copy')) === JSON.stringify(rows('main'));
    if (checked === 'ok' && isSame) return;
    const detail = checked === 'ok' ? 'journal' : z.string().catch('integrity').parse(checked);
    throw new NaruError('data-damaged', { file: copy, detail });
  });
}

/** Without a key of its own, what is attached is read with that of the database. */
function attached<T>(connection: Connection, copy: string, work: () => T): T {
  connection.prepare('ATTACH ? AS copy').run(copy);
  try {
    return work();
  } finally {
    connection.exec('DETACH copy');
  }
}

/** Keeps the copies of the newest versions; which those are, their names say. */
function thinOut(folder: string, stem: string): void {
  try {
    const versions = readdirSync(folder).flatMap((name) => {
      const found = name.startsWith(stem)
        ? /^(\d+)(?:-(\d+))?\.db$/.exec(name.slice(stem.length))
        : null;
      if (found === null) return [];
      return [{ name, version: Number(found[1]), n: Number(found[2] ?? 1) }];
    });
    const newestFirst = versions.toSorted((a, b) => b.version - a.version || b.n - a.n);
    for (const { name } of newestFirst.slice(keptCopies)) forget(join(folder, name));
  } catch {
    // One copy too many is no reason to keep the office from its work.
  }
}

function forget(copy: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
}

/** SQLite's own errors are put into words by who opened the database. */
function inWords(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? error.code : null;
  if (typeof code !== 'string') return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new NaruError('disk-full', {}, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new NaruError('data-not-writable', { folder }, error);
  return new NaruError('disk-error', { detail: code }, error);
}
