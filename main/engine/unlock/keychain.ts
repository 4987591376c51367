import { setTimeout } from 'node:timers/promises';
import {
  keychainAnswerSchema,
  type KeychainAnswer,
  type KeychainQuestion,
  type Port,
} from '../../../shared/port/index.ts';

/** Argument of the engine's process whose host has a keychain to ask; nothing secret. */
export const withKeychain = 'keychain';

/** A keychain may ask the person first. */
const patienceMs = 5 * 60_000;

/** Asks the host; one that does not answer has no keychain. */
export async function askKeychain(port: Port, kept: string | null): Promise<KeychainAnswer> {
  const { promise, resolve } = Promise.withResolvers<KeychainAnswer>();
  port.onMessage((message) => {
    const answer = keychainAnswerSchema.safeParse(message);
    if (answer.success) resolve(answer.data);
  });
  port.post({ kind: 'keychain-question', kept } satisfies KeychainQuestion);
  const waiting = new AbortController();
  const none = setTimeout(patienceMs, null, { signal: waiting.signal }).catch(() => null);
  const answer = await Promise.race([promise, none]);
  waiting.abort();
  return answer ?? { kind: 'keychain-answer', secret: null, offer: null };
}
