import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DesktopCall, DesktopPaths } from '../../../main/desktop/run.ts';
import { usualDesktop, type HostEvent } from '../../../shared/desktop/host-calls.ts';
import { bridgeChannels } from '../../../shared/port/index.ts';
import { epochMs } from '../../../shared/time.ts';
import type { SyncState } from '../../../shared/sync/sync-state.ts';
import type * as Electron from '../../fakes/electron.ts';
import type { FakeChild } from '../../fakes/utility-process.ts';

let folder: string;
let electron: typeof Electron;
let run: (paths: DesktopPaths, called: DesktopCall) => Promise<void>;
const ownFrame = { url: 'app://bundle/', parent: null };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'naru-desktop-host-'));
  await importHost();
  // All of the host is loaded anew for each test, however busy the machine is.
}, 60_000);
async function importHost(): Promise<void> {
  vi.resetModules();
  electron = await import('../../fakes/electron.ts');
  electron.record.length = 0;
  electron.app.folder = folder;
  ({ runDesktop: run } = await import('../../../main/desktop/run.ts'));
}
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  window: Electron.BrowserWindow;
  child: FakeChild;
  tray: Electron.Tray;
  /** What the engine's process was sent by the host itself. */
  toEngine: unknown[];
}

async function open(called: Partial<DesktopCall> = {}): Promise<Opened> {
  electron.app.ready.resolve();
  const paths = {
    dataFolder: '/data',
    pageFolder: folder,
    preload: '/preload.cjs',
    engineEntry: '/e.js',
    pictures: '/tray',
  };
  await run(paths, { argv: ['/naru'], folder, platform: 'linux', ...called });
  const window = electron.BrowserWindow.opened[0];
  const child = electron.utilityProcess.children[0];
  const tray = electron.Tray.shown[0];
  if (window === undefined || child === undefined || tray === undefined)
    throw new Error('nothing was opened');
  const toEngine: unknown[] = [];
  child.toChild = (message) => {
    if (!JSON.stringify(message).includes('"request"')) toEngine.push(message);
  };
  window.emit('ready-to-show');
  return { window, child, tray, toEngine };
}

function sync(change: { queued?: number; isInFlight?: boolean } = {}): SyncState {
  const transport = Object.fromEntries(
    [
      'draft',
      'invalid',
      'held',
      'queued',
      'recheck',
      'sending',
      'unconfirmed',
      'processing',
      'acknowledged',
      'refused',
      'cancelled',
      'filed-elsewhere',
    ].map((state) => [state, state === 'queued' ? (change.queued ?? 0) : 0]),
  );
  return Object.assign(Object.create(null), {
    now: epochMs(1),
    mode: 'real',
    office: null,
    counts: { transport, customs: customsCounts },
    oldestQueuedAt: null,
    oldestUnconfirmedAt: null,
    nearestDeadline: null,
    gate: { phase: 'open', nextTryAt: null, intervalMs: 0, inFlight: change.isInFlight ?? false },
    central: {
      grade: 'working',
      since: null,
      lastSuccessAt: null,
      lastFailure: null,
      latencyMs: null,
      ownWord: null,
    },
    lastReceiptAt: null,
    troubles: [],
  });
}
let customsCounts: Record<string, number> = {};
beforeEach(async () => {
  const { customsStates } = await import('../../../shared/filing/states.ts');
  customsCounts = Object.fromEntries(customsStates.map((state) => [state, 0]));
});
const tellSync = (child: FakeChild, state: SyncState): void =>
  void child.emit('message', { kind: 'event', event: { topic: 'sync', state } });

const hostEvents = (window: Electron.BrowserWindow): unknown[] =>
  window.webContents.sent
    .filter(({ channel }) => channel === bridgeChannels.hostEvent)
    .map(({ message }) => message);
const told = (): string[] => electron.Notification.shown.map(({ options }) => options.body);
const recorded = (name: string): unknown[] =>
  electron.record.filter((entry) => entry.name === name).map(({ args }) => args[0]);

function callHost(
  window: Electron.BrowserWindow,
  name: string,
  input: unknown = {},
  frame: unknown = ownFrame,
): unknown {
  const handler = window.webContents.invocable.get(bridgeChannels.hostCall);
  if (handler === undefined) throw new Error('no handler');
  return handler({ senderFrame: frame }, name, input);
}
const load = (window: Electron.BrowserWindow): void =>
  void window.webContents.emit('did-finish-load');
const item = (items: readonly Electron.FakeItem[], label: string): Electron.FakeItem => {
  const all = items.flatMap((each) => [each, ...(each.submenu ?? [])]);
  const found = all.find((each) => each.label === label);
  if (found === undefined)
    throw new Error(`no ${label} among ${all.map((each) => each.label).join()}`);
  return found;
};

const hints = (...all: string[]): object[] => all.map((hint) => ({ kind: 'hint', hint }));
/** The line carries messages later than they are posted. */
const arrived = (toEngine: readonly unknown[], ...messages: object[]): Promise<void> =>
  vi.waitFor(() => expect(toEngine).toEqual(messages));

describe('the tray', () => {
  test('follows the engine, and leads into the window', async () => {
    const { window, child, tray } = await open();
    load(window);
    expect(tray.image).toBe('/tray/calm.png');
    child.emit('message', { kind: 'ready' });
    tellSync(child, sync({ queued: 3 }));
    expect(tray.image).toBe('/tray/waiting.png');
    expect(tray.tooltip).toBe('나루 · 보내는 중\n대기 3건');
    item(tray.menu, '대기 3건').click?.();
    expect(hostEvents(window)).toEqual([{ is: 'go', address: '#/filings/queued' }]);
    expect(window.focused).toBe(1);
    child.emit('exit', 1);
    expect(tray.image).toBe('/tray/trouble.png');
    expect(tray.tooltip).toContain('엔진이 멈춰');
  });

  test('on macOS in black, to be given the colour of the bar', async () => {
    expect((await open({ platform: 'darwin' })).tray.image).toBe('/tray/calmTemplate.png');
  });

  test('closing the window leaves Naru in it, and says so once', async () => {
    const { window } = await open();
    window.close();
    expect([window.hidden, window.gone]).toEqual([1, false]);
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('트레이에서 계속 보냅니다');
    window.close();
    expect(told()).toHaveLength(1);
    expect(recorded('quit')).toEqual([]);
    electron.app.emit('second-instance', {}, ['/naru'], folder);
    expect(window.shown).toBe(true);
  });

  test('where the person does not want that, closing ends Naru', async () => {
    const { window } = await open();
    await callHost(window, 'desktop.set', { ...usualDesktop, closeToTray: false });
    window.close();
    expect(window.gone).toBe(true);
    expect(electron.record.some(({ name }) => name === 'quit')).toBe(true);
  });
});

describe('started at login', () => {
  test('no window shows until somebody wants it', async () => {
    const { window } = await open({ argv: ['/naru', '--hidden'] });
    expect(window.shown).toBe(false);
    electron.app.emit('second-instance', {}, ['/naru', '--hidden'], folder);
    expect(window.shown).toBe(false);
    electron.app.emit('second-instance', {}, ['/naru'], folder);
    expect(window.shown).toBe(true);
  });

  test('is set by the page where the system offers it', async () => {
    const { window } = await open({ platform: 'win32' });
    const wanted = { ...usualDesktop, openAtLogin: true };
    expect(await callHost(window, 'desktop.set', wanted)).toEqual({ ok: true, value: {} });
    expect(recorded('setLoginItemSettings')).toEqual([{ openAtLogin: true, args: ['--hidden'] }]);
    expect(await callHost(window, 'desktop.get')).toEqual({
      ok: true,
      value: { settings: wanted, can: { openAtLogin: true, notify: true } },
    });
  });
});

describe('files', () => {
  test('of the first start, of a second one, and those dropped on the dock come to the page', async () => {
    for (const name of ['a.csv', 'b.xml', 'c.json']) writeFileSync(join(folder, name), name);
    const { window } = await open({ argv: ['/naru', 'a.csv'] });
    let isKept = false;
    electron.app.emit(
      'open-file',
      { preventDefault: () => (isKept = true) },
      join(folder, 'c.json'),
    );
    expect(isKept).toBe(true);
    electron.app.emit('second-instance', {}, ['/naru', 'b.xml', 'x.exe'], folder);
    expect(hostEvents(window)).toEqual([]);
    load(window);
    expect(hostEvents(window)).toContainEqual({ is: 'files' });
    const next = () => callHost(window, 'desktop.nextFile');
    for (const name of ['a.csv', 'c.json', 'b.xml']) {
      const bytes = new Uint8Array(Buffer.from(name));
      expect(await next()).toEqual({ ok: true, value: { is: 'file', name, bytes } });
    }
    expect(await next()).toEqual({ ok: true, value: { is: 'none' } });
  });

  test('opened before the program was ready wait for it', async () => {
    writeFileSync(join(folder, 'a.csv'), 'a');
    const started = run(
      { dataFolder: '/d', pageFolder: folder, preload: '/p', engineEntry: '/e', pictures: '/t' },
      { argv: ['/naru'], folder, platform: 'darwin' },
    );
    electron.app.emit('open-file', { preventDefault: () => {} }, join(folder, 'a.csv'));
    electron.app.ready.resolve();
    await started;
    const window = electron.BrowserWindow.opened[0];
    if (window === undefined) throw new Error('no window');
    expect(await callHost(window, 'desktop.nextFile')).toMatchObject({ value: { name: 'a.csv' } });
  });

  test('are chosen by the menu too', async () => {
    const { window } = await open();
    load(window);
    electron.dialog.filePaths = [join(folder, 'a.csv')];
    item(electron.Menu.application, '신고 파일 가져오기…').click?.();
    await vi.waitFor(() => expect(hostEvents(window)).toEqual([{ is: 'files' }]));
  });
});

test('menus and tray speak the language of the interface, now and at the next start', async () => {
  const { window, tray } = await open();
  expect(electron.Menu.application[0]?.label).toBe('파일(&F)');
  await callHost(window, 'desktop.language', { language: 'en' });
  expect(electron.Menu.application[0]?.label).toBe('&File');
  expect(tray.menu.at(-1)?.label).toBe('Quit Naru');
  expect(JSON.parse(readFileSync(join(folder, 'desktop.json'), 'utf8'))).toMatchObject({
    language: 'en',
  });
  window.webContents.emit(
    'context-menu',
    {},
    {
      isEditable: false,
      selectionText: 'x',
      editFlags: {
        canUndo: false,
        canRedo: false,
        canCut: false,
        canCopy: true,
        canPaste: false,
        canSelectAll: true,
      },
    },
  );
  expect(recorded('popup')).toEqual([[{ label: 'Copy', role: 'copy', enabled: true }]]);
});

test('a foreign frame is not answered', async () => {
  const { window } = await open();
  for (const frame of [
    null,
    { url: 'https://evil.test/', parent: null },
    { ...ownFrame, parent: {} },
  ])
    expect(() => callHost(window, 'desktop.nextFile', {}, frame)).toThrow('refused');
});

describe('crashes', () => {
  test('a page that failed is loaded anew and told; one that keeps failing is a person’s to decide on', async () => {
    const { window } = await open();
    load(window);
    const fail = () => window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(window.webContents.reloads).toBe(0);
    for (const reloads of [1, 2, 3]) {
      fail();
      expect(window.webContents.reloads).toBe(reloads);
    }
    load(window);
    expect(hostEvents(window)).toContainEqual({ is: 'remark', remark: 'page-crashed' });
    electron.dialog.response = 1;
    fail();
    expect(window.webContents.reloads).toBe(3);
    expect(recorded('showMessageBox')).toHaveLength(1);
    // Closed, that is: kept in the tray, where filings go on being sent.
    await vi.waitFor(() => expect(window.hidden).toBe(1));
    expect(told().join()).toContain('화면이 거듭 꺼졌습니다');
  });

  test('one that hangs is ended only where the person wants it', async () => {
    const { window } = await open();
    electron.dialog.response = 1;
    window.emit('unresponsive');
    await vi.waitFor(() => expect(recorded('showMessageBox')).toHaveLength(1));
    await Promise.resolve();
    expect(recorded('forcefullyCrashRenderer')).toEqual([]);
    electron.dialog.response = 0;
    window.emit('unresponsive');
    await vi.waitFor(() => expect(recorded('forcefullyCrashRenderer')).toHaveLength(1));
  });

  test('one that fails for good while it is asked about for hanging is asked about again', async () => {
    const { window } = await open();
    const answers: PromiseWithResolvers<{ response: number }>[] = [];
    vi.spyOn(electron.dialog, 'showMessageBox').mockImplementation(() => {
      const answer = Promise.withResolvers<{ response: number }>();
      answers.push(answer);
      return answer.promise;
    });
    window.emit('unresponsive');
    for (let crash = 0; crash < 4; crash += 1)
      window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect([answers.length, window.webContents.reloads]).toEqual([1, 3]);
    // Nobody is left to wait for.
    answers[0]?.resolve({ response: 1 });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.resolve({ response: 0 });
    await vi.waitFor(() => expect(window.webContents.reloads).toBe(4));
    // To be loaded anew it needs no end, where it has had one.
    window.emit('unresponsive');
    for (let crash = 0; crash < 4; crash += 1)
      window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    answers[2]?.resolve({ response: 0 });
    await vi.waitFor(() => expect(window.webContents.reloads).toBe(8));
    expect(recorded('forcefullyCrashRenderer')).toEqual([]);
  });

  test('an engine that crashed is started again, and the person told; at the fifth time, that it helps nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { window } = await open();
    for (let crash = 0; crash < 5; crash += 1) {
      const child = electron.utilityProcess.children.at(-1);
      child?.emit('message', { kind: 'ready' });
      child?.emit('exit', 139);
      vi.advanceTimersByTime(30_000);
    }
    expect(electron.utilityProcess.children).toHaveLength(6);
    const bodies = told();
    expect(bodies).toHaveLength(5);
    expect(bodies[3]).toContain('갑자기 멈춰 다시 시작했습니다');
    expect(bodies[4]).toContain('거듭 멈춥니다');
    load(window);
    expect(hostEvents(window).at(-1)).toEqual({ is: 'remark', remark: 'engine-keeps-crashing' });
  });
});

test('an engine that runs out of memory is started again like after any crash', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { child } = await open();
  child.emit('message', { kind: 'ready' });
  // Electron says this before the process ends; where nobody listens, an event `error` is thrown.
  child.emit('error', 'FatalError', 'v8::Heap', '{"javascriptHeap":{}}');
  expect(told()).toEqual([]);
  child.emit('exit', 134);
  vi.advanceTimersByTime(500);
  expect(electron.utilityProcess.children).toHaveLength(2);
  expect(told()).toHaveLength(1);
});

describe('what the computer does is told to the engine', () => {
  test('sleep, waking and the network, as hints', async () => {
    const { window, child, toEngine } = await open();
    child.emit('message', { kind: 'ready' });
    electron.powerMonitor.emit('suspend');
    electron.powerMonitor.emit('resume');
    await callHost(window, 'desktop.network');
    await arrived(toEngine, ...hints('asleep', 'awake', 'network'));
  });

  test('an end of the computer ends the engine in order, and waits for nobody', async () => {
    const { child, toEngine } = await open();
    child.emit('message', { kind: 'ready' });
    tellSync(child, sync({ isInFlight: true }));
    electron.powerMonitor.emit('shutdown', { preventDefault: () => {} });
    await arrived(toEngine, ...hints('ending'), { kind: 'stop' });
    child.emit('exit', 0);
    await vi.waitFor(() => expect(electron.record.some(({ name }) => name === 'quit')).toBe(true));
  });

  test('on Windows the window is asked; where the end does not come, work goes on', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { window, child, toEngine } = await open({ platform: 'win32' });
    child.emit('message', { kind: 'ready' });
    window.emit('query-session-end');
    vi.advanceTimersByTime(30_000);
    await arrived(toEngine, ...hints('ending', 'staying'));
    window.emit('session-end');
    await arrived(toEngine, ...hints('ending', 'staying'), { kind: 'stop' });
  });

  test('which proxies the system has, where the engine asks', async () => {
    const { child, toEngine } = await open();
    electron.session.defaultSession.rules = 'PROXY proxy.office:8080';
    child.emit('message', { kind: 'proxy?', id: 7, origin: 'https://gateway.example' });
    await vi.waitFor(() =>
      expect(toEngine).toEqual([{ kind: 'proxy', id: 7, rules: 'PROXY proxy.office:8080' }]),
    );
    child.emit('message', { kind: 'proxy?', id: 8, origin: 'file:///etc/passwd' });
    expect(recorded('resolveProxy')).toEqual(['https://gateway.example']);
  });
});

const quit = () => electron.app.emit('before-quit', { preventDefault: () => {} });

describe('quitting', () => {
  test('waits for the answer that is on its way, says so, and ends when it has come', async () => {
    const { window, child, toEngine } = await open();
    load(window);
    child.emit('message', { kind: 'ready' });
    tellSync(child, sync({ isInFlight: true }));
    quit();
    const ending: HostEvent = { is: 'ending', seconds: 25 };
    expect(hostEvents(window)).toContainEqual(ending);
    expect(told().at(-1)).toContain('응답을 기다린 뒤 끝납니다');
    await arrived(toEngine, ...hints('ending'));
    tellSync(child, sync());
    await arrived(toEngine, ...hints('ending'), { kind: 'stop' });
  });

  test('the menu closes no window that is gone already', async () => {
    const { window, child } = await open({ platform: 'darwin' });
    child.emit('message', { kind: 'ready' });
    tellSync(child, sync({ isInFlight: true }));
    await callHost(window, 'desktop.set', { ...usualDesktop, closeToTray: false });
    window.close();
    quit();
    vi.spyOn(window, 'close').mockImplementation(() => {
      throw new TypeError('Object has been destroyed');
    });
    expect(() => item(electron.Menu.application, '창 닫기').click?.()).not.toThrow();
  });

  test('lets the window go, though closing it alone would leave it in the tray', async () => {
    const { window, child } = await open();
    child.emit('message', { kind: 'ready' });
    quit();
    window.close();
    expect([window.hidden, window.gone]).toEqual([0, true]);
    expect(told()).toEqual([]);
  });

  test('a wait that a sleep cuts into begins nothing new after it', async () => {
    const { child, toEngine } = await open();
    child.emit('message', { kind: 'ready' });
    tellSync(child, sync({ isInFlight: true }));
    quit();
    electron.powerMonitor.emit('suspend');
    electron.powerMonitor.emit('resume');
    electron.powerMonitor.emit('unlock-screen');
    tellSync(child, sync());
    await arrived(toEngine, ...hints('ending', 'asleep'), { kind: 'stop' });
  });

  test('ends at once where the person says so, and never by itself', async () => {
    const { window, child, toEngine } = await open();
    child.emit('message', { kind: 'ready' });
    tellSync(child, sync({ isInFlight: true }));
    await callHost(window, 'desktop.endNow');
    quit();
    await callHost(window, 'desktop.endNow');
    // The first wish came while nothing was to end.
    await arrived(toEngine, ...hints('ending'), { kind: 'stop' });
  });
});

test('a window whose screen is taken away comes to one that is there', async () => {
  const { window } = await open();
  window.bounds = { x: 2500, y: 20, width: 900, height: 700 };
  electron.screen.events.emit('display-removed');
  expect(window.bounds).toMatchObject({ width: 1280, height: 820 });
});
