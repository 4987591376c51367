import { randomBytes } from 'node:crypto';
import { NaruError } from '../../../shared/errors.ts';
import type { KeyWay } from '../../../shared/keys.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { keyFingerprint } from '../key.ts';
import {
  hasKeyFile,
  keyFileOf,
  openKeyFile,
  readKeyFile,
  slotOf,
  writeKeyFile,
  type NewSlot,
  type Slot,
} from './key-file.ts';
import { removeTakenOver } from './providers.ts';
import { keptUnderOther, rotate } from './rotation.ts';

/** The key of a folder that is held, and the ways to it. */
export interface FolderKeys {
  /** Empty where the key lies in plain beside the data. */
  ways(): KeyWay[];
  /** Tells a key from the next one. */
  fingerprint(): string;
  /** @throws {NaruError} `wrong-passphrase` where the secret opens none of the ways */
  check(secret: Buffer): void;
  /**
   * Puts a way to the key in the place of the one of its kind. A plain key is wrapped by it, and is
   * removed once the wrapped one was read back.
   * @throws {NaruError} `disk-full`, `disk-error`; the ways are then as before
   */
  put(made: NewSlot): void;
  /**
   * Gives every database a new key, and notes it in their journals; all ways lead to it from then
   * on. No database may be open.
   * @returns names of databases kept from before that stayed under a key of old
   * @throws {NaruError} as `rotate`
   */
  rotate(at: EpochMs): string[];
  /** Names of databases kept from before that the key does not open: of another key, or damaged. */
  keptUnderOther(): string[];
}

/** @param remember writes the fingerprint of the key durably */
export function openFolderKeys(
  folder: string,
  first: Buffer,
  remember: (fingerprint: string) => void,
): { keys: FolderKeys; key(): Buffer } {
  let key = first;

  function slots(): readonly Slot[] {
    return readKeyFile(folder)?.slots ?? [];
  }

  const keys: FolderKeys = {
    ways: () => slots().map(({ way }) => way),
    fingerprint: () => keyFingerprint(key),
    check(secret) {
      const file = readKeyFile(folder);
      if (file === null) throw new NaruError('key-not-wrapped');
      if (openKeyFile(file, secret, folder) === null) throw new NaruError('wrong-passphrase');
    },
    put(made) {
      // Without another way, a recovery code would be the only one.
      if (made.way === 'recovery' && !hasKeyFile(folder)) throw new NaruError('key-not-wrapped');
      const others = slots().filter(({ way }) => way !== made.way);
      writeKeyFile(folder, keyFileOf([...others, slotOf(made, key)], key));
      const written = readKeyFile(folder);
      const read = written === null ? null : openKeyFile(written, made.secret, folder);
      if (read?.equals(key) !== true) throw new NaruError('key-file-changed', { file: folder });
      removeTakenOver(folder, read);
    },
    rotate(at) {
      const next = randomBytes(32);
      const stayed = rotate(folder, { key, next, at, remember });
      key = next;
      return stayed;
    },
    keptUnderOther: () => keptUnderOther(folder, key),
  };
  return { keys, key: () => key };
}
