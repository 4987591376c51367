import { readFileSync } from 'node:fs';
import { NaruError } from '../../../shared/errors.ts';
import {
  keyFile,
  passphraseSecret,
  readKeyFile,
  wrappedKey,
  type KeyFile,
  type KeyProvider,
} from '../../store/index.ts';

/**
 * The secret that a passphrase stands for in a folder.
 * @throws {NaruError} `key-locked` where none is set, `wrong-passphrase`
 */
export async function secretOf(file: KeyFile, passphrase: string): Promise<Buffer> {
  const slot = file.slots.find(({ way }) => way === 'passphrase');
  if (slot?.way !== 'passphrase') throw new NaruError('key-locked');
  return passphraseSecret(passphrase, slot.scrypt);
}

/**
 * What opens a folder's key: the plain file, or the passphrase where the key is wrapped.
 * @param ask is called only where a passphrase is needed
 * @throws {NaruError} `key-locked` where no passphrase is set: the key is in the system's keychain
 */
export async function providerFor(
  folder: string,
  ask: () => Promise<string>,
): Promise<KeyProvider> {
  const file = readKeyFile(folder);
  if (file === null) return keyFile(folder);
  if (!file.slots.some(({ way }) => way === 'passphrase')) throw new NaruError('key-locked');
  return wrappedKey(folder, await secretOf(file, await ask()));
}

const longestFile = 10_000;

/**
 * The first line of the file that a variable names; `null` where none is named.
 * @throws {NaruError} `passphrase-file`
 */
export function passphraseOfFile(
  env: Readonly<Record<string, string | undefined>>,
  variable = 'NARU_PASSPHRASE_FILE',
): string | null {
  const named = env[variable];
  if (named === undefined || named === '') return null;
  let text: string;
  try {
    text = readFileSync(named, 'utf8').slice(0, longestFile);
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new NaruError('passphrase-file', { variable, detail }, error);
  }
  const [line = ''] = text.split(/\r?\n/, 1);
  if (line === '') throw new NaruError('passphrase-file', { variable, detail: '0' });
  return line;
}
