import type { UpdateCallName } from '../../shared/contract/updates.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { defaultUpdateSettings } from '../../shared/updates.ts';
import { userAgent } from './user-agent.ts';

const refuse = (): never => {
  throw new NaruError('updates-not-here');
};

/**
 * The engine's answers about new versions: it replaces nothing. The desktop host answers these
 * calls before they come here; in a browser or from the command line they do come.
 */
export function updateCalls(): Pick<CallHandlers, UpdateCallName> {
  return {
    'updates.get': () => ({
      version: userAgent.slice(userAgent.indexOf('/') + 1),
      settings: defaultUpdateSettings,
      keyIsBuiltIn: false,
      state: { is: 'off', why: 'host' },
    }),
    'updates.set': refuse,
    'updates.look': refuse,
    'updates.install': refuse,
  };
}
