import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { NaruError } from '../../shared/errors.ts';

/**
 * Writes a small file so that it is on disk whole, or as it was before; only its owner can read it.
 * @throws {NaruError} `disk-full`, `data-not-writable`, `disk-error`
 */
export function writeDurably(file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new NaruError('disk-full', {}, error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      throw new NaruError('data-not-writable', { folder: dirname(file) }, error);
    throw new NaruError('disk-error', { detail: code }, error);
  }
}

function writeWhole(file: string, text: string): void {
  const descriptor = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${file}.new`, file);
  syncFolder(dirname(file));
}

/** @throws {NaruError} `file-unreadable`, e.g. without the right to */
export function readOwnFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const detail = systemCode(error);
    throw new NaruError('file-unreadable', { name: basename(file), detail }, error);
  }
}

/** The system's name of an error, e.g. `EACCES`. */
function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes a new name in a folder durable; Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
