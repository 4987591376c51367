import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { NaruError } from '../../../shared/errors.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import type { KeychainAnswer } from '../../../shared/port/index.ts';
import { answerFromKeychain, type Keychain } from '../../../main/desktop/keychain.ts';
import { createEngine } from '../../../main/engine/engine.ts';
import type { RunningEngine } from '../../../main/engine/run-process.ts';
import { startUnlocked } from '../../../main/engine/unlock/start-unlocked.ts';
import { openDataFolder, readKeyFile } from '../../../main/store/index.ts';

const place = mkdtempSync(join(tmpdir(), 'naru-unlock-'));
const running = new Set<RunningEngine>();
afterAll(async () => {
  for (const engine of running) await engine.stop();
  rmSync(place, { recursive: true, force: true });
});
let folders = 0;
const newFolder = (): string => join(place, `data-${(folders += 1)}`);
const passphrase = '나루터에서 만나요 26';

/** As the system's: what it encrypts only it can read, and it may ask to encrypt anew. */
function fakeKeychain(backend: ReturnType<Keychain['getSelectedStorageBackend']> = 'kwallet6') {
  const own = new Map<string, string>();
  const calls: string[] = [];
  const state = { shouldReEncrypt: false, corrupt: false, tag: 'v11' };
  const keychain: Keychain = {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync(text) {
      calls.push('encrypt');
      const kept = Buffer.concat([Buffer.from(state.tag), randomBytes(24)]);
      own.set(kept.toString('hex'), state.corrupt ? `${text}x` : text);
      return Promise.resolve(kept);
    },
    decryptStringAsync(kept) {
      calls.push('decrypt');
      const result = own.get(kept.toString('hex'));
      if (result === undefined) return Promise.reject(new Error('not mine'));
      return Promise.resolve({ result, shouldReEncrypt: state.shouldReEncrypt });
    },
  };
  return { keychain, calls, state, forget: () => own.clear() };
}

async function start(
  dataFolder: string,
  keychain: ((kept: string | null) => Promise<KeychainAnswer>) | null,
  env: Record<string, string> = {},
) {
  const engine = await startUnlocked({
    dataFolder,
    owner: 'test',
    start: createEngine,
    keychain,
    env,
  });
  running.add(engine);
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  const client = connectEngine(near);
  return {
    client,
    async stop() {
      running.delete(engine);
      await engine.stop();
    },
  };
}
async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof NaruError ? error.problem.code : String(error);
}
const desktop = (fake: { keychain: Keychain }, platform = 'linux') =>
  answerFromKeychain(fake.keychain, platform);

describe('on the desktop', () => {
  test('a new folder’s key is in the keychain from the first moment', async () => {
    const folder = newFolder();
    const fake = fakeKeychain();
    const first = await start(folder, desktop(fake));
    expect(await first.client.call('keys.get', {})).toMatchObject({
      state: 'open',
      ways: ['keychain'],
    });
    await first.client.call('practice.addSamples', { count: 3 });
    await first.stop();
    expect(existsSync(join(folder, 'naru.key'))).toBe(false);
    const second = await start(folder, desktop(fake));
    expect((await second.client.call('sync.get', {})).counts.transport.draft).toBe(0);
    await second.stop();
  });

  test('a plain key of before is taken over', async () => {
    const folder = newFolder();
    openDataFolder({ folder, owner: 'before', now: new Date() }).release();
    expect(existsSync(join(folder, 'naru.key'))).toBe(true);
    const fake = fakeKeychain();
    await (await start(folder, desktop(fake, 'win32'))).stop();
    expect(existsSync(join(folder, 'naru.key'))).toBe(false);
    await (await start(folder, desktop(fake, 'win32'))).stop();
  });

  test('what the system wants encrypted anew is', async () => {
    const folder = newFolder();
    const fake = fakeKeychain();
    await (await start(folder, desktop(fake))).stop();
    const before = readKeyFile(folder);
    fake.state.shouldReEncrypt = true;
    await (await start(folder, desktop(fake))).stop();
    fake.state.shouldReEncrypt = false;
    expect(readKeyFile(folder)).not.toEqual(before);
    await (await start(folder, desktop(fake))).stop();
  });

  test('a keychain that gives back something else is relied on for nothing', async () => {
    const fake = fakeKeychain();
    fake.state.corrupt = true;
    expect(await desktop(fake)(null)).toEqual({
      kind: 'keychain-answer',
      secret: null,
      offer: null,
    });
  });

  test.each([
    ['basic_text', 'linux'],
    ['unknown', 'linux'],
  ] as const)('%s is no keychain: a passphrase must be chosen', async (backend, platform) => {
    const folder = newFolder();
    const fake = fakeKeychain(backend);
    const { client, stop } = await start(folder, desktop(fake, platform));
    expect(fake.calls).toEqual([]);
    expect(await client.call('keys.get', {})).toMatchObject({ state: 'choose', ways: [] });
    expect(await codeOf(client.call('sync.get', {}))).toBe('passphrase-to-choose');
    expect(existsSync(join(folder, 'naru.db'))).toBe(false);
    expect(await codeOf(client.call('keys.choose', { passphrase: 'short' }))).toBe(
      'passphrase-weak',
    );
    await client.call('keys.choose', { passphrase });
    expect(await client.call('keys.get', {})).toMatchObject({ ways: ['passphrase'] });
    await stop();
    expect(existsSync(join(folder, 'naru.key'))).toBe(false);
  });

  test('a keychain that was chosen and does not answer is none: what anybody can decrypt is not kept', async () => {
    const folder = newFolder();
    const fake = fakeKeychain('gnome_libsecret');
    // Chromium's word for the password that is in its source, which it falls back to on Linux alone.
    fake.state.tag = 'v10';
    const { client, stop } = await start(folder, desktop(fake));
    expect(await client.call('keys.get', {})).toMatchObject({ state: 'choose', ways: [] });
    await stop();
    // On macOS the keychain's own bears the same word.
    expect((await answerFromKeychain(fake.keychain, 'darwin')(null)).offer).not.toBeNull();
    // What was kept in better times opens the data still, and nothing takes its place.
    fake.state.tag = 'v11';
    const { offer } = await desktop(fake)(null);
    fake.state.tag = 'v10';
    fake.state.shouldReEncrypt = true;
    expect(await desktop(fake)(offer?.kept ?? '')).toEqual({
      kind: 'keychain-answer',
      secret: offer?.secret,
      offer: null,
    });
  });

  test('on another computer the recovery code opens it, and its keychain keeps it then', async () => {
    const folder = newFolder();
    const here = fakeKeychain();
    const first = await start(folder, desktop(here));
    const { code } = await first.client.call('keys.makeRecoveryCode', { current: null });
    await first.stop();
    expect(readFileSync(join(folder, 'naru.key.json'), 'utf8')).not.toContain(code.slice(0, 9));

    const other = fakeKeychain();
    const { client, stop } = await start(folder, desktop(other));
    expect(await codeOf(client.call('filings.get', { id: 1 }))).toBe('key-locked');
    const wrong = code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`;
    expect(await codeOf(client.call('keys.recover', { code: wrong, passphrase }))).toBe(
      'wrong-recovery-code',
    );
    await client.call('keys.recover', { code: code.toLowerCase(), passphrase });
    await stop();
    const again = await start(folder, desktop(other));
    expect(await again.client.call('keys.get', {})).toMatchObject({ state: 'open' });
    await again.stop();
  });
});

describe('in the browser and on the command line', () => {
  test('the plain key opens as ever, without a question', async () => {
    const { client, stop } = await start(newFolder(), null);
    expect(await client.call('keys.get', {})).toMatchObject({ state: 'open', ways: [] });
    await stop();
  });

  test('a passphrase locks it; a wrong one does not open it, the right one does', async () => {
    const folder = newFolder();
    const first = await start(folder, null);
    await first.client.call('keys.setPassphrase', { current: null, passphrase });
    expect(await first.client.call('keys.check', { passphrase })).toEqual({ right: true });
    const other = `${passphrase} neu`;
    expect(
      await codeOf(first.client.call('keys.setPassphrase', { current: other, passphrase: other })),
    ).toBe('wrong-passphrase');
    expect(await codeOf(first.client.call('keys.makeRecoveryCode', { current: null }))).toBe(
      'wrong-passphrase',
    );
    await first.stop();

    const { client, stop } = await start(folder, null);
    expect(await codeOf(client.call('keys.unlock', { passphrase: other }))).toBe(
      'wrong-passphrase',
    );
    expect(await codeOf(client.call('sync.get', {}))).toBe('key-locked');
    const told: string[] = [];
    client.subscribe((event) => void told.push(event.topic));
    await client.call('keys.unlock', { passphrase });
    expect(told).toContain('sync');
    expect((await client.call('sync.get', {})).mode).toBe('practice');
    expect(await codeOf(client.call('keys.unlock', { passphrase }))).toBe('key-already-open');
    const { fingerprint } = await client.call('keys.get', {});
    const rotated = await client.call('keys.rotate', {});
    expect(rotated.fingerprint).not.toBe(fingerprint);
    await client.call('practice.addSamples', { count: 2 });
    await stop();
    const file = join(place, 'passphrase.txt');
    writeFileSync(file, `${passphrase}\n`);
    const last = await start(folder, null, { NARU_PASSPHRASE_FILE: file });
    expect(await last.client.call('keys.get', {})).toMatchObject({
      state: 'open',
      fingerprint: rotated.fingerprint,
    });
    await last.stop();
  });

  test('a passphrase file that is not there is said, by its variable', async () => {
    const folder = newFolder();
    const first = await start(folder, null);
    await first.client.call('keys.setPassphrase', { current: null, passphrase });
    await first.stop();
    const env = { NARU_PASSPHRASE_FILE: join(place, 'gone.txt') };
    expect(await codeOf(start(folder, null, env))).toBe('passphrase-file');
  });

  test('what is half exchanged is not opened with the old key', async () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    const held = openDataFolder({ folder, owner: 'test', now: new Date() });
    writeFileSync(join(folder, 'naru.rotation.json'), '{"format":1,"fingerprint":"0"}');
    expect(() => held.openStore('practice')).toThrow('rotation-unfinished');
    held.release();
  });
});
