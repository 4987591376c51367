import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  type LoopbackHost,
  type LoopbackOptions,
  startLoopbackHost,
} from '../../main/loopback/host.ts';
import { createPracticeCentral } from '../../main/practice/index.ts';
import { connectEngine, webSocketPort } from '../../shared/port/index.ts';
import { systemClock } from '../../main/engine/system-clock.ts';
import { closed, openLine, sendRaw, statusesIn } from './wire.ts';

/** The loopback host as any program and any user of this computer can reach it, byte by byte. */

const entry = fileURLToPath(new URL('../fakes/small-engine-process.ts', import.meta.url));
const page = { view: 'all', search: '', limit: 1 } as const;

let folder: string;
let host: LoopbackHost;
let port: number;
let crashes: number;

async function start(more: Partial<LoopbackOptions> = {}): Promise<void> {
  crashes = 0;
  host = await startLoopbackHost({
    dataFolder: join(folder, 'data'),
    rendererFolder: join(folder, 'page'),
    entry,
    onCrash: () => (crashes += 1),
    ...more,
  });
  port = Number(new URL(host.url).port);
}

function prepare(): void {
  folder = mkdtempSync(join(tmpdir(), 'naru-attack-'));
  mkdirSync(join(folder, 'data'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html><title>ours</title>');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  writeFileSync(join(folder, 'page-other.html'), 'secret');
}
async function clear(): Promise<void> {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
}
const minute = 60_000;

/** A request as it goes over the line. */
function request(line: string, headers: readonly string[] = [], body = ''): string {
  return [line, `Host: 127.0.0.1:${port}`, ...headers, 'Connection: close', '', body].join('\r\n');
}

async function enter(): Promise<string> {
  const { pathname, search } = new URL(host.newLink());
  const { text } = await sendRaw(port, request(`GET ${pathname}${search} HTTP/1.1`));
  return /Set-Cookie: (naru-\d+=[\w-]+)/.exec(text)?.[1] ?? '';
}

async function connect(): Promise<{
  socket: WebSocket;
  call(after: string): Promise<string | null>;
}> {
  const cookie = await enter();
  const headers = { origin: host.url.slice(0, -1), cookie };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/engine`, { headers });
  const client = connectEngine(webSocketPort(socket));
  await once(socket, 'open');
  const call = async (after: string): Promise<string | null> =>
    (await client.call('filings.page', { ...page, after })).next;
  return { socket, call };
}

describe('shapes of requests', () => {
  beforeAll(async () => {
    prepare();
    await start();
  }, minute);
  afterAll(clear, minute);

  test.each([
    ['two lengths', ['Content-Length: 5', 'Content-Length: 6'], 'GET / HTTP/1.1'],
    ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked'], 'GET / HTTP/1.1'],
    ['an unknown coding', ['Transfer-Encoding: xchunked'], 'GET / HTTP/1.1'],
    ['a coding after a space', ['Transfer-Encoding : chunked'], 'GET / HTTP/1.1'],
    ['a length with a sign', ['Content-Length: +5'], 'GET / HTTP/1.1'],
    ['a length that is none', ['Content-Length: 0x5'], 'GET / HTTP/1.1'],
    ['a folded header', ['X: a', ' Transfer-Encoding: chunked'], 'GET / HTTP/1.1'],
    ['a line feed alone', ['X: a\nTransfer-Encoding: chunked'], 'GET / HTTP/1.1'],
    ['a NUL in a header', ['X: a\u0000b'], 'GET / HTTP/1.1'],
    ['a body where nothing has one', ['Content-Length: 5'], 'GET / HTTP/1.1'],
    ['chunks where nothing has any', ['Transfer-Encoding: chunked'], 'GET / HTTP/1.1'],
    ['an unknown version', [], 'GET / HTTP/3.0'],
    ['an unknown method', [], 'BREW / HTTP/1.1'],
    ['spaces in the target', [], 'GET /a b HTTP/1.1'],
  ])(
    '%s: refused, and what is hidden in it is no request of its own',
    async (_what, headers, line) => {
      const cookie = await enter();
      const hidden = `GET /index.html HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n\r\n`;
      const own = [...headers, `Cookie: ${cookie}`];
      const { statuses, text } = await sendRaw(port, request(line, own, hidden));
      expect(statuses).toHaveLength(statuses.length === 0 ? 0 : 1);
      for (const status of statuses) expect([400, 403, 405]).toContain(status);
      expect(text).not.toContain('ours');
    },
  );

  test.each(['OPTIONS', 'TRACE', 'PUT', 'DELETE', 'PATCH', 'POST', 'CONNECT'])(
    '%s reads and changes nothing, and allows nobody',
    async (method) => {
      const cookie = await enter();
      for (const origin of [host.url.slice(0, -1), 'https://evil.test']) {
        const { statuses, text } = await sendRaw(
          port,
          request(`${method} / HTTP/1.1`, [`Cookie: ${cookie}`, `Origin: ${origin}`]),
        );
        for (const status of statuses) expect([403, 405]).toContain(status);
        expect(text.toLowerCase()).not.toContain('access-control');
        expect(text).not.toContain('ours');
        expect(text).not.toContain(cookie);
      }
    },
  );

  test('HEAD tells of a page what GET does, and gives none of it', async () => {
    const cookie = await enter();
    const { statuses, text } = await sendRaw(
      port,
      request('HEAD / HTTP/1.1', [`Cookie: ${cookie}`]),
    );
    expect(statuses).toEqual([200]);
    expect(text).not.toContain('ours');
    expect(text).toContain('Content-Security-Policy: default-src');
  });

  test('two hosts, none, or one in the target get nothing', async () => {
    const cookie = `Cookie: ${await enter()}`;
    const lines = [
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.test\r\n${cookie}\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: evil.test\r\nHost: 127.0.0.1:${port}\r\n${cookie}\r\n\r\n`,
      `GET / HTTP/1.1\r\n${cookie}\r\n\r\n`,
      `GET / HTTP/1.0\r\nConnection: close\r\n${cookie}\r\n\r\n`,
      `GET http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n${cookie}\r\n\r\n`,
      `GET http://evil.test/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${cookie}\r\n\r\n`,
    ];
    for (const line of lines) {
      const { statuses, text } = await sendRaw(port, line);
      for (const status of statuses) expect([400, 421]).toContain(status);
      expect(text).not.toContain('ours');
    }
  });

  test.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e%2fsecret.html',
    '/..%5csecret.html',
    '/..%255csecret.html',
    '/assets/..%2f..%2fsecret.html',
    '/..%c0%afsecret.html',
    '/%00/../secret.html',
    '/../page-other.html',
    '/.%00./secret.html',
    '//secret.html',
    '/C:%5csecret.html',
    '/%uff0e%uff0e/secret.html',
  ])('%s leads nowhere', async (target) => {
    const cookie = await enter();
    const { statuses, text } = await sendRaw(
      port,
      request(`GET ${target} HTTP/1.1`, [`Cookie: ${cookie}`]),
    );
    for (const status of statuses) expect([400, 404]).toContain(status);
    expect(text).not.toContain('secret\r');
    expect(text.endsWith('secret')).toBe(false);
  });

  test('headers without end are cut off', async () => {
    const { statuses } = await sendRaw(
      port,
      request('GET / HTTP/1.1', [`X: ${'x'.repeat(100_000)}`]),
    );
    expect(statuses).toEqual([431]);
  });

  test('a body of a terabyte is neither read nor waited for', async () => {
    const { statuses } = await sendRaw(
      port,
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 1000000000000\r\n\r\n${'x'.repeat(100_000)}`,
    );
    expect(statuses).toEqual([400]);
  });
});

describe('lines that keep others waiting', { timeout: 2 * minute }, () => {
  beforeEach(prepare);
  afterEach(clear, minute);

  test('who says nothing, or a letter at a time, is asked to leave', async () => {
    await start({ patience: { headersMs: 100, requestMs: 200, checkMs: 20 } });
    const silent = await openLine(port);
    const slow = await openLine(port);
    slow.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`);
    const ends = [silent, slow].map(async (socket) => {
      let text = '';
      socket.setEncoding('latin1').on('data', (more: string) => (text += more));
      const drip = setInterval(() => {
        if (socket === slow && socket.writable) socket.write('X: y\r\n');
      }, 20);
      await closed(socket);
      clearInterval(drip);
      return statusesIn(text);
    });
    for (const statuses of await Promise.all(ends)) expect([[], [408]]).toContainEqual(statuses);
  });

  test('thousands of lines leave the host to others', async () => {
    await start({ patience: { headersMs: 60_000, requestMs: 60_000, checkMs: 1000 } });
    const lines = await Promise.all(Array.from({ length: 300 }, () => openLine(port)));
    const turnedAway = lines.map((line) => closed(line.resume()));
    await Promise.any(turnedAway);
    await expect.poll(() => lines.filter((line) => line.destroyed).length).toBeGreaterThan(40);
    for (const line of lines) line.destroy();
    await expect
      .poll(async () => {
        const page = await connect().catch(() => null);
        return page?.call('x');
      })
      .toBe('x');
  });
});

describe('a page that has entered and means ill', { timeout: 2 * minute }, () => {
  beforeEach(prepare);
  afterEach(clear, minute);

  test.each([
    ['nested as deep as one message can be', '['.repeat(400_000), ']'.repeat(400_000)],
    ['nested in objects', '{"a":'.repeat(100_000), `1${'}'.repeat(100_000)}`],
  ])('input %s ends neither host nor engine', async (_what, opening, closing) => {
    await start();
    const { socket } = await connect();
    const other = await connect();
    socket.send(`{"kind":"request","id":1,"call":"filings.page","input":${opening}${closing}}`);
    expect(await other.call('still here')).toBe('still here');
    expect(await (await connect()).call('and anew')).toBe('and anew');
    expect(crashes).toBe(0);
  });

  test('messages that are no requests are passed over', async () => {
    await start();
    const { socket, call } = await connect();
    for (const message of [
      '1',
      'null',
      '[]',
      '{}',
      '{"kind":"stop"}',
      '{"kind":"ready"}',
      '{"kind":"request","id":-1,"call":"sync.get","input":{}}',
      '{"kind":"request","id":1e400,"call":"sync.get","input":{}}',
      '{"kind":"request","id":1,"call":"sync.get","input":{},"__proto__":{"polluted":1}}',
      '{"kind":"answer","id":1,"ok":true,"value":1}',
      '{"kind":"event","event":{"topic":"fatal","problem":{"code":"internal","params":{}}}}',
    ])
      socket.send(message);
    expect(await call('on')).toBe('on');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(crashes).toBe(0);
  });

  test('more pages than anybody has are turned away', async () => {
    await start();
    const cookie = await enter();
    const headers = { origin: host.url.slice(0, -1), cookie };
    const ends = await Promise.all(
      Array.from({ length: 40 }, () => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/engine`, { headers });
        return Promise.race([
          closed(socket).then(() => 'refused'),
          new Promise((resolve) => socket.once('open', () => resolve('open'))),
        ]);
      }),
    );
    expect(ends.filter((each) => each === 'open')).toHaveLength(32);
  });
});

describe('who is on another computer', { timeout: 2 * minute }, () => {
  beforeEach(prepare);
  afterEach(clear, minute);

  const others = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  /** Of this computer too, but not where programs of it alone listen. */
  const elsewhere = [...others, '127.0.0.2', '::1'];

  test('finds no port of the loopback host', async () => {
    await start();
    for (const address of elsewhere)
      await expect(openLine(port, address), address).rejects.toThrow();
  });

  test('finds no port of the practice central system', async () => {
    await start();
    const central = createPracticeCentral({ clock: systemClock, seed: 1, scenario: 'calm' });
    const { url } = await central.listen(0);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    for (const address of elsewhere)
      await expect(openLine(Number(new URL(url).port), address), address).rejects.toThrow();
    await central.close();
  });
});
