import { randomBytes } from 'node:crypto';
import type { SafeStorage } from 'electron';
import type { KeychainAnswer } from '../../shared/port/index.ts';

/** Of Electron's `safeStorage` what is used: the asynchronous half. */
export type Keychain = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>;

/**
 * Answers the engine from the system's keychain (키체인). The engine gets a random secret of the
 * folder, never the data's key itself, and only by its port.
 *
 * - What is kept is decrypted; where the system asks for it (`shouldReEncrypt`), it is encrypted anew.
 * - What cannot be decrypted, e.g. on another computer, is followed by a fresh secret to keep once a
 *   passphrase or a recovery code has opened the data.
 * - Without a keychain nothing is kept. Linux without one encrypts with a password that is in
 *   Electron's source: that is none. Which one was chosen is known by the desktop alone; where that
 *   one does not answer, Electron says nothing and takes the password, which shows in the result.
 */
export function answerFromKeychain(
  keychain: Keychain,
  platform: string,
): (kept: string | null) => Promise<KeychainAnswer> {
  return async (kept) => {
    if (!(await isThere(keychain, platform))) return answer(null, null);
    const found = kept === null ? null : await decrypt(keychain, kept);
    if (found === null)
      return answer(null, await keep(keychain, platform, randomBytes(32).toString('hex')));
    const offer = found.shouldReEncrypt ? await keep(keychain, platform, found.result) : null;
    return answer(found.result, offer);
  };
}

function answer(secret: string | null, offer: KeychainAnswer['offer']): KeychainAnswer {
  return { kind: 'keychain-answer', secret, offer };
}

async function isThere(keychain: Keychain, platform: string): Promise<boolean> {
  if (!(await keychain.isAsyncEncryptionAvailable())) return false;
  if (platform !== 'linux') return true;
  const backend = keychain.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}

/** `null` where it is not this keychain's. */
async function decrypt(keychain: Keychain, kept: string) {
  try {
    const found = await keychain.decryptStringAsync(Buffer.from(kept, 'base64'));
    return /^[0-9a-f]{64}$/.test(found.result) ? found : null;
  } catch {
    return null;
  }
}

/** Chromium's word for what the password in its source encrypted; on macOS the keychain's own has it. */
const openToAll = 'v10';

/**
 * Encrypts a secret; `null` where it does not come back the same, or anybody could decrypt it, so that
 * nothing relies on it.
 */
async function keep(
  keychain: Keychain,
  platform: string,
  secret: string,
): Promise<KeychainAnswer['offer']> {
  const encrypted = await keychain.encryptStringAsync(secret);
  if (platform === 'linux' && encrypted.toString('latin1').startsWith(openToAll)) return null;
  const kept = encrypted.toString('base64');
  const back = await decrypt(keychain, kept);
  return back?.result === secret ? { secret, kept } : null;
}
