import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import { readOwnFile, writeDurably } from './durable-file.ts';

/** Gives the database's key; a host with a keychain brings its own. */
export interface KeyProvider {
  /**
   * The 32 bytes of the key; a new one where `mayCreate` and none is there.
   * @throws {NaruError} `key-missing`, or `wrong-key` where the file holds none,
   *   `file-unreadable`
   */
  load(mayCreate: boolean): Buffer;
}

/** The key in a file beside the data that only its owner can read. */
export function keyFile(folder: string): KeyProvider {
  const file = join(folder, 'naru.key');
  return {
    load(mayCreate) {
      if (!existsSync(file)) {
        if (!mayCreate) throw new NaruError('key-missing', { file });
        // The key must be on disk before the first page that is encrypted with it.
        writeDurably(file, `${randomBytes(32).toString('hex')}\n`);
      }
      const text = readOwnFile(file).trim();
      if (!/^[0-9a-f]{64}$/.test(text)) throw new NaruError('wrong-key', { file });
      return Buffer.from(text, 'hex');
    },
  };
}

/** Tells two keys apart without giving either away. */
export function keyFingerprint(key: Buffer): string {
  return createHash('sha256').update('naru key fingerprint').update(key).digest('hex').slice(0, 16);
}
