import type { UpdateCallName } from '../../shared/contract/updates.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import {
  defaultUpdateSettings,
  type UpdateSettings,
  type UpdateState,
} from '../../shared/updates.ts';

export type UpdateHandlers = Pick<CallHandlers, UpdateCallName>;

/** An installed program: once it is told where to look, it finds a version by asking. */
export function fakeUpdates(): UpdateHandlers {
  let settings: UpdateSettings = defaultUpdateSettings;
  let state: UpdateState = { is: 'off', why: 'no-address' };
  const view = () => ({ version: '0.1.0', settings, keyIsBuiltIn: false, state });
  return {
    'updates.get': view,
    'updates.set': (next) => {
      if (!/^(https:|$)/.test(next.address))
        throw new NaruError('update-address-wrong', { address: next.address });
      settings = next;
      state =
        next.address === ''
          ? { is: 'off', why: 'no-address' }
          : next.publicKey === ''
            ? { is: 'off', why: 'no-key' }
            : { is: 'idle' };
      return view();
    },
    'updates.look': () => {
      state = { is: 'ready', version: '0.2.0', holds: ['draining'], atEnd: true };
      return view();
    },
    'updates.install': () => ({}),
  };
}
