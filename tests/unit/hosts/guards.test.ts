import { describe, expect, test } from 'vitest';
import {
  type Asked,
  isPrefetch,
  refuse,
  sessionCookie,
  sessionOf,
} from '../../../main/loopback/guards.ts';

const port = 40123;
const visit: Asked = {
  method: 'GET',
  target: '/',
  upgrade: false,
  host: '127.0.0.1:40123',
  origin: undefined,
  site: 'none',
  body: false,
};
const own = 'http://127.0.0.1:40123';
const upgrade: Asked = {
  ...visit,
  target: '/engine',
  upgrade: true,
  origin: own,
  site: 'same-origin',
};

describe('guards of the loopback host', () => {
  test.each<[string, Asked, number | null]>([
    ['a typed address', visit, null],
    ['a file of the own page', { ...visit, site: 'same-origin', origin: own }, null],
    ['a program that is no browser', { ...visit, site: undefined }, null],
    ['an upgrade of the own page', upgrade, null],
    ['no host', { ...visit, host: undefined }, 421],
    ['a name that leads here', { ...visit, host: 'evil.test:40123' }, 421],
    ['localhost', { ...visit, host: 'localhost:40123' }, 421],
    ['no port', { ...visit, host: '127.0.0.1' }, 421],
    ['another port', { ...visit, host: '127.0.0.1:40124' }, 421],
    ['a longer port', { ...visit, host: '127.0.0.1:401230' }, 421],
    ['user and host', { ...visit, host: 'evil@127.0.0.1:40123' }, 421],
    ['a trailing dot', { ...visit, host: '127.0.0.1.:40123' }, 421],
    ['another spelling of the address', { ...visit, host: '127.1:40123' }, 421],
    ['a wrong host wins over a wrong origin', { ...visit, host: 'a', origin: 'b' }, 421],
    ['an upgrade from another port', { ...upgrade, origin: 'http://127.0.0.1:40124' }, 403],
    ['an upgrade from elsewhere', { ...upgrade, origin: 'https://evil.test' }, 403],
    ['an upgrade from a file', { ...upgrade, origin: 'null' }, 403],
    ['an upgrade without an origin', { ...upgrade, origin: undefined }, 403],
    ['an upgrade over https', { ...upgrade, origin: 'https://127.0.0.1:40123' }, 403],
    ['an origin that begins alike', { ...upgrade, origin: `${own}.evil.test` }, 403],
    ['an upgrade from the same site', { ...upgrade, site: 'same-site' }, 403],
    ['an upgrade by POST', { ...upgrade, method: 'POST' }, 405],
    ['a read with a foreign origin', { ...visit, origin: 'http://127.0.0.1:40124' }, 403],
    ['a visit from another site', { ...visit, site: 'cross-site' }, 403],
    ['a visit from another port', { ...visit, site: 'same-site' }, 403],
    ['two values in one header', { ...visit, site: 'none,cross-site' }, 403],
    ['a write without an origin', { ...visit, method: 'POST' }, 403],
    ['a write from elsewhere', { ...visit, method: 'POST', origin: 'https://evil.test' }, 403],
    ['a write of the own page', { ...visit, method: 'POST', origin: own }, 405],
    ['a preflight', { ...visit, method: 'OPTIONS', origin: 'https://evil.test' }, 403],
    ['a read with a body', { ...visit, body: true }, 400],
    ['an absolute target', { ...visit, target: 'http://evil.test/' }, 400],
    ['a target with a host', { ...visit, target: '//evil.test/' }, 400],
    ['a star', { ...visit, target: '*' }, 400],
  ])('%s', (_what, asked, status) => {
    expect(refuse(asked, port)?.status ?? null).toBe(status);
  });

  test('the session cookie is closed to scripts and other sites, and names its port', () => {
    expect(sessionCookie(port, 'abc')).toBe('naru-40123=abc; HttpOnly; SameSite=Strict; Path=/');
  });

  test.each<[string | undefined, string | null]>([
    [undefined, null],
    ['', null],
    ['naru-40123=abc', 'abc'],
    ['other=1; naru-40123=abc; naru-40124=def', 'abc'],
    ['naru-40124=def', null],
    ['xnaru-40123=abc', null],
    ['naru-40123=abc; naru-40123=def', null],
    ['naru-40123=', ''],
  ])('cookies %j carry session %j', (cookies, session) => {
    expect(sessionOf(cookies, port)).toBe(session);
  });

  test.each([
    ['prefetch', true],
    ['prefetch;prerender', true],
    ['Prefetch', true],
    [undefined, false],
    ['', false],
  ])('purpose %j is ahead of the person: %j', (purpose, ahead) => {
    expect(isPrefetch(purpose)).toBe(ahead);
  });
});
