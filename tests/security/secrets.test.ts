import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openForReading } from '../../main/store/index.ts';
import { openApis } from '../../shared/contract/index.ts';
import { connectEngine, webSocketPort } from '../../shared/port/index.ts';
import { csvOf, tableFilings, tableOf } from '../fixtures/intake/sheets.ts';
import { startNaru } from '../support/naru-process.ts';
import { loopbackOnly } from './attack.ts';

const token = 'gateway-token-4f1c9a77e2';
const apiKey = 'open-api-key-93bd0c51aa';
const otherToken = 'gateway-token-that-failed-77';

/**
 * A real session from its one-time link to its end, against a central system that says everything
 * back that it is sent. What is secret is then looked for wherever something is said or kept.
 */
test(
  'what is secret stands in nothing that is said, told or written in clear',
  { timeout: 300_000 },
  async () => {
    const place = mkdtempSync(join(tmpdir(), 'naru-secrets-'));
    const folder = join(place, 'data');
    const seen: string[] = [];
    const echo = createServer((request, response) => {
      const said = `${request.method} ${request.url} ${JSON.stringify(request.headers)}`;
      seen.push(said);
      request.resume();
      response.statusCode = [400, 401, 500, 503, 200][seen.length % 5] ?? 500;
      response.setHeader('Content-Type', 'application/problem+json');
      response.end(
        JSON.stringify({
          type: 'about:blank',
          status: response.statusCode,
          title: said,
          detail: said,
        }),
      );
    }).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    const address = echo.address();
    if (address === null || typeof address === 'string') throw new Error('no port');

    const child = startNaru(['serve', '--data', folder], {
      NODE_OPTIONS: `--import ${pathToFileURL(loopbackOnly).href}`,
    });
    let out = '';
    let err = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    const link = await expect
      .poll(() => /http:\/\/127\.0\.0\.1:\d+\/enter\?t=[\w-]+/.exec(out)?.[0], { timeout: 120_000 })
      .toBeDefined()
      .then(() => /http:\/\/127\.0\.0\.1:\d+\/enter\?t=[\w-]+/.exec(out)?.[0] ?? '');
    const { origin, searchParams } = new URL(link);
    const entered = await fetch(link, { redirect: 'manual' });
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/engine`, {
      headers: { cookie, origin },
    });
    /** Every answer and every event, as it comes over the line. */
    const told: string[] = [];
    socket.on('message', (data) => told.push(data instanceof Buffer ? data.toString() : ''));
    const { call } = connectEngine(webSocketPort(socket));

    await call('mode.set', { mode: 'real' });
    await call('office.set', { declarant: '12345', name: '나루', customsOffice: '04010' });
    for (const api of openApis) await call('openApi.setKey', { api, key: apiKey });
    const url = `http://127.0.0.1:${address.port}/v1`;
    await call('gateway.set', { is: 'http', url, token: otherToken });
    await call('gateway.set', { is: 'http', url, token });
    const file = Buffer.from(csvOf(tableOf(tableFilings(3))));
    const { intakeId } = await call('intake.begin', { name: 'a.csv', size: file.byteLength });
    await call('intake.chunk', { intakeId, offset: 0, data: file.toString('base64') });
    await call('intake.commit', { intakeId });
    await expect
      .poll(() => seen.filter((said) => said.startsWith('PUT')).length, { timeout: 120_000 })
      .toBeGreaterThan(0);
    for (const name of [
      'gateway.get',
      'openApi.get',
      'sync.get',
      'health.get',
      'pacing.get',
    ] as const)
      await call(name, {});
    await call('lookup.rates', { on: '2025-12-01', use: 'import' }).catch(() => null);
    await call('lookup.pccc', {
      pccc: 'P123456789012',
      name: '홍길동',
      phone: null,
      postcode: null,
    }).catch(() => null);
    await call('filings.get', {
      id:
        (await call('filings.page', { view: 'all', search: '', after: null, limit: 1 })).rows[0]
          ?.id ?? 0,
    });
    await call('gateway.set', {
      is: 'http',
      url: 'http://127.0.0.1:1/',
      token: 'with\nline',
    }).catch(() => null);

    // The central system really was given the token, else nothing below would prove anything.
    expect(seen.join('\n')).toContain(token);
    child.kill('SIGTERM');
    await once(child, 'close');
    echo.closeAllConnections();
    echo.close();

    const key = readFileSync(join(folder, 'naru.key'), 'utf8').trim();
    const secrets = [
      token,
      otherToken,
      apiKey,
      key,
      cookie.split('=')[1] ?? '',
      searchParams.get('t') ?? '',
    ];
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(20);
    const places = new Map<string, string>([
      ['standard output', out.replace(link, '')],
      ['standard error', err],
      ['answers and events', told.join('\n')],
      ['the address after entering', entered.headers.get('location') ?? ''],
    ]);
    const store = openForReading(folder, 'real');
    for (const row of store.tables.journal.walk()) {
      const body = store.tables.journal.body(row.seq, row.kind);
      places.set(
        `journal ${row.seq} ${row.kind}`,
        `${row.data} ${body === null ? '' : Buffer.from(body).toString('latin1')}`,
      );
    }
    store.close();
    // Encrypted or not: whatever lies in the folder, but for the key's own file.
    for (const path of globSync('**/*', { cwd: place }))
      if (!path.endsWith('naru.key') && statSync(join(place, path)).isFile())
        places.set(path, readFileSync(join(place, path)).toString('latin1'));
    expect(places.size).toBeGreaterThan(15);
    const found = [...places].flatMap(([where, text]) =>
      secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${where}`),
    );
    expect(found).toEqual([]);
    expect(existsSync(folder)).toBe(true);
    rmSync(place, { recursive: true, force: true });
  },
);
