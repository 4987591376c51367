import { readFileSync } from 'node:fs';
import { NaruError } from '../../../shared/errors.ts';

/**
 * A passphrase as the first line of a file, or of the standard input for `-`: on the command line
 * itself others on the computer could read it.
 * @throws {NaruError} `file-unreadable`
 */
export function readPassphrase(file: string | undefined): string | null {
  if (file === undefined) return null;
  try {
    const [line = ''] = readFileSync(file === '-' ? 0 : file, 'utf8').split(/\r?\n/);
    return line;
  } catch (error) {
    throw new NaruError('file-unreadable', { name: file, detail: String(error) }, error);
  }
}
