import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  type LoopbackHost,
  type LoopbackOptions,
  startLoopbackHost,
} from '../../../main/loopback/host.ts';
import type { EngineClient } from '../../../shared/contract/index.ts';
import { NaruError, type Problem } from '../../../shared/errors.ts';
import { connectEngine, webSocketPort } from '../../../shared/port/index.ts';
import { type RawAnswer, rawRequest } from '../../fakes/raw-request.ts';

const entry = fileURLToPath(new URL('../../fakes/small-engine-process.ts', import.meta.url));
const page = { view: 'all', search: '', limit: 1 } as const;

let folder: string;
let host: LoopbackHost;
let port: number;

async function start(more: Partial<LoopbackOptions> = {}): Promise<void> {
  const dataFolder = join(folder, 'data');
  host = await startLoopbackHost({
    dataFolder,
    rendererFolder: join(folder, 'page'),
    entry,
    ...more,
  });
  port = Number(new URL(host.url).port);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'naru-host-'));
  mkdirSync(join(folder, 'data'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html><title>나루</title>');
  writeFileSync(join(folder, 'page', 'assets', 'a-1.js'), 'export {};');
  writeFileSync(join(folder, 'secret.html'), 'secret');
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<RawAnswer> {
  return rawRequest(port, path, { host: `127.0.0.1:${port}`, ...headers });
}

/** Follows the link; the `Cookie` header of a window that has entered. */
async function enter(link = host.link): Promise<string> {
  const answer = await get(link.slice(host.url.length - 1));
  expect(answer.status).toBe(303);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

function openSocket(headers: Readonly<Record<string, string>>, path = '/engine'): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
}

/** How an upgrade ends: 101, or the status it was refused with. */
function upgrade(headers: Readonly<Record<string, string>>, path?: string): Promise<number> {
  const socket = openSocket(headers, path);
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => {
      socket.on('error', () => undefined);
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
  });
}

async function connect(): Promise<{ client: EngineClient; socket: WebSocket; cookie: string }> {
  const cookie = await enter(host.newLink());
  const socket = openSocket({ origin: host.url.slice(0, -1), cookie });
  return { client: connectEngine(webSocketPort(socket)), socket, cookie };
}

describe('entering', () => {
  beforeEach(() => start());

  test('without a session there is a friendly page in Korean and English, and no file', async () => {
    for (const path of ['/', '/index.html', '/assets/a-1.js', '/enter', '/enter?t=', '/no']) {
      const answer = await get(path);
      expect(answer.status).toBe(401);
      expect(answer.body).toContain('터미널에 나온 주소를 여세요');
      expect(answer.body).toContain('Open the address shown in the terminal');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('the link leads to a clean address and a cookie of this port that scripts cannot read', async () => {
    const answer = await get(host.link.slice(host.url.length - 1));
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/');
    expect(String(answer.headers['set-cookie'])).toMatch(
      new RegExp(`^naru-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    );
    const token = new URL(host.link).searchParams.get('t') ?? '';
    expect(JSON.stringify(answer)).not.toContain(token);
  });

  test('the link works once; the window that used it may open it again', async () => {
    const path = host.link.slice(host.url.length - 1);
    const cookie = await enter();
    expect((await get(path)).status).toBe(401);
    expect((await get(path, { cookie })).status).toBe(303);
    expect((await get('/', { cookie })).status).toBe(200);
  });

  test('a browser that looks ahead does not use up the link', async () => {
    const path = host.link.slice(host.url.length - 1);
    expect((await get(path, { 'sec-purpose': 'prefetch;prerender' })).status).toBe(403);
    const headers = { host: `127.0.0.1:${port}` };
    expect((await rawRequest(port, path, headers, 'HEAD')).status).toBe(403);
    await enter();
  });

  test('a fresh link opens another window and leaves the first one alone', async () => {
    const first = await enter();
    const second = await enter(host.newLink());
    expect(second).not.toBe(first);
    for (const cookie of [first, second]) expect((await get('/', { cookie })).status).toBe(200);
  });

  test("a made-up session, or one under another port's name, is none", async () => {
    const cookie = await enter();
    const value = cookie.slice(cookie.indexOf('=') + 1);
    for (const wrong of [
      `naru-${port}=${'a'.repeat(43)}`,
      `naru-${port}=`,
      `naru-${port + 1}=${value}`,
      `${cookie}; naru-${port}=other`,
    ]) {
      expect((await get('/', { cookie: wrong })).status).toBe(401);
    }
  });
});

describe('guards', () => {
  beforeEach(() => start());

  test('a wrong host, origin or starter is turned away before the session is looked at', async () => {
    const cookie = await enter();
    const tries: [Record<string, string>, number][] = [
      [{ host: `evil.test:${port}` }, 421],
      [{ host: `localhost:${port}` }, 421],
      [{ origin: 'http://127.0.0.1:1' }, 403],
      [{ 'sec-fetch-site': 'same-site' }, 403],
      [{ 'sec-fetch-site': 'cross-site' }, 403],
    ];
    for (const [headers, status] of tries) {
      expect((await get('/', { cookie, ...headers })).status).toBe(status);
    }
    const own = { host: `127.0.0.1:${port}`, cookie };
    expect((await rawRequest(port, '/', own, 'POST')).status).toBe(403);
    const origin = host.url.slice(0, -1);
    expect((await rawRequest(port, '/', { ...own, origin }, 'POST')).status).toBe(405);
    expect((await rawRequest(port, 'http://evil.test/', own)).status).toBe(400);
  });

  test('an upgrade needs the own origin, the path and a session', async () => {
    const cookie = await enter();
    const origin = host.url.slice(0, -1);
    expect(await upgrade({ origin, cookie })).toBe(101);
    expect(await upgrade({ cookie })).toBe(403);
    expect(await upgrade({ origin: 'http://127.0.0.1:1', cookie })).toBe(403);
    expect(await upgrade({ origin: 'null', cookie })).toBe(403);
    expect(await upgrade({ origin, cookie, host: `evil.test:${port}` })).toBe(421);
    expect(await upgrade({ origin, cookie, 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await upgrade({ origin, cookie }, '/other')).toBe(404);
    expect(await upgrade({ origin })).toBe(401);
  });

  test('every answer carries the protective headers and none allows another origin', async () => {
    const cookie = await enter();
    const answers = [
      await get('/', { cookie }),
      await get('/assets/a-1.js', { cookie }),
      await get('/no', { cookie }),
      await get('/'),
      await get('/', { host: 'evil.test' }),
      await get(host.newLink().slice(host.url.length - 1)),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 404, 401, 421, 303]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'x-frame-options': 'DENY',
      });
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none';.*frame-ancestors 'none'/,
      );
      const names = Object.keys(headers).filter((name) => name.startsWith('access-control'));
      expect(names).toEqual([]);
    }
    expect(answers.map((answer) => answer.headers['cache-control'])).toEqual([
      'no-store',
      'private, max-age=31536000, immutable',
      'no-store',
      'no-store',
      'no-store',
      'no-store',
    ]);
  });

  test('nothing outside the folder of the page is served', async () => {
    const cookie = await enter();
    for (const path of ['/../secret.html', '/%2e%2e/secret.html', '/..%2fsecret.html', '/assets']) {
      const answer = await get(path, { cookie });
      expect(answer.status).toBe(404);
      expect(answer.body).not.toContain('secret');
    }
  });

  test('a page that was not built is named, not shown as empty', async () => {
    const cookie = await enter();
    rmSync(join(folder, 'page', 'index.html'));
    const answer = await get('/', { cookie });
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('npm start');
  });

  test('another program cannot have the port, and the host says so', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const second = startLoopbackHost({
      dataFolder: folder,
      rendererFolder: folder,
      entry,
      port: address.port,
    });
    await expect(second).rejects.toThrow(NaruError);
    await expect(second).rejects.toMatchObject({ problem: { code: 'port-in-use' } });
    taken.close();
  });
});

describe('the engine behind it', () => {
  test('answers a page that has entered', async () => {
    await start();
    const { client } = await connect();
    expect((await client.call('filings.page', { ...page, after: 'x' })).next).toBe('x');
    expect(await host.started).toBeNull();
  });

  test('a message over the largest size ends that connection only', async () => {
    await start();
    const other = await connect();
    const { socket } = await connect();
    await once(socket, 'open');
    const closed = once(socket, 'close');
    socket.send('x'.repeat(2 * 1024 * 1024));
    expect((await closed)[0]).toBe(1009);
    expect((await other.client.call('filings.page', { ...page, after: 'y' })).next).toBe('y');
  });

  test('text that is no JSON, and binary data, end the connection', async () => {
    await start();
    for (const garbage of ['{', Buffer.from([0, 1, 2])]) {
      const { socket } = await connect();
      await once(socket, 'open');
      const closed = once(socket, 'close');
      socket.send(garbage);
      expect((await closed)[0]).toBe(1007);
    }
  });

  test('after a crash it is started again, and a page that connects anew is served', async () => {
    const told: string[] = [];
    await start({ onCrash: () => told.push('crash'), onReady: () => told.push('ready') });
    const { client, socket, cookie } = await connect();
    const closed = once(socket, 'close');
    const crash = codeOf(client.call('practice.addSamples', { count: 1 }));
    expect(await crash).toBe('engine-stopped');
    await closed;
    const again = openSocket({ origin: host.url.slice(0, -1), cookie });
    const next = connectEngine(webSocketPort(again));
    expect((await next.call('filings.page', { ...page, after: 'z' })).next).toBe('z');
    expect(told).toEqual(['ready', 'crash', 'ready']);
  });

  test.each([
    ['in-use', 'data-in-use'],
    ['broken', 'internal'],
  ])('a start that fails (%s) reaches the terminal and the page', async (file, code) => {
    writeFileSync(join(folder, 'data', file), '');
    const told: Problem[] = [];
    await start({ onProblem: (problem) => told.push(problem) });
    expect((await host.started)?.code).toBe(code);
    expect(told.map((problem) => problem.code)).toEqual([code]);
    const { client } = await connect();
    const fatal = new Promise((resolve) => {
      client.subscribe(resolve);
    });
    expect(await fatal).toMatchObject({ topic: 'fatal', problem: { code } });
    expect(await codeOf(client.call('sync.get', {}))).toBe(code);
  });

  test('closing ends the connections, the port and the engine', async () => {
    await start();
    const { client, socket } = await connect();
    await client.call('mode.set', { mode: 'real' });
    const closed = once(socket, 'close');
    await host.close();
    await closed;
    await expect(get('/')).rejects.toThrow('ECONNREFUSED');
  });
});

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (error instanceof NaruError) return error.problem.code;
    throw error;
  }
}
