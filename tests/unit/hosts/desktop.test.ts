import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DesktopCall, DesktopPaths } from '../../../main/desktop/run.ts';
import { parentPort } from '../../../main/engine/process-ports.ts';
import { bridgeChannels, serveEngine } from '../../../shared/port/index.ts';
import { epochMs } from '../../../shared/time.ts';
import type * as Electron from '../../fakes/electron.ts';
import { createSmallEngine, type SmallEngine } from '../../fakes/small-engine.ts';
import { type FakeChild, FakeParentPort } from '../../fakes/utility-process.ts';

let folder: string;
let electron: typeof Electron;
let paths: DesktopPaths;
let called: DesktopCall;
let run: (of: DesktopPaths, called: DesktopCall) => Promise<void>;
const ownFrame = { url: 'app://bundle/', parent: null };

beforeEach(async () => {
  vi.resetModules();
  folder = mkdtempSync(join(tmpdir(), 'naru-desktop-'));
  electron = await import('../../fakes/electron.ts');
  electron.record.length = 0;
  electron.app.folder = folder;
  ({ runDesktop: run } = await import('../../../main/desktop/run.ts'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  paths = {
    dataFolder: '/data',
    pageFolder: folder,
    preload: '/preload.cjs',
    engineEntry: '/e.js',
    pictures: '/tray',
  };
  called = { argv: ['/naru'], folder, platform: 'linux' };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function open(): Promise<{ window: Electron.BrowserWindow; child: FakeChild }> {
  electron.app.ready.resolve();
  await run(paths, called);
  const window = electron.BrowserWindow.opened[0];
  const child = electron.utilityProcess.children[0];
  if (window === undefined || child === undefined) throw new Error('nothing was opened');
  return { window, child };
}

/** Lets the small engine live in a utility process. */
function bringUp(child: FakeChild): SmallEngine {
  const parent = new FakeParentPort();
  child.toChild = (message) => parent.emit('message', { data: message });
  parent.toHost = (message) => child.emit('message', message);
  const port = parentPort(parent);
  const engine = createSmallEngine();
  serveEngine(port, engine);
  port.post({ kind: 'ready' });
  return engine;
}

function invoke(window: Electron.BrowserWindow, frame: unknown, ...args: unknown[]): unknown {
  const handler = window.webContents.invocable.get(bridgeChannels.call);
  if (handler === undefined) throw new Error('no handler');
  return handler({ senderFrame: frame }, ...args);
}

function sessionHandler(name: string): (...args: unknown[]) => unknown {
  const handler = electron.session.defaultSession.handlers.get(name);
  if (handler === undefined) throw new Error(`no handler for ${name}`);
  return (...args) => Reflect.apply(handler, undefined, args);
}

async function fetchPage(url: string, method = 'GET'): Promise<Response> {
  const response = await sessionHandler('protocol app')({ url, method });
  if (!(response instanceof Response)) throw new Error('no response');
  return response;
}

describe('start', () => {
  test('another instance in charge: this one ends before it has opened anything', async () => {
    electron.app.lock = false;
    await run(paths, called);
    expect(electron.record.map((entry) => entry.name)).toEqual([
      'setPath',
      'requestSingleInstanceLock',
      'quit',
    ]);
  });

  test('lock, sandbox and scheme come before the application is ready', async () => {
    await open();
    const names = electron.record.map((entry) => entry.name);
    expect(names.slice(0, names.indexOf('whenReady'))).toEqual([
      'setPath',
      'requestSingleInstanceLock',
      'enableSandbox',
      'registerSchemesAsPrivileged',
      'setAppUserModelId',
    ]);
    const schemes = electron.record.find((entry) => entry.name === 'registerSchemesAsPrivileged');
    expect(schemes?.args).toEqual([
      [
        {
          scheme: 'app',
          privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
        },
      ],
    ]);
  });

  test('the window shows our page, isolated, with our preload', async () => {
    const { window } = await open();
    expect(window.address).toBe('app://bundle/');
    expect(window.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, preload: '/preload.cjs' },
    });
    expect(electron.record).toContainEqual({
      name: 'fork',
      args: ['/e.js', ['/data', 'Naru (desktop)', 'keychain']],
    });
  });

  test('a second start brings the window to the front', async () => {
    const { window } = await open();
    electron.app.emit('second-instance', {}, ['/naru'], folder);
    expect(window.focused).toBe(1);
  });

  test('where the window was is kept, and read at the next start', async () => {
    const { window } = await open();
    window.close();
    expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toEqual({
      bounds: { x: 10, y: 20, width: 900, height: 700 },
      maximized: false,
    });
    await run(paths, called);
    expect(electron.BrowserWindow.opened.at(-1)?.options).toMatchObject({ x: 10, width: 900 });
  });
});

describe('guards', () => {
  test('the session denies permissions, devices, screens and the network', async () => {
    await open();
    const answers: unknown[] = [];
    const answer = (value: unknown): number => answers.push(value);
    sessionHandler('permissionRequest')(null, 'media', answer, { requestingUrl: 'app://bundle/' });
    sessionHandler('displayMedia')({}, answer);
    sessionHandler('beforeRequest')({ url: 'https://evil.test/' }, answer);
    sessionHandler('beforeRequest')({ url: 'app://bundle/index.html' }, answer);
    expect(answers).toEqual([false, {}, { cancel: true }, { cancel: false }]);
    expect(sessionHandler('permissionCheck')(null, 'media', 'app://bundle/')).toBe(false);
    expect(sessionHandler('device')({})).toBe(false);
  });

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    '%s leaves our page never',
    async (name) => {
      const { window } = await open();
      const prevented: string[] = [];
      for (const url of ['https://evil.test/', 'app://bundle/x', 'file:///x']) {
        window.webContents.emit(name, { url, preventDefault: () => prevented.push(url) });
      }
      expect(prevented).toEqual(['https://evil.test/', 'file:///x']);
    },
  );

  test('no other window and no webview opens; a known site opens outside', async () => {
    const { window } = await open();
    const open_ = window.webContents.openHandler;
    for (const url of ['https://evil.test/', 'app://bundle/', 'https://unipass.customs.go.kr/']) {
      expect(open_?.({ url })).toEqual({ action: 'deny' });
    }
    expect(electron.record.filter((entry) => entry.name === 'openExternal')).toEqual([
      { name: 'openExternal', args: ['https://unipass.customs.go.kr/'] },
    ]);
    let prevented = false;
    window.webContents.emit('will-attach-webview', {
      preventDefault() {
        prevented = true;
      },
    });
    expect(prevented).toBe(true);
  });

  test('files are served from the folder of the page alone, with the policy', async () => {
    await open();
    const page = await fetchPage('app://bundle/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain(
      "require-trusted-types-for 'script'",
    );
    expect((await fetchPage('app://bundle/', 'HEAD')).body).toBeNull();
    expect((await fetchPage('app://bundle/', 'POST')).status).toBe(405);
    expect((await fetchPage('app://other/')).status).toBe(403);
    expect((await fetchPage('app://bundle/no.html')).status).toBe(404);
    expect((await fetchPage(`app://bundle/..%2f..%2fetc/passwd`)).status).toBe(404);
  });
});

describe('the engine behind the window', () => {
  const page = { view: 'all', search: '', after: 'k', limit: 3 };

  test('answers our page, and refuses any other frame', async () => {
    const { window, child } = await open();
    bringUp(child);
    expect(await invoke(window, ownFrame, 'filings.page', page)).toMatchObject({
      ok: true,
      value: { rows: [], next: 'k', total: 3 },
    });
    for (const frame of [
      null,
      { url: 'https://evil.test/', parent: null },
      { url: 'app://bundle/', parent: {} },
    ]) {
      expect(() => invoke(window, frame, 'filings.page', page)).toThrow('refused');
    }
  });

  test('a wrong name or input comes back as data', async () => {
    const { window, child } = await open();
    bringUp(child);
    expect(await invoke(window, ownFrame, '__proto__', {})).toMatchObject({
      problem: { code: 'unknown-call' },
    });
    expect(await invoke(window, ownFrame, { toString: 'x' }, {})).toMatchObject({
      problem: { code: 'unknown-call' },
    });
    expect(await invoke(window, ownFrame, 'filings.page', { ...page, limit: 0 })).toMatchObject({
      problem: { code: 'wrong-input' },
    });
  });

  test('events reach the page', async () => {
    const { window, child } = await open();
    bringUp(child);
    await invoke(window, ownFrame, 'filings.act', { ids: [4], action: 'hold' });
    expect(window.webContents.sent).toContainEqual({
      channel: bridgeChannels.event,
      message: { topic: 'filings', ids: [4] },
    });
  });

  test('what a person is to know is told outside, while the window is not in front', async () => {
    const { window, child } = await open();
    const engine = bringUp(child);
    await invoke(window, ownFrame, 'filings.page', page);
    const attention = {
      at: epochMs(1),
      kind: 'grade',
      level: 'warn',
      ko: '세관 쪽에 문제가 있습니다.',
      en: 'The customs side is in trouble.',
    } as const;
    const bodies = (): string[] => electron.Notification.shown.map(({ options }) => options.body);
    engine.emit({ topic: 'attention', attention });
    await vi.waitFor(() => expect(bodies()).toEqual([attention.ko]));
    electron.app.locale = 'en-GB';
    engine.emit({ topic: 'attention', attention });
    await vi.waitFor(() => expect(bodies()).toEqual([attention.ko, attention.en]));
    window.inFront = true;
    engine.emit({ topic: 'attention', attention });
    engine.emit({ topic: 'incidents' });
    await vi.waitFor(() => expect(window.webContents.sent).toHaveLength(4));
    expect(bodies()).toHaveLength(2);
    electron.Notification.shown[0]?.emit('click');
    expect(window.focused).toBe(1);
  });

  test('a start that failed is told to the page, also to one that loads later', async () => {
    const { window, child } = await open();
    const problem = { code: 'disk-full', params: {} };
    child.emit('message', { kind: 'event', event: { topic: 'fatal', problem } });
    child.emit('exit', 1);
    const told = { channel: bridgeChannels.event, message: { topic: 'fatal', problem } };
    expect(window.webContents.sent).toEqual([told]);
    window.webContents.emit('did-finish-load');
    expect(window.webContents.sent).toEqual([told, told]);
    expect(await invoke(window, ownFrame, 'sync.get', {})).toMatchObject({ problem });
  });

  test('after a crash the engine is started again and the page loads anew', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { window, child } = await open();
    bringUp(child);
    await invoke(window, ownFrame, 'mode.set', { mode: 'real' });
    const pending = invoke(window, ownFrame, 'intake.commit', { intakeId: '0123456789abcdef' });
    child.emit('exit', 139);
    expect(await pending).toMatchObject({ problem: { code: 'engine-stopped' } });
    vi.runOnlyPendingTimers();
    vi.useRealTimers();
    const next = electron.utilityProcess.children[1];
    if (next === undefined) throw new Error('not started again');
    const reloaded = new Promise((resolve) => {
      window.webContents.once('reloaded', resolve);
    });
    bringUp(next);
    await reloaded;
    expect(await invoke(window, ownFrame, 'filings.page', page)).toMatchObject({ ok: true });
  });

  test('quitting waits for the engine to end', async () => {
    const { child } = await open();
    const received: unknown[] = [];
    const asked = new Promise<void>((resolve) => {
      child.toChild = (message) => {
        received.push(message);
        if (JSON.stringify(message) === '{"kind":"stop"}') resolve();
      };
    });
    child.emit('message', { kind: 'ready' });
    let prevented = 0;
    const event = { preventDefault: () => (prevented += 1) };
    electron.app.emit('before-quit', event);
    electron.app.emit('before-quit', event);
    await asked;
    // Nothing new is to begin before the end.
    expect(received.slice(-2)).toEqual([{ kind: 'hint', hint: 'ending' }, { kind: 'stop' }]);
    expect(electron.record.some((entry) => entry.name === 'quit')).toBe(false);
    const quit = vi.waitUntil(() => electron.record.some((entry) => entry.name === 'quit'));
    child.emit('exit', 0);
    await quit;
    electron.app.emit('before-quit', event);
    expect(prevented).toBe(2);
  });
});

describe('new versions', () => {
  test('are answered by the host, with or without an engine; the rest is the engine’s', async () => {
    const { window, child } = await open();
    expect(await invoke(window, ownFrame, 'updates.get', {})).toMatchObject({
      ok: true,
      value: { version: '0.1.0', state: { is: 'off', why: 'not-installed' } },
    });
    expect(await invoke(window, ownFrame, 'updates.install', {})).toMatchObject({
      ok: false,
      problem: { code: 'update-nothing-ready' },
    });
    bringUp(child);
    expect(await invoke(window, ownFrame, 'drill.state', {})).toMatchObject({ ok: true });
  });

  test('are refused to a frame that is not our page’s own', async () => {
    const { window } = await open();
    const foreign = { url: 'https://evil.test/', parent: null };
    expect(() => invoke(window, foreign, 'updates.install', {})).toThrow('refused');
  });
});
