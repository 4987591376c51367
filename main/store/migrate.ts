import { NaruError } from '../../shared/errors.ts';
import type { Connection } from './connection.ts';
import { copyBefore } from './copy-before.ts';
import type { Migration } from './migrations/index.ts';

/** Data version of an open database; 0 is an empty one. */
export function dataVersion(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

/**
 * Brings the database to the newest version in one transaction, after a copy of what is there:
 * whatever happens on the way, it is the old one or the new one, and whole.
 * @throws {NaruError} `data-from-newer-version`, and as `copyBefore`; the data stays as it was
 */
export function migrate(
  connection: Connection,
  file: string,
  migrations: readonly Migration[],
): void {
  const found = knownVersion(connection, migrations);
  const missing = migrations.filter((migration) => migration.version > found);
  const [first] = missing;
  if (first === undefined) return;
  if (found > 0) copyBefore(connection, file, first.version);
  connection
    .transaction(() => {
      for (const { version, sql } of missing) {
        connection.exec(sql);
        connection.pragma(`user_version = ${version}`);
      }
    })
    .immediate();
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
