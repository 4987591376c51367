import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openScratch } from '../connection.ts';

/** The first page, whatever its size. */
const headBytes = 65_536;

/**
 * Whether a key opens a database. Of one that is kept only the first page is looked at, in a copy: to
 * open a database writes beside it.
 */
export function isUnder(file: string, bytes: number, key: Buffer): boolean {
  const place = mkdtempSync(join(tmpdir(), 'naru-page-'));
  try {
    const copy = join(place, 'first-page.db');
    copyHead(file, copy, bytes);
    const connection = openScratch(copy, key);
    try {
      // What is less than a page passes for an empty database.
      return connection.pragma('user_version', { simple: true }) !== 0;
    } finally {
      connection.close();
    }
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** As long as the whole, for a database knows its length. */
function copyHead(from: string, to: string, bytes: number): void {
  const source = openSync(from, 'r');
  try {
    const target = openSync(to, 'w', 0o600);
    try {
      const head = Buffer.alloc(headBytes);
      writeSync(target, head, 0, readSync(source, head, 0, headBytes, 0));
      ftruncateSync(target, bytes);
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}
