import Database from 'better-sqlite3';
import { NaruError } from '../../shared/errors.ts';

function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}

/**
 * Puts an error of SQLite into the words of a person; other errors pass through.
 * A commit that ended in `disk-error` may or may not be on disk: read again before relying on it.
 */
export function classifyFailure(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  if (code === null || !(error instanceof Error)) return error;
  const detail = `${code}: ${error.message}`;
  if (code.startsWith('SQLITE_FULL')) return new NaruError('disk-full', {}, error);
  if (code.startsWith('SQLITE_READONLY')) return new NaruError('data-read-only', { file }, error);
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB'))
    return new NaruError('data-damaged', { file, detail }, error);
  if (/^SQLITE_(IOERR|CANTOPEN|BUSY|LOCKED|PROTOCOL)/.test(code))
    return new NaruError('disk-error', { detail }, error);
  return error;
}

export function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_BUSY') ?? false;
}
