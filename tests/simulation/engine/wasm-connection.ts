import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Connection } from '../../../main/store/connection.ts';
import type { Sqlite } from './sqlite-calls.ts';
import { vfsName } from './disk-vfs.ts';

/** Of better-sqlite3's statements what the store calls. */
interface PlainStatement {
  run(...params: unknown[]): Database.RunResult;
  get(...params: unknown[]): unknown;
  all(...params: unknown[]): unknown[];
  iterate(...params: unknown[]): IterableIterator<unknown>;
  pluck(on?: boolean): PlainStatement;
  raw(on?: boolean): PlainStatement;
}

/** A connection that a process can leave behind as it dies. */
export interface WasmConnection {
  connection: Connection;
  /** Frees what SQLite holds; nothing reaches the disk of an ended process any more. */
  abandon(): void;
}

/** The library types a statement by what its text returns, which no code can know. */
const connectionSchema = z.custom<Connection>(isPlainObject);

const openReadWrite = 0x02 | 0x04;
const openReadOnly = 0x01;
const [row, done] = [100, 101];
/** Keeps the statement for long; SQLite then spares its fast memory. */
const prepareForLong = 0x01;

/**
 * better-sqlite3's interface, as far as the store uses it, over SQLite in WebAssembly on a simulated
 * disk: the same numbers bound the same way, the same errors by the same codes.
 */
export function openWasm(sqlite: Sqlite, file: string, isReadOnly: boolean): WasmConnection {
  const { calls } = sqlite;
  const scratch = calls.malloc(8);
  const statements = new Set<number>();
  let db = 0;

  function pointerAt(at: number): number {
    return sqlite.api.wasm.peek32(at) >>> 0;
  }
  function failure(code: number): Error {
    const extended = db === 0 ? code : calls.sqlite3_extended_errcode(db) || code;
    const message = db === 0 ? sqlite.codeName(code) : sqlite.text(calls.sqlite3_errmsg(db));
    return new Database.SqliteError(message, sqlite.codeName(extended));
  }
  function check(code: number): void {
    if (code !== 0) throw failure(code);
  }
  function open(): void {
    const name = sqlite.copyText(file);
    const vfs = sqlite.copyText(vfsName);
    const flags = isReadOnly ? openReadOnly : openReadWrite;
    const code = calls.sqlite3_open_v2(name.at, scratch, flags, vfs.at);
    db = pointerAt(scratch);
    calls.free(name.at);
    calls.free(vfs.at);
    if (code !== 0) {
      const error = failure(code);
      close();
      throw error;
    }
    calls.sqlite3_extended_result_codes(db, 1);
  }
  function close(): void {
    for (const statement of statements) calls.sqlite3_finalize(statement);
    statements.clear();
    if (db !== 0) calls.sqlite3_close_v2(db);
    db = 0;
  }
  /** Compiles the first statement of a text; where the next begins, too. */
  function compile(at: number, length: number): { statement: number; next: number } {
    if (db === 0) throw new TypeError('The database connection is not open');
    const code = calls.sqlite3_prepare_v3(db, at, length, prepareForLong, scratch, scratch + 4);
    check(code);
    const statement = pointerAt(scratch);
    if (statement !== 0) statements.add(statement);
    return { statement, next: pointerAt(scratch + 4) };
  }
  function prepare(sql: string): PlainStatement {
    const { at, length } = sqlite.copyText(sql);
    try {
      return plainStatement(compile(at, length).statement);
    } finally {
      calls.free(at);
    }
  }
  function exec(sql: string): void {
    const { at, length } = sqlite.copyText(sql);
    try {
      for (let from = at; from < at + length;) {
        const { statement, next } = compile(from, at + length - from);
        from = next;
        if (statement === 0) continue;
        let code = row;
        while (code === row) code = calls.sqlite3_step(statement);
        const error = code === done ? null : failure(code);
        calls.sqlite3_finalize(statement);
        statements.delete(statement);
        if (error !== null) throw error;
      }
    } finally {
      calls.free(at);
    }
  }

  function plainStatement(statement: number): PlainStatement {
    const count = calls.sqlite3_column_count(statement);
    const names = Array.from({ length: count }, (_, i) =>
      sqlite.text(calls.sqlite3_column_name(statement, i)),
    );
    const parameters = calls.sqlite3_bind_parameter_count(statement);
    let isPlucked = false;
    let isRaw = false;

    function bindOne(index: number, value: unknown): number {
      if (value === null || value === undefined) return calls.sqlite3_bind_null(statement, index);
      if (typeof value === 'number') return calls.sqlite3_bind_double(statement, index, value);
      if (typeof value === 'bigint') return calls.sqlite3_bind_int64(statement, index, value);
      const [isText, copy] =
        typeof value === 'string'
          ? [true, sqlite.copyText(value)]
          : value instanceof Uint8Array
            ? [false, { at: sqlite.copyBytes(value), length: value.length }]
            : [false, null];
      if (copy === null)
        throw new TypeError('SQLite3 can only bind numbers, strings, bigints, buffers, and null');
      const bind = isText ? calls.sqlite3_bind_text : calls.sqlite3_bind_blob;
      // SQLite copies it (SQLITE_TRANSIENT).
      const code = bind(statement, index, copy.at, copy.length, -1);
      calls.free(copy.at);
      return code;
    }
    function bind(params: readonly unknown[]): void {
      if (db === 0) throw new TypeError('The database connection is not open');
      const [first] = params;
      const named = params.length === 1 && isPlainObject(first) ? first : null;
      if (named === null && params.length !== parameters)
        throw new RangeError(`Expected ${parameters} parameter values, got ${params.length}`);
      for (let index = 1; index <= parameters; index += 1) {
        const value =
          named === null
            ? params[index - 1]
            : named[sqlite.text(calls.sqlite3_bind_parameter_name(statement, index)).slice(1)];
        check(bindOne(index, value));
      }
    }
    function column(index: number): unknown {
      switch (calls.sqlite3_column_type(statement, index)) {
        case 1:
        case 2:
          // Integers beyond 2^53 are none of ours.
          return calls.sqlite3_column_double(statement, index);
        case 3: {
          const at = calls.sqlite3_column_text(statement, index);
          return sqlite.text(at, calls.sqlite3_column_bytes(statement, index));
        }
        case 4: {
          const at = calls.sqlite3_column_blob(statement, index);
          const length = calls.sqlite3_column_bytes(statement, index);
          return Buffer.from(sqlite.bytes().slice(at, at + length));
        }
        default:
          return null;
      }
    }
    function readRow(): unknown {
      if (isPlucked) return column(0);
      if (isRaw) return names.map((_, index) => column(index));
      const read: Record<string, unknown> = {};
      for (const [index, name] of names.entries()) read[name] = column(index);
      return read;
    }
    function* walk(params: readonly unknown[]): IterableIterator<unknown> {
      bind(params);
      try {
        for (;;) {
          const code = calls.sqlite3_step(statement);
          if (code === done) return;
          if (code !== row) throw failure(code);
          yield readRow();
        }
      } finally {
        // A connection that was closed meanwhile has let go of its statements.
        if (statements.has(statement)) calls.sqlite3_reset(statement);
      }
    }

    const self: PlainStatement = {
      run(...params) {
        bind(params);
        let code = row;
        while (code === row) code = calls.sqlite3_step(statement);
        const error = code === done ? null : failure(code);
        const changes = calls.sqlite3_changes(db);
        const lastInsertRowid = Number(calls.sqlite3_last_insert_rowid(db));
        calls.sqlite3_reset(statement);
        if (error !== null) throw error;
        return { changes, lastInsertRowid };
      },
      get(...params) {
        bind(params);
        const code = calls.sqlite3_step(statement);
        const error = code === row || code === done ? null : failure(code);
        const found = code === row ? readRow() : undefined;
        calls.sqlite3_reset(statement);
        if (error !== null) throw error;
        return found;
      },
      all: (...params) => [...walk(params)],
      iterate: (...params) => walk(params),
      pluck(on = true) {
        isPlucked = on;
        return self;
      },
      raw(on = true) {
        isRaw = on;
        return self;
      },
    };
    return self;
  }

  function pragma(source: string, options: Database.PragmaOptions = {}): unknown {
    const statement = prepare(`PRAGMA ${source}`);
    return options.simple === true ? statement.pluck().get() : statement.all();
  }
  function inTransaction(): boolean {
    return db !== 0 && calls.sqlite3_get_autocommit(db) === 0;
  }
  function within<T>(begin: string, work: () => T): T {
    exec(begin);
    try {
      const value = work();
      exec('COMMIT');
      return value;
    } catch (error) {
      if (inTransaction()) exec('ROLLBACK');
      throw error;
    }
  }
  function transaction(work: (...params: unknown[]) => unknown) {
    const by =
      (begin: string) =>
      (...params: unknown[]) =>
        within(begin, () => work(...params));
    return Object.assign(by('BEGIN'), {
      default: by('BEGIN'),
      deferred: by('BEGIN DEFERRED'),
      immediate: by('BEGIN IMMEDIATE'),
      exclusive: by('BEGIN EXCLUSIVE'),
    });
  }

  open();
  const plain = {
    prepare,
    transaction,
    pragma,
    exec(sql: string) {
      exec(sql);
      return plain;
    },
    close() {
      close();
      return plain;
    },
    get open() {
      return db !== 0;
    },
    get inTransaction() {
      return inTransaction();
    },
    readonly: isReadOnly,
  };
  return {
    connection: connectionSchema.parse(plain),
    abandon() {
      close();
      calls.free(scratch);
    },
  };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}
