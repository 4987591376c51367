import { randomBytes } from 'node:crypto';
import { NaruError } from '../../shared/errors.ts';
import type { KeyWay } from '../../shared/keys.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import {
  checkNewPassphrase,
  formatRecoveryCode,
  readKeyFile,
  readRecoveryCode,
  recoverySecret,
  type FolderKeys,
} from '../store/index.ts';
import type { Engaged } from './engaged.ts';
import type { Line } from './line.ts';
import { passphraseWay } from './unlock/behind-lock.ts';
import { secretOf } from './unlock/provider.ts';

type KeyCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `keys.${string}`>>;

const isOpen = (): never => {
  throw new NaruError('key-already-open');
};

export interface KeyCallsOptions extends Engaged {
  keys: FolderKeys;
  /** Where the key and the data are. */
  dataFolder: string;
  /** What reads the database for long, a backup say, has it: a change of the key waits for it. */
  turn: Line;
  isDrill(): boolean;
}

/** Calls about the key of the data, while it is open. */
export function keyCalls(options: KeyCallsOptions): KeyCalls {
  const { session, clock, line, enterAgain, keys, dataFolder: folder, turn, isDrill } = options;
  function note(way: KeyWay): void {
    const at = clock.now();
    session().store.transaction(({ journal }) => {
      journal.append({ at, filingId: null, before: null, kind: 'key-way-set', data: { way } });
    });
  }
  async function isRight(passphrase: string): Promise<boolean> {
    const file = readKeyFile(folder);
    if (file === null) throw new NaruError('key-not-wrapped');
    const secret = await secretOf(file, passphrase);
    try {
      keys.check(secret);
      return true;
    } catch (error) {
      if (error instanceof NaruError && error.problem.code === 'wrong-passphrase') return false;
      throw error;
    }
  }
  /** Whoever finds the screen open must not make himself a way in for good. */
  async function mustBeRight(current: string | null): Promise<void> {
    if (keys.ways().includes('passphrase') && !(await isRight(current ?? '')))
      throw new NaruError('wrong-passphrase');
  }
  async function rotate(): Promise<{ fingerprint: string; stayed: string[] }> {
    // One may have begun while this waited; its session is not the office's.
    if (isDrill()) throw new NaruError('drill-running');
    let stayed: string[] = [];
    await enterAgain(() => {
      stayed = keys.rotate(clock.now());
    });
    return { fingerprint: keys.fingerprint(), stayed };
  }
  return {
    'keys.get': () => ({ state: 'open', ways: keys.ways(), fingerprint: keys.fingerprint() }),
    'keys.unlock': isOpen,
    'keys.recover': isOpen,
    'keys.choose': isOpen,
    'keys.check': async ({ passphrase }) => ({ right: await isRight(passphrase) }),
    'keys.setPassphrase': async ({ current, passphrase }) => {
      checkNewPassphrase(passphrase);
      await mustBeRight(current);
      const way = await passphraseWay(passphrase);
      keys.put(way);
      note('passphrase');
      return {};
    },
    'keys.makeRecoveryCode': async ({ current }) => {
      await mustBeRight(current);
      const code = formatRecoveryCode(randomBytes(32));
      const secret = recoverySecret(readRecoveryCode(code) ?? '');
      keys.put({ way: 'recovery', secret });
      note('recovery');
      return { code };
    },
    'keys.keptUnderOther': () => ({ names: keys.keptUnderOther() }),
    'keys.rotate': () => turn.join(() => line.join(rotate)),
  };
}
