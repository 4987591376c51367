import Database from 'better-sqlite3';
import { classifyFailure } from '../store/failure.ts';

/**
 * Opens the file in which the practice central system keeps what it has taken. It survives a
 * killed process; a power cut may cost the last moments, which practice can bear.
 * @throws {NaruError} `data-damaged`, `data-read-only`, `disk-full`, `disk-error`
 */
export function openBookConnection(file: string): Database.Database {
  let connection: Database.Database | null = null;
  try {
    connection = new Database(file, { timeout: 5000 });
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
    connection.exec(tables);
    return connection;
  } catch (error) {
    connection?.close();
    throw classifyFailure(error, file);
  }
}

const tables = `
  CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS document (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL UNIQUE,
    declaration_no TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('declaration', 'amendment', 'withdrawal')),
    digest TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    receipt_no TEXT,
    received_at INTEGER,
    rejects INTEGER NOT NULL,
    errors TEXT NOT NULL,
    step INTEGER NOT NULL,
    next_at INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS document_due ON document (next_at) WHERE next_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS notice (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    declaration_no TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    message TEXT NOT NULL,
    errors TEXT NOT NULL
  ) STRICT;
`;
