import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import { readOwnFile, writeDurably } from './durable-file.ts';
import { hasKeyFile, plainKeyName, type nextEnding } from './keys/key-file.ts';

/** Gives the database's key; a host with a keychain brings its own. */
export interface KeyProvider {
  /**
   * The 32 bytes of the key; a new one where `mayCreate` and none is there.
   * @param ending of the key file's name: `.next` for the one that a rotation brings
   * @throws {NaruError} `key-missing`, or `wrong-key` where the file holds none,
   *   `file-unreadable`, `key-locked` where it takes a passphrase, `wrong-passphrase`
   */
  load(mayCreate: boolean, ending?: '' | typeof nextEnding): Buffer;
}

/** The key in a file beside the data that only its owner can read. */
export function keyFile(folder: string): KeyProvider {
  return {
    load(mayCreate, ending = '') {
      if (hasKeyFile(folder)) throw new NaruError('key-locked');
      const file = join(folder, plainKeyName + ending);
      if (!existsSync(file)) {
        if (!mayCreate) throw new NaruError('key-missing', { file });
        // The key must be on disk before the first page that is encrypted with it.
        writePlainKey(folder, randomBytes(32));
      }
      return readPlainKey(folder, ending);
    },
  };
}

/** @throws {NaruError} `wrong-key`, `file-unreadable` */
export function readPlainKey(folder: string, ending = ''): Buffer {
  const file = join(folder, plainKeyName + ending);
  const text = readOwnFile(file).trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new NaruError('wrong-key', { file });
  return Buffer.from(text, 'hex');
}

export function writePlainKey(folder: string, key: Buffer, ending = ''): void {
  writeDurably(join(folder, plainKeyName + ending), `${key.toString('hex')}\n`);
}

/** Tells two keys apart without giving either away. */
export function keyFingerprint(key: Buffer): string {
  return createHash('sha256').update('naru key fingerprint').update(key).digest('hex').slice(0, 16);
}
