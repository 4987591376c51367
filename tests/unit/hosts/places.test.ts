import { describe, expect, test } from 'vitest';
import { defaultDataFolder } from '../../../main/data-folder.ts';
import { displayTrouble } from '../../../main/desktop-process.ts';
import { terminalLanguage } from '../../../main/language.ts';

describe('where data lies', () => {
  const home = '/home/kim';
  test.each([
    [{ NARU_DATA: '/data/naru' }, 'linux', '/data/naru'],
    [{ NARU_DATA: '' }, 'linux', '/home/kim/.local/share/naru'],
    [{}, 'linux', '/home/kim/.local/share/naru'],
    [{ XDG_DATA_HOME: '/xdg' }, 'linux', '/xdg/naru'],
    [{ XDG_DATA_HOME: 'relative' }, 'linux', '/home/kim/.local/share/naru'],
    [{}, 'darwin', '/home/kim/Library/Application Support/Naru'],
    [{ APPDATA: '/roaming' }, 'win32', '/roaming/Naru'],
    [{}, 'win32', '/home/kim/AppData/Roaming/Naru'],
  ])('%j on %s: %s', (env, platform, folder) => {
    expect(defaultDataFolder({ env, platform, home })).toBe(folder);
  });
});

test.each([
  [{}, 'ko'],
  [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
  [{ LANG: 'C.UTF-8' }, 'ko'],
  [{ LANG: 'POSIX' }, 'ko'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'ko_KR.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: '', LC_MESSAGES: 'ko_KR' }, 'ko'],
  [{ LANG: 'kok_IN' }, 'en'],
])('the terminal of %j speaks %s', (env, language) => {
  expect(terminalLanguage(env)).toBe(language);
});

test.each([
  ['linux', {}, 1000, 'no-display'],
  ['linux', { DISPLAY: '' }, 1000, 'no-display'],
  ['linux', { DISPLAY: ':0' }, 1000, null],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, null],
  ['linux', { DISPLAY: ':0' }, 0, 'as-root'],
  ['win32', {}, undefined, null],
  ['darwin', {}, 501, null],
])('a window on %s with %j for user %s: %s', (platform, env, user, trouble) => {
  expect(displayTrouble({ platform, env }, user)).toBe(trouble);
});
