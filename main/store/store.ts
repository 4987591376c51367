import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import { openAttempts, type Attempts } from './attempts.ts';
import { openBatches, type Batches } from './batches.ts';
import { assertDurable, openConnection, type Connection } from './connection.ts';
import { copyCounts, countFilings, type Counts } from './counts.ts';
import { classifyFailure } from './failure.ts';
import { openFilings, type Filings } from './filings.ts';
import { openGates, type Gates } from './gates.ts';
import { openJournal, type Journal } from './journal.ts';
import { knownVersion, migrate } from './migrate.ts';
import { migrations, type Migration } from './migrations/index.ts';
import { openNotices, type Notices } from './notices.ts';
import { openPages, type Pages } from './pages.ts';
import { openQueue, type Queue } from './queue.ts';
import { openSearch, type Search } from './search.ts';
import { openSerials, type Serials } from './serials.ts';
import { openSettings, type Settings } from './settings.ts';
import { openSubmissions, type Submissions } from './submissions.ts';

/** The table families of one open database. */
export interface Tables {
  readonly connection: Connection;
  readonly filings: Filings;
  readonly submissions: Submissions;
  readonly attempts: Attempts;
  readonly notices: Notices;
  readonly gates: Gates;
  readonly settings: Settings;
  readonly serials: Serials;
  readonly batches: Batches;
  readonly journal: Journal;
  readonly queue: Queue;
  readonly pages: Pages;
  readonly search: Search;
}

export interface StoreOptions {
  file: string;
  key: Buffer;
  readonly?: boolean;
  migrations?: readonly Migration[];
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
    const head = tables.journal.head();
    const counts = copyCounts(this.#counts);
    try {
      return tables.connection.transaction(() => work(tables)).immediate();
    } catch (error) {
      tables.journal.rewind(head);
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
        tables: openTables(connection, () => this.#counts),
      };
    } catch (error) {
      connection.close();
      throw classifyFailure(error, this.file);
    }
  }

  /** Gives the space of the write-ahead log back; for idle times. */
  checkpoint(): void {
    this.read(({ connection }) => connection.pragma('wal_checkpoint(TRUNCATE)'));
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

function openDatabase(options: StoreOptions): Connection {
  const { file, readonly = false } = options;
  if (readonly && !existsSync(file)) throw new NaruError('not-found', { what: file });
  if (!readonly) mkdirSync(dirname(file), { recursive: true });
  const connection = openConnection(options);
  try {
    const known = options.migrations ?? migrations;
    if (readonly) {
      if (knownVersion(connection, known) === 0)
        throw new NaruError('data-damaged', { file, detail: '0' });
    } else {
      migrate(connection, file, known);
      assertDurable(connection);
    }
    return connection;
  } catch (error) {
    connection.close();
    throw classifyFailure(error, file);
  }
}

function openTables(connection: Connection, counts: () => Counts): Tables {
  return {
    connection,
    filings: openFilings(connection, counts),
    submissions: openSubmissions(connection),
    attempts: openAttempts(connection),
    notices: openNotices(connection),
    gates: openGates(connection),
    settings: openSettings(connection),
    serials: openSerials(connection),
    batches: openBatches(connection),
    journal: openJournal(connection),
    queue: openQueue(connection),
    pages: openPages(connection),
    search: openSearch(connection),
  };
}
