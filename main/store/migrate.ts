import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import type { Connection } from './connection.ts';
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
  const found = dataVersion(connection);
  const known = migrations.at(-1)?.version ?? 0;
  if (found > known) throw new NaruError('data-from-newer-version', { found, known });
  for (const { version, sql } of migrations.filter((migration) => migration.version > found)) {
    if (version > 1) copyBefore(connection, file, version);
    connection
      .transaction(() => {
        connection.exec(sql);
        connection.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}

/** The copy is made by SQLite itself: opening the file beside it would drop its locks. */
function copyBefore(connection: Connection, file: string, version: number): void {
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, `${basename(file, '.db')}-before-${version}.db`);
  if (!existsSync(copy)) connection.prepare('VACUUM INTO ?').run(copy);
}
