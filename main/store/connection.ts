import Database from 'better-sqlite3';
import { NaruError } from '../../shared/errors.ts';
import { classifyFailure } from './failure.ts';

/** Of a database what the store uses. */
export type Connection = Pick<
  Database.Database,
  'prepare' | 'transaction' | 'exec' | 'pragma' | 'close' | 'open' | 'inTransaction' | 'readonly'
>;

/** Opens a database file, before any setting. */
export type OpenDatabase = (
  file: string,
  options: { readonly: boolean; timeout: number },
) => Connection;

export interface ConnectionOptions {
  file: string;
  key: Buffer;
  readonly?: boolean;
  /** Another library's database than the real one, e.g. on a simulated disk. */
  openDatabase?: OpenDatabase;
}

/** How long a statement waits for another process that holds the file. */
export const busyMs = 5000;

const openNative: OpenDatabase = (file, options) => new Database(file, options);

/**
 * Opens the encrypted database: WAL, every commit synced, one writer, foreign keys.
 * @throws {NaruError} `data-damaged`, `data-read-only`, `disk-full`, `disk-error`
 */
export function openConnection({
  file,
  key,
  readonly = false,
  openDatabase = openNative,
}: ConnectionOptions): Connection {
  let connection: Connection | null = null;
  try {
    connection = openDatabase(file, { readonly, timeout: busyMs });
    giveKey(connection, key);
    // Small pages: a commit writes and encrypts whole ones, however little of them has changed.
    connection.pragma('page_size = 2048');
    connection.pragma('foreign_keys = ON');
    // Else INSERT OR REPLACE would get past the triggers against deleting.
    connection.pragma('recursive_triggers = ON');
    connection.pragma('cache_size = -32768');
    connection.pragma('temp_store = MEMORY');
    if (!readonly) makeDurable(connection);
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
    return connection;
  } catch (error) {
    connection?.close();
    throw classifyFailure(error, file);
  }
}

function giveKey(connection: Connection, key: Buffer): void {
  // AEGIS-256 authenticates every page, so a changed byte on disk is noticed when it is read.
  connection.pragma("cipher = 'aegis'");
  connection.pragma(`key = "x'${key.toString('hex')}'"`);
}

/** A copy that nobody relies on yet: nothing of it is set, nothing synced. */
export function openScratch(file: string, key: Buffer): Connection {
  const connection = openNative(file, { readonly: false, timeout: 0 });
  giveKey(connection, key);
  return connection;
}

/** The library's own default for WAL loses acknowledged rows at a power cut: FULL is set by hand. */
function makeDurable(connection: Connection): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  // The log is worked in at idle moments; a commit does so itself only beyond 32 MB of log.
  connection.pragma('wal_autocheckpoint = 16000');
  if (process.platform === 'darwin') {
    connection.pragma('fullfsync = ON');
    connection.pragma('checkpoint_fullfsync = ON');
  }
}

/**
 * Asserts, after a write, that commits are synced: the setting is known to fall back silently.
 * @throws {NaruError} `internal`
 */
export function assertDurable(connection: Connection): void {
  const synchronous = connection.pragma('synchronous', { simple: true });
  const mode = connection.pragma('journal_mode', { simple: true });
  if (synchronous !== 2 || mode !== 'wal')
    throw new NaruError('internal', {
      detail: `synchronous=${String(synchronous)} journal_mode=${String(mode)}`,
    });
}
