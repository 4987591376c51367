import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NaruError } from '../../../shared/errors.ts';
import { syncFolder } from '../durable-file.ts';
import { readPlainKey, type KeyProvider } from '../key.ts';
import {
  keyFileName,
  keyFileOf,
  openKeyFile,
  plainKeyName,
  readKeyFile,
  slotOf,
  writeKeyFile,
  type NewSlot,
} from './key-file.ts';

/**
 * The wrapped key, opened by the secret of one of its ways.
 * @throws {NaruError} (when it loads) `wrong-passphrase` where the secret is none of them
 */
export function wrappedKey(folder: string, secret: Buffer): KeyProvider {
  return {
    load(_mayCreate, ending = '') {
      const name = join(folder, keyFileName + ending);
      const file = readKeyFile(folder, ending);
      if (file === null) throw new NaruError('key-missing', { file: name });
      const key = openKeyFile(file, secret, name);
      if (key === null) throw new NaruError('wrong-passphrase');
      return key;
    },
  };
}

/**
 * Wraps the key of a folder that has a plain one or none yet; where it is wrapped already, opens it
 * with the secret. Only with the folder's lock held.
 */
export function wrappingKey(folder: string, made: NewSlot): KeyProvider {
  const wrapped = wrappedKey(folder, made.secret);
  return {
    load(mayCreate, ending = '') {
      if (readKeyFile(folder, ending) === null) {
        const plain = join(folder, plainKeyName);
        const hasPlain = existsSync(plain);
        if (!hasPlain && !mayCreate) throw new NaruError('key-missing', { file: plain });
        const key = hasPlain ? readPlainKey(folder) : randomBytes(32);
        writeKeyFile(folder, keyFileOf([slotOf(made, key)], key));
      }
      return wrapped.load(false, ending);
    },
  };
}

/**
 * Removes the plain key of an older version (naru.key) once the wrapped one was read back from disk
 * and is the same. One that differs is nobody's to remove.
 * @param read the key as it came out of the wrapped file
 */
export function removeTakenOver(folder: string, read: Buffer): void {
  const plain = join(folder, plainKeyName);
  if (!existsSync(join(folder, keyFileName)) || !existsSync(plain)) return;
  if (!readPlainKey(folder).equals(read)) return;
  rmSync(plain);
  syncFolder(dirname(plain));
}
