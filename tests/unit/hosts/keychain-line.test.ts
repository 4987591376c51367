import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { superviseEngine } from '../../../main/engine/supervise.ts';
import { askKeychain } from '../../../main/engine/unlock/keychain.ts';
import { createPort, createRelay, type KeychainAnswer } from '../../../shared/port/index.ts';

const held: KeychainAnswer = { kind: 'keychain-answer', secret: 'ab'.repeat(32), offer: null };

/** A host's supervisor, and the engine's end of the line to it. */
function line(keychain: ((kept: string | null) => Promise<KeychainAnswer>) | undefined) {
  const host = createPort({
    send: (message) => engine.deliver(structuredClone(message)),
    close: () => undefined,
  });
  const engine = createPort({
    send: (message) => host.deliver(structuredClone(message)),
    close: () => undefined,
  });
  const faces: unknown[] = [];
  const relay = createRelay();
  const face = createPort({ send: (message) => faces.push(message), close: () => undefined });
  relay.addFace(face.port);
  superviseEngine({
    launch: () => ({ port: host.port, onExit: () => undefined, kill: () => undefined }),
    relay,
    after: () => () => undefined,
    ...(keychain === undefined ? {} : { keychain }),
  });
  return { port: engine.port, faces };
}

describe('what the keychain holds', () => {
  test('reaches the engine by its port, and no face', async () => {
    const asked: (string | null)[] = [];
    const { port, faces } = line((kept) => {
      asked.push(kept);
      return Promise.resolve(held);
    });
    expect(await askKeychain(port, 'AAAA')).toEqual(held);
    port.post({ kind: 'ready' });
    await setImmediate();
    expect(asked).toEqual(['AAAA']);
    expect(faces).toEqual([]);
  });

  test.each([
    ['fails', () => Promise.reject(new Error('the person said no'))],
    ['is not there', undefined],
  ])('is nothing where it %s', async (_case, keychain) => {
    const none = { kind: 'keychain-answer', secret: null, offer: null };
    expect(await askKeychain(line(keychain).port, null)).toEqual(none);
  });

  test('is never taken from what is no answer', async () => {
    const host = createPort({ send: () => undefined, close: () => undefined });
    const asked = askKeychain(host.port, null);
    host.deliver({ kind: 'keychain-answer', secret: 'short', offer: null });
    host.deliver({ kind: 'keychain-answer', secret: null, offer: null, more: 1 });
    host.deliver(held);
    expect(await asked).toEqual(held);
  });
});
