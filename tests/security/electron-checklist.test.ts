import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  externalAddress,
  isPageAddress,
  isPermissionAllowed,
  isRequestAllowed,
  isTrustedSender,
  pageAddress,
  windowPreferences,
} from '../../main/desktop/policy.ts';
import { contentSecurityPolicy } from '../../shared/port/index.ts';
import type * as Electron from '../fakes/electron.ts';

/** Electron's own list of what an application must do, item by item (docs/tutorial/security). */

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const sources = (pattern: string): { path: string; text: string }[] =>
  globSync(pattern, { cwd: root }).map((path) => ({ path, text: read(path) }));
const hosts = sources('{main/desktop,preload}/**/*.ts');
const renderer = sources('renderer/**/*.{ts,tsx,html}');
const using = (files: readonly { path: string; text: string }[], what: RegExp): string[] =>
  files.filter(({ text }) => what.test(text)).map(({ path }) => path);

let electron: typeof Electron;
let contents: Electron.FakeContents;
beforeEach(async () => {
  vi.resetModules();
  electron = await import('../fakes/electron.ts');
  electron.record.length = 0;
  const { guardContents } = await import('../../main/desktop/guard-contents.ts');
  const { guardSession } = await import('../../main/desktop/guard-session.ts');
  contents = new electron.FakeContents();
  // The fakes have of Electron what the guards take of it.
  Reflect.apply(guardContents, undefined, [contents]);
  Reflect.apply(guardSession, undefined, [electron.session.defaultSession]);
});

test('1, 18: the page comes from our own scheme, never from a file or the network', () => {
  expect(pageAddress).toBe('app://bundle/');
  expect(using(hosts, /\.loadFile\(|file:\/\//)).toEqual([]);
  const loading = hosts.flatMap(({ text }) =>
    [...text.matchAll(/\.loadURL\(([^)]*)\)/g)].map(([, what]) => what),
  );
  expect(loading.length).toBeGreaterThan(0);
  for (const what of loading) expect(what).toMatch(/^(?:pageAddress|`\$\{pageAddress\})/);
  const elsewhere = renderer.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:src|href)=["'{`]+(?:https?:)?\/\/[^"'`]*/g)].map(
      ([found]) => `${path}: ${found}`,
    ),
  );
  expect(
    elsewhere.filter((found) => externalAddress(found.replace(/^.*?(https:)/, '$1')) === null),
  ).toEqual([]);
});

test('2 to 4, 6, 8 to 11: a window has these preferences and no others', () => {
  expect(windowPreferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  });
  const opening = using(hosts, /new (?:BrowserWindow|BrowserView|WebContentsView)\(/);
  expect(opening).not.toEqual([]);
  for (const path of opening)
    for (const [, given] of read(path).matchAll(/webPreferences: (\{[^}]*\})/g))
      expect(given).toMatch(/^\{ \.\.\.windowPreferences(?:, preload: [\w.]+)? \}$/);
  for (const path of opening)
    expect(read(path).match(/new (?:BrowserWindow|BrowserView|WebContentsView)\(/g)).toHaveLength(
      read(path).match(/webPreferences:/g)?.length ?? 0,
    );
  expect(
    using(
      hosts,
      /experimentalFeatures|enableBlinkFeatures|disable-web-security|no-sandbox|commandLine\.append/,
    ),
  ).toEqual([]);
  expect(using(renderer, /<webview|allowpopups/i)).toEqual([]);
  expect(read('main/desktop/run.ts')).toContain('app.enableSandbox()');
});

test('5: of every permission that Electron knows the page has one', () => {
  const types = readFileSync(
    createRequire(import.meta.url).resolve('electron/electron.d.ts'),
    'utf8',
  );
  const lists = [...types.matchAll(/permission: ((?:'[\w-]+' ?\| ?)+'[\w-]+')/g)].map(
    ([, list = '']) => list,
  );
  const names = new Set(
    lists.flatMap((list) => [...list.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name)),
  );
  expect(names.size).toBeGreaterThan(40);
  const allowed = [...names].filter((name) => isPermissionAllowed(name, pageAddress));
  expect(allowed).toEqual(['clipboard-sanitized-write']);
  for (const name of names) expect(isPermissionAllowed(name, 'https://evil.test/')).toBe(false);

  const session = electron.session.defaultSession;
  const ask = (handler: string, ...args: unknown[]): unknown => {
    const found = session.handlers.get(handler);
    return found === undefined ? 'no handler' : Reflect.apply(found, undefined, args);
  };
  for (const name of names) {
    const answers: unknown[] = [];
    ask('permissionRequest', null, name, (answer: unknown) => answers.push(answer), {
      requestingUrl: pageAddress,
    });
    const isAllowed = name === 'clipboard-sanitized-write';
    expect(answers, name).toEqual([isAllowed]);
    expect(ask('permissionCheck', null, name, pageAddress), name).toBe(isAllowed);
  }
  expect(ask('device', { deviceType: 'usb' })).toBe(false);
  const shown: unknown[] = [];
  ask('displayMedia', {}, (answer: unknown) => shown.push(answer));
  expect(shown).toEqual([{}]);
});

test('7: the policy has no exception, and trusted types alone reach a sink', () => {
  const directives = new Map(
    contentSecurityPolicy()
      .split('; ')
      .map((each): [string, string[]] => {
        const [name = '', ...values] = each.split(' ');
        return [name, values];
      }),
  );
  expect(directives.get('default-src')).toEqual(["'none'"]);
  expect(directives.get('script-src')).toEqual(["'self'"]);
  expect(directives.get('require-trusted-types-for')).toEqual(["'script'"]);
  expect(directives.get('trusted-types')).toEqual(["'none'"]);
  for (const none of ['base-uri', 'form-action', 'frame-ancestors', 'object-src'])
    expect(directives.get(none), none).toEqual(["'none'"]);
  const all = [...directives.values()].flat();
  expect(all.filter((value) => /unsafe|\*|https?:|strict-dynamic|nonce/.test(value))).toEqual([]);
  // The one style of a library, by its digest; everything else is a file of ours.
  expect(directives.get('style-src')).toHaveLength(2);
  expect(
    using(
      renderer,
      /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write|createPolicy|\beval\(|new Function/,
    ),
  ).toEqual([]);
});

describe('12 to 14: whatever shows content', () => {
  const wild = fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .tuple(
        fc.constantFrom(
          'app://bundle',
          'APP://bundle',
          'app:/bundle',
          'app://bundle.',
          'app:\\\\bundle',
          'blob:app://bundle',
          'view-source:app://bundle/',
          ' app://bundle/',
        ),
        fc.constantFrom(
          '',
          '/',
          '@evil.test/',
          '.evil.test/',
          ':80/',
          '\\@evil.test',
          '%00.evil.test/',
          '\t.evil.test/',
        ),
        fc.string({ maxLength: 10 }),
      )
      .map((parts) => parts.join('')),
  );

  test('goes nowhere but to our page, opens no window and takes no guest', () => {
    fc.assert(
      fc.property(wild, (url) => {
        for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
          let prevented = false;
          contents.emit(name, { url, preventDefault: () => (prevented = true) });
          const where = URL.canParse(url) ? new URL(url) : null;
          const isOurs =
            where?.protocol === 'app:' && where.host === 'bundle' && where.username === '';
          expect(prevented).toBe(!isOurs);
        }
        expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' });
      }),
      { numRuns: 2000 },
    );
    let attached = true;
    contents.emit('will-attach-webview', { preventDefault: () => (attached = false) });
    expect(attached).toBe(false);
  });

  test('is guarded from its first moment, each of them', () => {
    expect(read('main/desktop/run.ts')).toMatch(
      /app\.on\('web-contents-created', \(_event, contents\) => guardContents\(contents\)\);[^]*app\.whenReady\(\)/,
    );
    expect(read('main/desktop/run.ts')).toContain('guardSession(session.defaultSession)');
    expect(using(hosts, /fromPartition|partition:/)).toEqual([]);
  });

  test('asks the network for nothing', () => {
    fc.assert(
      fc.property(wild, (url) => {
        if (!isRequestAllowed(url)) return;
        const { protocol } = new URL(url.startsWith('blob:') ? url.slice(5) : url);
        expect(['app:', 'data:']).toContain(protocol);
      }),
      { numRuns: 2000 },
    );
    for (const url of [
      'http://127.0.0.1/',
      'https://unipass.customs.go.kr/',
      'ws://x/',
      'file:///',
      'ftp://x/',
      'blob:null/1',
    ])
      expect(isRequestAllowed(url), url).toBe(false);
  });
});

test('15: an address leaves for the browser through one function, and only to customs', () => {
  const opening = using(hosts, /openExternal\(|openPath\(|showItemInFolder\(/);
  for (const path of opening)
    for (const [call] of read(path).matchAll(/openExternal\([^)]*\)/g))
      expect(read(path), `${path}: ${call}`).toMatch(/externalAddress\(/);
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })), (text) => {
      const opened = externalAddress(text);
      if (opened !== null)
        expect(new URL(opened).hostname).toMatch(/^(?:unipass|www)\.customs\.go\.kr$/);
    }),
    { numRuns: 2000 },
  );
});

test('16: Electron is a version of this year, pinned', () => {
  const { devDependencies } = z
    .object({ devDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')));
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Number(devDependencies['electron']?.split('.')[0])).toBeGreaterThanOrEqual(45);
});

test('17: whoever sends a message is looked at, at every way in', () => {
  const frames = fc.record({
    url: fc.oneof(
      fc.constantFrom('app://bundle/', 'app://bundle/x', 'app://evil/', 'about:blank', ''),
      fc.webUrl(),
    ),
    parent: fc.constantFrom<unknown>(null, undefined, {}, 0),
  });
  fc.assert(
    fc.property(frames, (frame) => {
      expect(isTrustedSender(frame)).toBe(frame.parent === null && isPageAddress(frame.url));
    }),
  );
  expect(isTrustedSender(null)).toBe(false);
  // Handlers hang on one window's own contents: the global one would hear every frame of all.
  expect(using(hosts, /\bipcMain\b/)).toEqual([]);
  for (const path of using(hosts, /\.ipc\.(?:handle|on|once)\(/)) {
    const listening = read(path).match(/\.ipc\.(?:handle|on|once)\(/g)?.length;
    expect(read(path).match(/if \(!isTrustedSender\(event\.senderFrame\)\)/g), path).toHaveLength(
      listening ?? 0,
    );
  }
});

test('19: every fuse is stated in electron-builder.yml', () => {
  const { electronFuses } = z
    .looseObject({ electronFuses: z.record(z.string(), z.boolean()) })
    .parse(parse(read('electron-builder.yml')));
  expect(electronFuses).toMatchObject({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('20: the preload gives the page one object, and of Electron nothing', () => {
  const preload = read('preload/index.ts');
  expect(preload.match(/exposeInMainWorld\(/g)).toHaveLength(1);
  expect(preload).toContain("contextBridge.exposeInMainWorld('naru', bridge)");
  expect(preload).toMatch(/import \{ contextBridge, ipcRenderer(?:, webUtils)? \} from 'electron'/);
  // An event of Electron's carries `sender`, and with it every channel there is.
  expect(preload).not.toMatch(/ipcRenderer\.(?:on|once)\([^,]+, handler/);
  expect(preload).not.toMatch(/exposeInMainWorld\([^)]*ipcRenderer/);
});
