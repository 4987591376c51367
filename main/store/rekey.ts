import Database from 'better-sqlite3';
import { classifyFailure } from './failure.ts';

/**
 * Encrypts a database anew that nobody else has open, and that has no log; where it is interrupted
 * its journal takes it back. For a copy that comes from another computer.
 * @throws {NaruError} `data-damaged` for a wrong key, `disk-full`, `disk-error`
 */
export function rekeyDatabase(file: string, from: Buffer, to: Buffer): void {
  const connection = new Database(file);
  try {
    connection.pragma("cipher = 'aegis'");
    connection.pragma(`key = "x'${from.toString('hex')}'"`);
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
    connection.pragma(`rekey = "x'${to.toString('hex')}'"`);
  } catch (error) {
    throw classifyFailure(error, file);
  } finally {
    connection.close();
  }
}
