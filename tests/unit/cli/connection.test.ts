import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { issue } from '../../support/certificates.ts';
import { json, naru, officeFolder, tempFolder } from './naru.ts';

const folder = tempFolder();
const at = (name: string): string => join(folder, name);

describe('naru connection', () => {
  test('sets the proxy as the screen does, and never tells its password', async () => {
    const data = await officeFolder();
    writeFileSync(at('password'), 'secret\n');
    const proxy = 'http://proxy.office:8080';
    const set = ['--user', 'office', '--password-file', at('password'), '--data', data];
    const made = await naru('connection', 'proxy', proxy, ...set);
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining(`프록시: ${proxy}`) });
    const again = ['connection', 'proxy', 'socks5://10.0.0.1:1080', '--user', 'office'];
    expect((await naru(...again, '--data', data)).code).toBe(0);
    const shown = await naru('connection', 'show', '--data', data, '--json');
    expect(json(shown)).toEqual({
      proxy: {
        is: 'address',
        address: 'socks5://10.0.0.1:1080',
        user: 'office',
        // The one that was given before stays, as on the screen.
        hasPassword: true,
      },
      authorities: null,
      certificate: null,
    });
    expect(made.out + made.err + shown.out).not.toContain('secret');
    await naru('connection', 'proxy', 'system', '--data', data);
    const now = await naru('settings', 'get', 'connection.proxy', '--data', data, '--json');
    expect(json(now)).toMatchObject({ value: 'system' });
  });

  test('takes a file of own authorities, says what is wrong with one, and lets go of it', async () => {
    const data = await officeFolder();
    const gate = issue('Gate', { isAuthority: true });
    writeFileSync(at('gate.pem'), gate.pem);
    writeFileSync(at('server.pem'), issue('Server', { isAuthority: false }, gate).pem);
    const took = await naru('connection', 'authorities', at('gate.pem'), '--data', data);
    expect(took).toMatchObject({ code: 0, out: expect.stringMatching(/gate\.pem[^]*CN=Gate/) });
    const wrong = await naru('connection', 'authorities', at('server.pem'), '--data', data);
    expect(wrong.code).not.toBe(0);
    expect(wrong.err).toMatch(/server\.pem의 인증서\(CN=Server\)는 인증기관 인증서가 아닙니다/);
    const get = ['settings', 'get', 'connection.authorities', '--data', data, '--json'];
    expect(json(await naru(...get))).toMatchObject({ value: 'gate.pem' });
    await naru('connection', 'authorities', 'none', '--data', data);
    expect(json(await naru(...get))).toMatchObject({ value: null });
  });

  test.each([
    [['proxy'], /proxy 에는 system, none/],
    [['proxy', 'proxy.office'], /proxy 에는 system, none/],
    [['authorities'], /authorities 에는 인증기관 인증서 파일/],
    [['authorities', '/no/such.pem'], /such\.pem/],
    [['show', '--practice'], /실제/],
  ])('refuses %j and says what it takes', async (args, sentence) => {
    const ran = await naru('connection', ...args, '--data', await officeFolder());
    expect(ran.code).not.toBe(0);
    expect(ran.err).toMatch(sentence);
  });
});
