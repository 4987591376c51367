import initSqlite, { type Sqlite3Static } from '@sqlite.org/sqlite-wasm';

type Pointer = number;

/** The functions of SQLite that the simulated connection calls, as its C interface has them. */
export interface SqliteCalls {
  malloc(bytes: number): Pointer;
  free(at: Pointer): void;
  sqlite3_open_v2(name: Pointer, out: Pointer, flags: number, vfs: Pointer): number;
  sqlite3_close_v2(db: Pointer): number;
  sqlite3_extended_result_codes(db: Pointer, on: number): number;
  sqlite3_busy_timeout(db: Pointer, ms: number): number;
  sqlite3_get_autocommit(db: Pointer): number;
  sqlite3_errmsg(db: Pointer): Pointer;
  sqlite3_extended_errcode(db: Pointer): number;
  sqlite3_prepare_v3(
    db: Pointer,
    sql: Pointer,
    bytes: number,
    flags: number,
    out: Pointer,
    tail: Pointer,
  ): number;
  sqlite3_finalize(statement: Pointer): number;
  sqlite3_step(statement: Pointer): number;
  sqlite3_reset(statement: Pointer): number;
  sqlite3_clear_bindings(statement: Pointer): number;
  sqlite3_bind_parameter_count(statement: Pointer): number;
  sqlite3_bind_parameter_name(statement: Pointer, index: number): Pointer;
  sqlite3_bind_null(statement: Pointer, index: number): number;
  sqlite3_bind_double(statement: Pointer, index: number, value: number): number;
  sqlite3_bind_int64(statement: Pointer, index: number, value: bigint): number;
  sqlite3_bind_text(
    statement: Pointer,
    index: number,
    text: Pointer,
    bytes: number,
    destructor: number,
  ): number;
  sqlite3_bind_blob(
    statement: Pointer,
    index: number,
    blob: Pointer,
    bytes: number,
    destructor: number,
  ): number;
  sqlite3_column_count(statement: Pointer): number;
  sqlite3_column_name(statement: Pointer, index: number): Pointer;
  sqlite3_column_type(statement: Pointer, index: number): number;
  sqlite3_column_double(statement: Pointer, index: number): number;
  sqlite3_column_text(statement: Pointer, index: number): Pointer;
  sqlite3_column_blob(statement: Pointer, index: number): Pointer;
  sqlite3_column_bytes(statement: Pointer, index: number): number;
  sqlite3_randomness(bytes: number, out: Pointer): void;
  sqlite3_changes(db: Pointer): number;
  sqlite3_last_insert_rowid(db: Pointer): bigint;
}

/** SQLite in this process, compiled to WebAssembly. */
export interface Sqlite {
  readonly api: Sqlite3Static;
  readonly calls: SqliteCalls;
  /** The memory as bytes; a new view after it has grown. */
  bytes(): Uint8Array;
  text(at: Pointer, length?: number): string;
  /** Copies text with a closing zero; to be freed by the caller. */
  copyText(text: string): { at: Pointer; length: number };
  copyBytes(bytes: Uint8Array): Pointer;
  /** Name of a result code, e.g. `SQLITE_IOERR_FSYNC`. */
  codeName(code: number): string;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export async function loadSqlite(): Promise<Sqlite> {
  const api = await initSqlite();
  // Untyped in the library; these are the functions of SQLite's C interface.
  const calls: SqliteCalls = api.wasm.exports;

  const bytes = () => api.wasm.heap8u();
  function allocate(size: number): Pointer {
    const at = calls.malloc(size);
    if (at === 0) throw new RangeError('SQLite is out of memory');
    return at;
  }

  return {
    api,
    calls,
    bytes,
    text(at, length) {
      const all = bytes();
      const end = length === undefined ? all.indexOf(0, at) : at + length;
      return decoder.decode(all.subarray(at, end));
    },
    copyText(text) {
      const encoded = encoder.encode(text);
      const at = allocate(encoded.length + 1);
      bytes().set(encoded, at);
      bytes()[at + encoded.length] = 0;
      return { at, length: encoded.length };
    },
    copyBytes(source) {
      const at = allocate(Math.max(1, source.length));
      bytes().set(source, at);
      return at;
    },
    codeName: (code) => api.capi.sqlite3_js_rc_str(code) ?? `SQLITE_${code}`,
  };
}
