import { describe, expect, test } from 'vitest';
import {
  externalAddress,
  isPageAddress,
  isPermissionAllowed,
  isRequestAllowed,
  isTrustedSender,
  windowPreferences,
} from '../../../main/desktop/policy.ts';
import { firstSize, placeWindow } from '../../../main/desktop/window-state.ts';

const foreign = [
  'https://evil.test/app://bundle/',
  'https://bundle/',
  'app://bundle.evil.test/',
  'app://evil/bundle/',
  'app://user@bundle/',
  'app://bundle:8080/',
  'app://bundle@evil/',
  'app:bundle',
  'app:///bundle/',
  'file:///app://bundle/',
  'javascript:location="app://bundle/"',
  'data:text/html,app://bundle/',
  'about:blank',
  'app://',
  '',
  'no address',
];

describe('addresses', () => {
  test.each(['app://bundle/', 'app://bundle/index.html#/list', 'app://bundle/a?b=https://x'])(
    '%s is of our page',
    (address) => expect(isPageAddress(address)).toBe(true),
  );
  test.each(foreign)('%s is foreign', (address) => expect(isPageAddress(address)).toBe(false));
});

test.each([
  ['app://bundle/assets/a.js', true],
  ['data:image/png;base64,AA==', true],
  ['blob:app://bundle/1-2', true],
  ['blob:https://evil.test/1-2', false],
  ['https://unipass.customs.go.kr/', false],
  ['http://127.0.0.1:1/', false],
  ['ws://127.0.0.1:1/', false],
  ['file:///etc/passwd', false],
  ['devtools://devtools/x', false],
  ['', false],
])('a request for %s goes through: %j', (address, allowed) => {
  expect(isRequestAllowed(address)).toBe(allowed);
});

test.each([
  ['clipboard-sanitized-write', 'app://bundle/', true],
  ['clipboard-sanitized-write', 'https://evil.test/', false],
  ['clipboard-read', 'app://bundle/', false],
  ['media', 'app://bundle/', false],
  ['notifications', 'app://bundle/', false],
  ['local-network-access', 'app://bundle/', false],
  ['loopback-network', 'app://bundle/', false],
  ['fileSystem', 'app://bundle/', false],
  ['unknown', 'app://bundle/', false],
])('permission %s for %s: %j', (permission, origin, allowed) => {
  expect(isPermissionAllowed(permission, origin)).toBe(allowed);
});

test.each([
  ['https://unipass.customs.go.kr/csp/index.do', 'https://unipass.customs.go.kr/csp/index.do'],
  ['https://www.customs.go.kr', 'https://www.customs.go.kr/'],
  ['http://unipass.customs.go.kr/', null],
  ['https://unipass.customs.go.kr.evil.test/', null],
  ['https://evil.test/?https://unipass.customs.go.kr/', null],
  ['https://unipass.customs.go.kr@evil.test/', null],
  ['https://user:pw@unipass.customs.go.kr/', null],
  ['https://unipass.customs.go.kr:8443/', null],
  ['file:///bin/sh', null],
  ['ms-settings:', null],
  ['javascript:alert(1)', null],
  ['', null],
])('the link %s opens outside as %j', (address, opened) => {
  expect(externalAddress(address)).toBe(opened);
});

test.each([
  [{ url: 'app://bundle/', parent: null }, true],
  [{ url: 'app://bundle/', parent: {} }, false],
  [{ url: 'https://evil.test/', parent: null }, false],
  [null, false],
])('a message of the frame %j is heard: %j', (frame, heard) => {
  expect(isTrustedSender(frame)).toBe(heard);
});

test('windows are isolated and sandboxed', () => {
  expect(windowPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

describe('where a window opens', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1040 }];
  const bounds = { x: 100, y: 50, width: 900, height: 700 };
  test.each([
    ['nothing is known', null, firstSize],
    ['as it was', { bounds, maximized: false }, bounds],
    ['its screen is gone', { bounds: { ...bounds, x: 2500 }, maximized: false }, firstSize],
    ['its title is above', { bounds: { ...bounds, y: -40 }, maximized: false }, firstSize],
    [
      'partly outside',
      { bounds: { ...bounds, x: -800 }, maximized: false },
      { ...bounds, x: -800 },
    ],
  ])('%s', (_what, state, place) => {
    expect(placeWindow(state, screens)).toEqual(place);
  });
});
