import { NaruError } from '../../shared/errors.ts';
import type { KeyWay } from '../../shared/keys.ts';
import type { CallHandlers } from '../../shared/port/index.ts';

type KeyHandlers = Pick<CallHandlers, Extract<keyof CallHandlers, `keys.${string}`>>;

export const fakePassphrase = '나루터에서 만나요 26';

/** A key whose passphrase is known; locked at first where `locked`. */
export function fakeKeys({
  locked = false,
  stayed = [],
}: { locked?: boolean; stayed?: readonly string[] } = {}): KeyHandlers & {
  isLocked(): boolean;
} {
  let isLocked = locked;
  let wasRotated = false;
  let ways: KeyWay[] = locked ? ['passphrase'] : [];
  let fingerprint = '0123456789abcdef';
  const open = (right: boolean) => {
    if (!right) throw new NaruError('wrong-passphrase');
    isLocked = false;
    return {};
  };
  return {
    isLocked: () => isLocked,
    'keys.get': () => ({
      state: isLocked ? 'locked' : 'open',
      ways,
      fingerprint: isLocked ? null : fingerprint,
    }),
    'keys.unlock': ({ passphrase }) => open(passphrase === fakePassphrase),
    'keys.recover': ({ code }) => open(code.startsWith('0')),
    'keys.choose': () => open(true),
    'keys.check': ({ passphrase }) => ({ right: passphrase === fakePassphrase }),
    'keys.setPassphrase': () => {
      ways = ['passphrase'];
      return {};
    },
    'keys.makeRecoveryCode': () => {
      ways = ['passphrase', 'recovery'];
      return { code: '0000-0000-0000-0000-0000-0000-000Z' };
    },
    'keys.keptUnderOther': () => ({ names: wasRotated ? [...stayed] : [] }),
    'keys.rotate': () => {
      wasRotated = true;
      fingerprint = 'fedcba9876543210';
      return { fingerprint, stayed: [...stayed] };
    },
  };
}
