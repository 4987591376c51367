import { NaruError } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import {
  checkNewPassphrase,
  newScrypt,
  passphraseSecret,
  readKeyFile,
  readRecoveryCode,
  recoverySecret,
  wrappedKey,
  wrappingKey,
  type KeyProvider,
  type NewSlot,
} from '../../store/index.ts';
import type { RunningEngine, StartHere } from '../run-process.ts';
import { secretOf } from './provider.ts';
import { standIn, type Become } from './stand-in.ts';

type LockCalls = Pick<CallHandlers, 'keys.get' | 'keys.unlock' | 'keys.recover' | 'keys.choose'>;

export interface LockOptions {
  dataFolder: string;
  owner: string;
  start: StartHere;
  why: 'locked' | 'choose';
  /** To put in once it is open, e.g. what the keychain keeps from now on. */
  newWays: readonly NewSlot[];
}

/**
 * An engine whose data is locked: it takes the passphrase or the recovery code and nothing else,
 * and is the real engine from then on. Guesses are answered one after the other, each at the cost
 * of a derivation.
 */
export function startBehindLock(options: LockOptions): RunningEngine {
  const { dataFolder, owner, why } = options;
  const open = (keys: KeyProvider, ways: readonly NewSlot[] = []): Promise<RunningEngine> =>
    options.start({ dataFolder, owner, keys, newWays: [...ways, ...options.newWays] });

  function keyFile() {
    const file = readKeyFile(dataFolder);
    if (file === null) throw new NaruError('passphrase-to-choose');
    return file;
  }

  const lockCalls = (become: Become): LockCalls => ({
    'keys.get': () => ({
      state: why,
      ways: readKeyFile(dataFolder)?.slots.map(({ way }) => way) ?? [],
      fingerprint: null,
    }),
    'keys.unlock': async ({ passphrase }) => {
      await become(async () => open(wrappedKey(dataFolder, await secretOf(keyFile(), passphrase))));
      return {};
    },
    'keys.recover': async ({ code, passphrase }) => {
      await become(async () => {
        const letters = readRecoveryCode(code);
        if (letters === null) throw new NaruError('wrong-recovery-code');
        const secret = recoverySecret(letters);
        const wrapped = wrappedKey(dataFolder, secret);
        checkNewPassphrase(passphrase);
        return open(asRecovery(wrapped), [await passphraseWay(passphrase)]);
      });
      return {};
    },
    'keys.choose': async ({ passphrase }) => {
      await become(async () => {
        if (why !== 'choose') throw new NaruError('key-locked');
        checkNewPassphrase(passphrase);
        return open(wrappingKey(dataFolder, await passphraseWay(passphrase)));
      });
      return {};
    },
  });
  return standIn(
    new NaruError(why === 'choose' ? 'passphrase-to-choose' : 'key-locked'),
    lockCalls,
  );
}

/** A new passphrase with a salt of its own. */
export async function passphraseWay(passphrase: string): Promise<NewSlot> {
  const scrypt = newScrypt();
  return { way: 'passphrase', secret: await passphraseSecret(passphrase, scrypt), scrypt };
}

/** A code that opens nothing is told as such, not as a wrong passphrase. */
export function asRecovery(wrapped: KeyProvider): KeyProvider {
  return {
    load(mayCreate, ending) {
      try {
        return wrapped.load(mayCreate, ending);
      } catch (error) {
        const isWrong = error instanceof NaruError && error.problem.code === 'wrong-passphrase';
        throw isWrong ? new NaruError('wrong-recovery-code', {}, error) : error;
      }
    },
  };
}
