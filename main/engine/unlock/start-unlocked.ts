import type { KeychainAnswer } from '../../../shared/port/index.ts';
import {
  readKeyFile,
  wrappedKey,
  wrappingKey,
  type DataFolder,
  type KeyFile,
  type NewSlot,
} from '../../store/index.ts';
import type { RunningEngine, StartHere } from '../run-process.ts';
import { startBehindLock } from './behind-lock.ts';
import { passphraseOfFile, secretOf } from './provider.ts';

export interface UnlockOptions {
  dataFolder: string;
  owner: string;
  start: StartHere;
  /** Asks the host's keychain; `null` where it has none and the plain key is the default. */
  keychain: ((kept: string | null) => Promise<KeychainAnswer>) | null;
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts the engine with the key of its folder: the plain one, the one of the keychain, or one that
 * a passphrase opens. Where the passphrase is not known yet, an engine comes up that can do nothing
 * but take it.
 * @throws {NaruError} `passphrase-file`, `key-file-changed`, and as the engine
 */
export async function startUnlocked(options: UnlockOptions): Promise<RunningEngine> {
  const { dataFolder, owner, start, keychain, env } = options;
  const file = readKeyFile(dataFolder);
  if (keychain === null && file === null) return start({ dataFolder, owner });

  const slot = file?.slots.find(({ way }) => way === 'keychain');
  const answer = (await keychain?.(slot?.way === 'keychain' ? slot.kept : null)) ?? null;
  const offered = wayOf(answer);
  const open = { dataFolder, owner };
  if (file === null) {
    const [first] = offered;
    return first === undefined
      ? startBehindLock({ ...open, start, why: 'choose', newWays: [] })
      : start({ ...open, keys: wrappingKey(dataFolder, first) });
  }
  const secret = answer?.secret ?? null;
  if (secret !== null)
    return start({
      ...open,
      keys: wrappedKey(dataFolder, Buffer.from(secret, 'hex')),
      newWays: offered,
    });
  const known = await knownPassphrase(file, env);
  return known === null
    ? startBehindLock({ ...open, start, why: 'locked', newWays: offered })
    : start({ ...open, keys: wrappedKey(dataFolder, known), newWays: offered });
}

/** What the keychain keeps from now on. */
function wayOf(answer: KeychainAnswer | null): NewSlot[] {
  const offer = answer?.offer ?? null;
  if (offer === null) return [];
  return [{ way: 'keychain', secret: Buffer.from(offer.secret, 'hex'), kept: offer.kept }];
}

async function knownPassphrase(file: KeyFile, env: UnlockOptions['env']): Promise<Buffer | null> {
  const passphrase = passphraseOfFile(env);
  return passphrase === null ? null : secretOf(file, passphrase);
}

/** Puts ways to the key in that a host or a person gave while it was locked. */
export function putWays(folder: DataFolder, ways: readonly NewSlot[] = []): void {
  try {
    for (const way of ways) folder.keys.put(way);
  } catch (error) {
    folder.release();
    throw error;
  }
}
