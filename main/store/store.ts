import type { Statement } from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import {
  assertDurable,
  busyMs,
  openConnection,
  type Connection,
  type ConnectionOptions,
} from './connection.ts';
import { copyOf, countFilings, type Counts } from './counts.ts';
import { classifyFailure } from './failure.ts';
import { knownVersion, migrate } from './migrate.ts';
import { migrations, type Migration } from './migrations/index.ts';
import type { NumberCeiling } from './number-ceiling.ts';
import { openTables, type Tables } from './tables.ts';

export interface StoreOptions extends ConnectionOptions {
  migrations?: readonly Migration[];
  /** Covers the numbers that are given, beside the database. */
  ceiling?: NumberCeiling;
}

/** The durable store: one writer, every commit synced before it is called saved. */
export class Store {
  readonly #options: StoreOptions;
  #tables: Tables;
  #counts: Counts;

  /** @throws {NaruError} as `openConnection` and `migrate` */
  constructor(options: StoreOptions) {
    this.#options = options;
    const { counts, tables } = this.#readIn(openDatabase(options));
    this.#counts = counts;
    this.#tables = tables;
  }

  get file(): string {
    return this.#options.file;
  }

  /** The key that it was opened with; for a copy of it. */
  get key(): Buffer {
    return this.#options.key;
  }

  get tables(): Tables {
    return this.#tables;
  }

  /** Filings by both states; kept up to date by every commit. */
  get counts(): Readonly<Counts> {
    return this.#counts;
  }

  /**
   * Runs work in one transaction; what it wrote is on disk when this returns, or nothing of it is.
   * @throws {NaruError} `disk-full`, `data-read-only`, `data-damaged`; and `disk-error`, after
   *   which the commit may be on disk: `reopen` and read again
   */
  transaction<T>(work: (tables: Tables) => T): T {
    const tables = this.#tables;
    if (tables.connection.inTransaction) return work(tables);
    const { begin, commit, rollback } = tables.boundaries;
    // Kept rather than counted anew after a rollback: the disk may be one that cannot be read.
    const counts = copyOf(this.#counts);
    const head = tables.journal.head();
    try {
      begin.run();
      const value = work(tables);
      commit.run();
      tables.journal.saved();
      return value;
    } catch (error) {
      rollBack(tables.connection, rollback);
      tables.journal.rewind(head);
      tables.serials.forget();
      tables.oldest.forget();
      this.#counts = counts;
      throw classifyFailure(error, this.file);
    }
  }

  /** Reads with the errors of the store. */
  read<T>(work: (tables: Tables) => T): T {
    try {
      return work(this.#tables);
    } catch (error) {
      throw classifyFailure(error, this.file);
    }
  }

  /** Closes and opens again, so that what is on disk is what is known. */
  reopen(): void {
    const before = this.#tables.connection;
    const connection = openDatabase(this.#options);
    const { counts, tables } = this.#readIn(connection);
    this.#counts = counts;
    this.#tables = tables;
    // Only now: where the new one cannot be opened, reads and a later try still have the old one.
    before.close();
  }

  #readIn(connection: Connection): { counts: Counts; tables: Tables } {
    try {
      return {
        counts: countFilings(connection),
        tables: openTables(connection, () => this.#counts, this.#options.ceiling),
      };
    } catch (error) {
      connection.close();
      throw classifyFailure(error, this.file);
    }
  }

  /**
   * Gives the space of the write-ahead log back, as far as nobody reads in it; for idle times. It
   * waits for no reader: one that checks or copies the data may read for minutes.
   */
  checkpoint(): void {
    this.read(({ connection }) => {
      connection.pragma('busy_timeout = 0');
      try {
        connection.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        connection.pragma(`busy_timeout = ${busyMs}`);
      }
    });
  }

  close(): void {
    const { connection } = this.#tables;
    if (!connection.open) return;
    if (!connection.readonly) {
      try {
        connection.pragma('optimize');
      } catch {
        // Only a hint to the planner; a full or read-only disk must not keep it from closing.
      }
    }
    connection.close();
  }
}

function rollBack(connection: Connection, rollback: Statement<[]>): void {
  try {
    if (connection.inTransaction) rollback.run();
  } catch {
    // What the disk refuses here it has refused before: that error is the one to tell.
  }
}

function openDatabase(options: StoreOptions): Connection {
  const { file, readonly = false } = options;
  if (readonly && !existsSync(file)) throw new NaruError('not-found', { what: file });
  if (!readonly) mkdirSync(dirname(file), { recursive: true });
  const connection = openConnection(options);
  try {
    const known = options.migrations ?? migrations;
    if (readonly) {
      const found = knownVersion(connection, known);
      if (found === 0) throw new NaruError('data-damaged', { file, detail: '0' });
      const newest = known.length;
      if (found < newest) throw new NaruError('data-from-older-version', { found, known: newest });
    } else {
      migrate(connection, file, known);
      assertDurable(connection);
      writeBack(connection);
    }
    return connection;
  } catch (error) {
    connection.close();
    throw classifyFailure(error, file);
  }
}

/**
 * Writes what the log shows into the database and syncs it. After a sync that failed, the system's
 * cache shows commits that are not on disk and that no later sync brings there: what is taken for
 * saved at an opening must be, or a power cut takes with it all that was appended behind.
 */
function writeBack(connection: Connection): void {
  // Passive: it waits for no reader, and whoever else reads reads no older state for long.
  connection.pragma('wal_checkpoint(PASSIVE)');
}
