import { z } from 'zod';
import type { EngineEvent } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { isCallName } from '../../../shared/port/call-schemas.ts';
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

type LockCalls = Pick<CallHandlers, 'keys.get' | 'keys.unlock' | 'keys.recover' | 'keys.choose'>;

/** What answers every call by name; a call without a handler of its own is refused. */
const everyCall = z.custom<CallHandlers>((value) => typeof value === 'object');

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
  let inner: RunningEngine | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  const subscribers = new Map<object, (event: EngineEvent) => void>();
  const ended = Promise.withResolvers<void>();
  let stopped = false;

  function inTurn(work: () => Promise<void>): Promise<Record<string, never>> {
    const turn = queue.then(async () => {
      if (inner !== null) throw new NaruError('key-already-open');
      await work();
      return {};
    });
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function open(keys: KeyProvider, ways: readonly NewSlot[] = []): Promise<void> {
    if (stopped) throw new NaruError('engine-stopped');
    const newWays = [...ways, ...options.newWays];
    const engine = await options.start({ dataFolder, owner, keys, newWays });
    inner = engine;
    engine.ended.catch(ended.reject);
    for (const handler of subscribers.values()) engine.subscribe(handler);
    // Other faces that wait hear that there is something to see now.
    const state = await engine.handlers['sync.get']({});
    for (const handler of subscribers.values()) handler({ topic: 'sync', state });
  }

  function keyFile() {
    const file = readKeyFile(dataFolder);
    if (file === null) throw new NaruError('passphrase-to-choose');
    return file;
  }

  const lock: LockCalls = {
    'keys.get': () => ({
      state: why,
      ways: readKeyFile(dataFolder)?.slots.map(({ way }) => way) ?? [],
      fingerprint: null,
    }),
    'keys.unlock': ({ passphrase }) =>
      inTurn(async () => open(wrappedKey(dataFolder, await secretOf(keyFile(), passphrase)))),
    'keys.recover': ({ code, passphrase }) =>
      inTurn(async () => {
        const letters = readRecoveryCode(code);
        if (letters === null) throw new NaruError('wrong-recovery-code');
        const secret = recoverySecret(letters);
        const wrapped = wrappedKey(dataFolder, secret);
        checkNewPassphrase(passphrase);
        await open(asRecovery(wrapped), [await passphraseWay(passphrase)]);
      }),
    'keys.choose': ({ passphrase }) =>
      inTurn(async () => {
        if (why !== 'choose') throw new NaruError('key-locked');
        checkNewPassphrase(passphrase);
        await open(wrappingKey(dataFolder, await passphraseWay(passphrase)));
      }),
  };

  const refused = new NaruError(why === 'choose' ? 'passphrase-to-choose' : 'key-locked');
  const handlers = new Proxy<Partial<CallHandlers>>(lock, {
    get(target, name) {
      if (inner !== null) return Reflect.get(inner.handlers, name);
      const handler: unknown = Reflect.get(target, name);
      if (handler !== undefined || typeof name !== 'string' || !isCallName(name)) return handler;
      return () => {
        throw refused;
      };
    },
  });

  return {
    handlers: everyCall.parse(handlers),
    subscribe(handler) {
      const of = {};
      subscribers.set(of, handler);
      const leave = inner?.subscribe(handler);
      return () => {
        subscribers.delete(of);
        leave?.();
      };
    },
    ended: ended.promise,
    async stop() {
      stopped = true;
      await queue;
      await inner?.stop();
    },
  };
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
