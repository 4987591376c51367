import { readFileSync, statSync } from 'node:fs';
import { largestFile } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import { fileTooLarge } from '../engine/uploads.ts';

/**
 * All bytes of a file that was named on the command line.
 * @throws {NaruError} `not-found`, `file-too-large`, `file-unreadable`
 */
export function readBytes(file: string, name: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > largestFile) throw fileTooLarge(name, size);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof NaruError) throw error;
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (detail === 'ENOENT') throw new NaruError('not-found', { what: file }, error);
    throw new NaruError('file-unreadable', { name, detail }, error);
  }
}
