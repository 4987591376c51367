import { spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerHostCall, type HostHandlers } from '../../../main/desktop/answer-host-call.ts';
import { crashGuard, pageGuard } from '../../../main/desktop/crash-guard.ts';
import { languageOf, openDesktopMemory } from '../../../main/desktop/desktop-state.ts';
import { filesGiven, openGivenFiles } from '../../../main/desktop/files-given.ts';
import { autostartEntry, loginItem } from '../../../main/desktop/login-item.ts';
import { placeWindow } from '../../../main/desktop/window-state.ts';
import { usualDesktop } from '../../../shared/desktop/host-calls.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'naru-desktop-parts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const refused = (name: string, detail: string) => ({
  is: 'refused',
  problem: { code: 'file-unreadable', params: { name, detail } },
});

describe('files that are opened with Naru', () => {
  test('are found among the arguments, wherever it was called', () => {
    expect(
      filesGiven(
        [
          '/opt/naru/naru.xlsx',
          '--hidden',
          '--allow-file-access',
          'a.XLSX',
          '/b/c.csv',
          'https://x/y.xml',
          'naru://z.xml',
          // As desktops of Linux say it for `%U`.
          'file:///home/%EC%8B%A0%EA%B3%A0%20%231.csv',
          'file://server/share/a.csv',
          'file:///home/%2e%2f.csv',
          'readme.md',
          '.',
          '신고.xml',
        ],
        '/home/broker',
      ),
    ).toEqual(['/home/broker/a.XLSX', '/b/c.csv', '/home/신고 #1.csv', '/home/broker/신고.xml']);
  });

  test('are handed over one by one, by name and bytes alone', async () => {
    let added = 0;
    const files = openGivenFiles(() => {
      added += 1;
    });
    writeFileSync(join(folder, 'a.csv'), '가,나');
    mkdirSync(join(folder, 'b.xml'));
    files.add([join(folder, 'a.csv'), join(folder, 'b.xml'), join(folder, 'gone.csv')]);
    files.add([]);
    files.add([join(folder, 'a.csv')]);
    expect(added).toBe(1);
    const bytes = new Uint8Array(Buffer.from('가,나'));
    expect(await files.next()).toEqual({ is: 'file', name: 'a.csv', bytes });
    expect(await files.next()).toEqual(refused('b.xml', 'EISDIR'));
    expect(await files.next()).toEqual(refused('gone.csv', 'ENOENT'));
    expect(await files.next()).toEqual({ is: 'none' });
  });
});

test.skipIf(process.platform === 'win32')(
  'a pipe under the name of a file is not read: it might never end',
  async () => {
    const path = join(folder, 'pipe.csv');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    // Opens once somebody reads, and ends what that one reads.
    const written = open(path, 'w').then((writer) => writer.close());
    const files = openGivenFiles(() => {});
    files.add([path]);
    expect(await files.next()).toEqual(refused('pipe.csv', 'EISDIR'));
    closeSync(openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
    await written;
  },
);

describe('opening at login', () => {
  const surroundings = { configFolder: '', program: '/opt/Naru 1/naru', isPackaged: true };
  const never = {
    setLoginItemSettings: () => expect.unreachable(),
    getLoginItemSettings: () => expect.unreachable(),
  };

  test('on Linux an autostart entry comes and goes', () => {
    const item = loginItem(never, { ...surroundings, configFolder: folder, platform: 'linux' });
    const path = join(folder, 'autostart', 'naru.desktop');
    expect(item.isOn()).toBe(false);
    item.set(true);
    expect(item.isOn()).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain('Exec="/opt/Naru 1/naru" --hidden\n');
    item.set(false);
    item.set(false);
    expect(existsSync(path)).toBe(false);
  });

  test('a place that cannot be written to is said with its cure', () => {
    writeFileSync(join(folder, 'autostart'), 'a file where a folder should be');
    const item = loginItem(never, { ...surroundings, configFolder: folder, platform: 'linux' });
    expect(() => item.set(true)).toThrow(
      expect.objectContaining({
        problem: { code: 'login-item-refused', params: { detail: 'EEXIST' } },
      }),
    );
  });

  test('a program whose path is odd is quoted as the specification has it', () => {
    expect(autostartEntry('/o/100%/a"b$c')).toContain('Exec="/o/100%%/a\\\\"b\\\\$c" --hidden\n');
  });

  test('on Windows it starts hidden, on macOS the system says so', () => {
    const told: unknown[] = [];
    const app = {
      setLoginItemSettings: (settings: unknown) => void told.push(settings),
      getLoginItemSettings: () => ({ openAtLogin: true }),
    };
    for (const platform of ['win32', 'darwin'])
      loginItem(app, { ...surroundings, platform }).set(true);
    expect(told).toEqual([{ openAtLogin: true, args: ['--hidden'] }, { openAtLogin: true }]);
  });

  test('what runs from its sources does not offer it', () => {
    expect(
      loginItem(never, { ...surroundings, platform: 'linux', isPackaged: false }).isOffered,
    ).toBe(false);
  });
});

describe('what the host keeps', () => {
  test('is as usual at first, kept, and as usual again where the file is spoilt', () => {
    const path = join(folder, 'deep', 'desktop.json');
    const memory = openDesktopMemory(path);
    expect(memory.get()).toEqual({ settings: usualDesktop, language: null, toldOfTray: false });
    expect(usualDesktop).toEqual({ openAtLogin: false, closeToTray: true, notifications: 'all' });
    memory.change({ language: 'en', toldOfTray: true });
    expect(openDesktopMemory(path).get()).toMatchObject({ language: 'en', toldOfTray: true });
    writeFileSync(path, '{"settings":{}}');
    expect(openDesktopMemory(path).get().settings).toEqual(usualDesktop);
  });

  test.each([
    [null, 'ko-KR', 'ko'],
    [null, 'en-GB', 'en'],
    [null, 'ja', 'ko'],
    ['en', 'ko-KR', 'en'],
  ] as const)('language %j on a system of %s: %s', (language, locale, is) => {
    expect(languageOf({ settings: usualDesktop, language, toldOfTray: false }, locale)).toBe(is);
  });
});

test('a page that keeps failing is not loaded for ever', () => {
  const guard = crashGuard(pageGuard);
  expect([0, 1000, 2000, 3000].map((at) => guard.crashed(at))).toEqual([
    'again',
    'again',
    'again',
    'enough',
  ]);
  guard.forgive();
  expect(guard.crashed(4000)).toBe('again');
  expect([70_000, 140_000, 210_000, 280_000].map((at) => guard.crashed(at))).toEqual([
    'again',
    'again',
    'again',
    'again',
  ]);
});

describe('calls of the page to the host', () => {
  const handlers: HostHandlers = {
    'desktop.get': () => ({ settings: usualDesktop, can: { openAtLogin: true, notify: true } }),
    'desktop.set': () => {
      throw new Error('/home/someone/secret');
    },
    'desktop.language': () => ({}),
    'desktop.network': () => ({}),
    'desktop.nextFile': () => ({ is: 'none' }),
    'desktop.endNow': () => ({}),
  };
  test.each([
    ['__proto__', {}, 'unknown-call'],
    ['constructor', {}, 'unknown-call'],
    [{ toString: 'desktop.get' }, {}, 'unknown-call'],
    ['sync.get', {}, 'unknown-call'],
    ['desktop.get', { more: 1 }, 'wrong-input'],
    ['desktop.language', { language: 'fr' }, 'wrong-input'],
    ['desktop.language', null, 'wrong-input'],
    ['desktop.set', { ...usualDesktop, openAtLogin: 'yes' }, 'wrong-input'],
    ['desktop.set', usualDesktop, 'internal'],
  ])('%j with %j: %s', async (name, input, code) => {
    const answer = await answerHostCall(handlers, name, input);
    expect(answer).toMatchObject({ ok: false, problem: { code } });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
  test('what is right is answered', async () => {
    expect(await answerHostCall(handlers, 'desktop.nextFile', {})).toEqual({
      ok: true,
      value: { is: 'none' },
    });
  });
});

test('a window larger than its screen is now fits on it', () => {
  const screens = [{ x: 0, y: 0, width: 1280, height: 700 }];
  const bounds = { x: 100, y: 50, width: 1900, height: 1000 };
  expect(placeWindow({ bounds, maximized: false }, screens)).toEqual({
    x: 0,
    y: 0,
    width: 1280,
    height: 700,
  });
});
