import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import type { Connection } from './connection.ts';
import { syncFile, syncFolder } from './durable-file.ts';
import type { Migration } from './migrations/index.ts';

/** Data version of an open database; 0 is an empty one. */
export function dataVersion(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

/**
 * Brings the database to the newest version, each step in one transaction, after a copy of what
 * is there.
 * @throws {NaruError} `data-from-newer-version`; the data stays as it was
 */
export function migrate(
  connection: Connection,
  file: string,
  migrations: readonly Migration[],
): void {
  const found = knownVersion(connection, migrations);
  for (const { version, sql } of migrations.filter((migration) => migration.version > found)) {
    if (found > 0) copyBefore(connection, file, version);
    connection
      .transaction(() => {
        connection.exec(sql);
        connection.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}

/**
 * Refuses what this program cannot read.
 * @returns the data version, 0 for an empty database
 * @throws {NaruError} `data-from-newer-version`
 */
export function knownVersion(connection: Connection, migrations: readonly Migration[]): number {
  const found = dataVersion(connection);
  const known = migrations.at(-1)?.version ?? 0;
  if (found > known) throw new NaruError('data-from-newer-version', { found, known });
  return found;
}

/**
 * The copy is made by SQLite itself: opening the file beside it would drop its locks. It gets its
 * name once it is whole and on disk.
 */
function copyBefore(connection: Connection, file: string, version: number): void {
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, `${basename(file, '.db')}-before-${version}.db`);
  if (existsSync(copy)) return;
  const unfinished = `${copy}.new`;
  rmSync(unfinished, { force: true });
  connection.prepare('VACUUM INTO ?').run(unfinished);
  syncFile(unfinished);
  renameSync(unfinished, copy);
  syncFolder(folder);
}
