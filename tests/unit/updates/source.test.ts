import { EventEmitter } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { installationOf, type Installation } from '../../../main/desktop/updates/installation.ts';
import { updateSource, type UpdateSource } from '../../../main/desktop/updates/source.ts';
import { handOver } from '../../../main/desktop/updates/hand-over.ts';
import { isPublisher, publisherProblem } from '../../../main/desktop/updates/windows-publisher.ts';
import { readUpdateKey, signMetadata } from '../../../main/updates/signature.ts';
import { NaruError } from '../../../shared/errors.ts';
import { digestOf, installer, issuer, metadata, stranger } from './release-samples.ts';
import { startUpdateServer, type UpdateServer } from './update-server.ts';
import { appImageUpdaterUnderNode } from './updater-under-node.ts';

/** electron-updater itself, a real server, a real file in the place of the program. */
const keys = [readUpdateKey(issuer.publicKey)];
const name = 'latest-linux.yml';
const appImage = 'Naru-0.2.0-linux-x86_64.AppImage';
let folder: string;
let running: string;
let server: UpdateServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'naru-updates-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  running = join(folder, 'Naru.AppImage');
  writeFileSync(running, 'the old program', { mode: 0o755 });
  writeFileSync(
    join(folder, 'app-update.yml'),
    "provider: generic\nurl: ''\nupdaterCacheDirName: naru\n",
  );
  process.env['APPIMAGE'] = running;
  server = await startUpdateServer();
});
afterEach(() => {
  delete process.env['APPIMAGE'];
});

function publish(content = metadata(), by = issuer, program = installer): void {
  server.files.set(name, content);
  server.files.set(`${name}.sig`, Buffer.from(signMetadata(name, content, by.privateKey)));
  server.files.set(appImage, program);
}
function source(
  installation: Installation = { is: 'app-image', file: running },
  version = '0.1.0',
): UpdateSource {
  return updateSource({
    installation,
    arch: 'x64',
    fetch: (address, options) => fetch(address, options),
    run: async () => '',
    load: () => import('../../../main/desktop/updates/updaters.ts'),
    handOver: () => Promise.reject(new Error('not on macOS')),
    newUpdater: () => appImageUpdaterUnderNode(folder, version),
  });
}
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof NaruError) return error.problem.code;
    throw error;
  }
  return 'nothing was refused';
}

describe('a new version', () => {
  test('is looked for, fetched and put in the place of the old one', async () => {
    publish();
    const from = source();
    const release = await from.look(server.address, 'latest', keys);
    expect(release.version).toBe('0.2.0');
    expect(server.asked).toEqual([name, `${name}.sig`]);
    await from.fetch(release, server.address, () => undefined);
    expect(readFileSync(running, 'utf8')).toBe('the old program');
    expect(await from.install(false)).toBe('we-end');
    expect(readFileSync(running).equals(installer)).toBe(true);
    expect(statSync(running).mode & 0o777).toBe(0o755);
    expect(readdirSync(folder).filter((each) => each.includes('AppImage'))).toEqual([
      'Naru.AppImage',
    ]);
    // Nothing that is not signed was asked for: no map of blocks.
    expect(server.asked.filter((each) => each.includes('blockmap'))).toEqual([]);
  });

  test.each([
    ['without a signature', () => server.files.delete(`${name}.sig`), 'update-unsigned'],
    [
      'with an empty signature',
      () => server.files.set(`${name}.sig`, Buffer.alloc(0)),
      'update-unsigned',
    ],
    ['signed by another', () => publish(metadata(), stranger), 'update-forged'],
    [
      'changed after the signing',
      () => server.files.set(name, metadata({ version: '0.3.0' })),
      'update-forged',
    ],
    [
      'signed for another channel',
      () => {
        server.files.set(
          `${name}.sig`,
          Buffer.from(signMetadata('beta-linux.yml', metadata(), issuer.privateKey)),
        );
      },
      'update-forged',
    ],
    ['that is not there', () => server.files.clear(), 'update-unreached'],
    [
      'that never ends',
      () => server.files.set(name, Buffer.alloc(100_000, 'x')),
      'update-unreached',
    ],
    [
      'with a digest missing',
      () => publish(metadata({ files: [{ url: appImage, size: 1 }] })),
      'update-unreadable',
    ],
  ] as const)('%s is not even fetched', async (_what, spoil, code) => {
    publish();
    spoil();
    expect(await codeOf(source().look(server.address, 'latest', keys))).toBe(code);
    expect(server.asked).not.toContain(appImage);
  });

  test('whose installer has another digest is thrown away', async () => {
    publish(metadata(), issuer, Buffer.from('something else'.padEnd(installer.length)));
    const from = source();
    const release = await from.look(server.address, 'latest', keys);
    expect(await codeOf(from.fetch(release, server.address, () => undefined))).toBe(
      'update-damaged',
    );
    expect(await codeOf(from.install(false))).toBe('update-failed');
    expect(readFileSync(running, 'utf8')).toBe('the old program');
  });

  test('that was changed while it lay there is not installed', async () => {
    publish();
    const from = source();
    const release = await from.look(server.address, 'latest', keys);
    await from.fetch(release, server.address, () => undefined);
    const pending = join(folder, 'cache', 'naru', 'pending', appImage);
    expect(digestOf(readFileSync(pending))).toBe(digestOf(installer));
    writeFileSync(pending, 'something else');
    expect(await codeOf(from.install(false))).toBe('update-damaged');
    expect(readFileSync(running, 'utf8')).toBe('the old program');
  });

  test('that is older is refused by electron-updater as well', async () => {
    publish();
    const from = source({ is: 'app-image', file: running }, '0.3.0');
    const release = await from.look(server.address, 'latest', keys);
    expect(await codeOf(from.fetch(release, server.address, () => undefined))).toBe(
      'update-failed',
    );
    expect(server.asked).not.toContain(appImage);
  });

  test.each([
    'http://updates.test/',
    'ftp://x.test/',
    'x',
    '',
    'https://u:p@x.test/',
    'https://x.test/?a',
    'file:///tmp',
  ])('is not looked for at %j', async (address) => {
    expect(await codeOf(source().look(address, 'latest', keys))).toBe('update-address-wrong');
  });

  test('for Windows is not looked for by a program without a publisher', async () => {
    publish();
    const from = source({ is: 'nsis', publishers: [] });
    expect(await codeOf(from.look(server.address, 'latest', keys))).toBe(
      'update-publisher-missing',
    );
    expect(server.asked).toEqual([]);
  });
});

describe('macOS takes what was fetched in by itself', () => {
  const system = new EventEmitter();
  const hand = (quitAndInstall = () => {}) => handOver({ quitAndInstall }, system);

  test('which is waited for: before it has it, an end of the program would hand over nothing', async () => {
    const done: string[] = [];
    const taken = hand(() => done.push('asked')).then(() => done.push('taken'));
    await new Promise(setImmediate);
    expect(done).toEqual(['asked']);
    system.emit('update-downloaded');
    await taken;
    expect(done).toEqual(['asked', 'taken']);
  });

  test('or says why not', async () => {
    const refused = hand();
    system.emit('error', new Error('Code signature did not pass validation'));
    await expect(refused).rejects.toThrow('signature');
  });

  test('or never says a word, and is not waited for any longer', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const silent = expect(hand()).rejects.toThrow('not taken in');
    await vi.advanceTimersByTimeAsync(300_000);
    await silent;
  });

  test('and ends the program: nobody else is to', async () => {
    publish();
    const handed: unknown[] = [];
    const from = updateSource({
      installation: { is: 'app-image', file: running },
      arch: 'x64',
      fetch: (address, options) => fetch(address, options),
      run: async () => '',
      load: () => import('../../../main/desktop/updates/updaters.ts'),
      handOver: async () => void handed.push('file'),
      newUpdater() {
        const updater = appImageUpdaterUnderNode(folder, '0.1.0');
        // As macOS's, which installs nothing by itself.
        Reflect.set(updater, 'install', undefined);
        return updater;
      },
    });
    const release = await from.look(server.address, 'latest', keys);
    await from.fetch(release, server.address, () => undefined);
    expect([await from.install(true), handed]).toEqual(['system-ends', ['file']]);
  });
});

describe('the publisher of an installer of Windows', () => {
  const subject = 'CN=Naru Software, O=Naru Software, L=Seoul, C=KR';
  const path = String.raw`C:\Users\김\temp-Naru 'x'.exe`;
  const saying = (answer: object) => async () =>
    JSON.stringify({ status: 'Valid', path, subject, ...answer });

  test('is taken by its whole name, or by its common name', async () => {
    for (const wanted of [subject, 'Naru Software'])
      expect(await publisherProblem([wanted], path, saying({}))).toBeNull();
  });

  test('goes to PowerShell as a variable, never as a part of the script', async () => {
    const seen: unknown[] = [];
    await publisherProblem([subject], path, async (script, variables) => {
      seen.push(script.includes('김'), variables);
      return '';
    });
    expect(seen).toEqual([false, { NARU_INSTALLER: path }]);
  });

  test.each([
    ['is not valid', saying({ status: 'HashMismatch' })],
    ['is not there', saying({ status: 'NotSigned', subject: '' })],
    ['is another’s', saying({ subject: 'CN=Naru Software Evil, C=KR' })],
    ['is of another place', saying({ subject: subject.replace('KR', 'US') })],
    ['is of another file', saying({ path: String.raw`C:\other.exe` })],
    ['cannot be asked for', async () => Promise.reject(new Error('no PowerShell'))],
    ['is answered with nothing', async () => ''],
    ['is answered with another thing', async () => '{"Status":0}'],
  ])('that %s is refused', async (_what, run) => {
    expect(await publisherProblem([subject], path, run)).not.toBeNull();
  });

  test('that none is named for is refused', async () => {
    expect(await publisherProblem([], path, saying({}))).not.toBeNull();
    expect(await publisherProblem([''], path, saying({ subject: '' }))).not.toBeNull();
  });

  test.each([
    ['Naru', 'O=x, CN=Naru', true],
    ['Naru', 'CN="Naru", O=x', true],
    ['Naru', 'O="x, CN=Naru", C=KR', false],
    ['Naru', 'CN=Naru, CN=Other', false],
    ['Naru', 'OU=CN=Naru', false],
    ['Naru, Inc.', 'CN="Naru, Inc.", C=KR', true],
  ])('%s in %s: %s', (wanted, of, expected) => {
    expect(isPublisher(wanted, of)).toBe(expected);
  });
});

const at = (change: object) =>
  installationOf({ platform: 'linux', isPackaged: true, env: {}, resources: folder, ...change });

describe('how the program was installed', () => {
  test('is known by what lies beside it', () => {
    expect(at({ env: { APPIMAGE: running } })).toEqual({ is: 'app-image', file: running });
    expect(at({ env: { APPIMAGE: 'relative' } })).toBeNull();
    expect(at({})).toBeNull();
    writeFileSync(join(folder, 'package-type'), 'deb\n');
    expect(at({})).toEqual({ is: 'deb' });
    expect(at({ isPackaged: false, env: { APPIMAGE: running } })).toBeNull();
    expect(at({ platform: 'darwin' })).toEqual({ is: 'mac' });
    expect(at({ platform: 'win32' })).toEqual({ is: 'nsis', publishers: [] });
    writeFileSync(join(folder, 'app-update.yml'), 'publisherName:\n  - CN=Naru\n');
    expect(at({ platform: 'win32' })).toEqual({ is: 'nsis', publishers: ['CN=Naru'] });
    writeFileSync(join(folder, 'app-update.yml'), 'publisherName: [');
    expect(at({ platform: 'win32' })).toEqual({ is: 'nsis', publishers: [] });
  });
});
