import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';

/** Gives the database's key; a host with a keychain brings its own. */
export interface KeyProvider {
  /**
   * The 32 bytes of the key; a new one where `mayCreate` and none is there.
   * @throws {NaruError} `key-missing`, or `wrong-key` where the file holds none.
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
        createKeyFile(file);
      }
      const text = readFileSync(file, 'utf8').trim();
      if (!/^[0-9a-f]{64}$/.test(text)) throw new NaruError('wrong-key', { file });
      return Buffer.from(text, 'hex');
    },
  };
}

/** Tells two keys apart without giving either away. */
export function keyFingerprint(key: Buffer): string {
  return createHash('sha256').update('naru key fingerprint').update(key).digest('hex').slice(0, 16);
}

/** The key must be on disk before the first page that is encrypted with it. */
function createKeyFile(file: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, `${randomBytes(32).toString('hex')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  syncFolder(dirname(file));
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
