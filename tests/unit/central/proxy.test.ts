import net from 'node:net';
import tls from 'node:tls';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readProxyAddress, readProxyRules } from '../../../main/central/proxy-rules.ts';
import { believing, directly, type Hop, type Outward } from '../../../main/central/outward.ts';
import { nameToFind } from '../../../main/engine/health.ts';
import { reach } from '../../../main/central/reach.ts';
import { startProxy, type ProxyConduct, type ProxyServer } from '../../support/proxy-server.ts';
import { document, gatewayAt, impatient, patient, receipt } from './gateway-samples.ts';
import { addressOf, rawAnswer, startRawServer, type RawServer } from './raw-server.ts';
import { selfSigned } from './self-signed.ts';

/** A name that the proxy alone can find, as in an office without names of the outside. */
const name = 'gateway.example';

async function proxy(conduct: ProxyConduct = {}): Promise<ProxyServer> {
  const started = await startProxy({ names: { [name]: '127.0.0.1' }, ...conduct });
  onTestFinished(() => started.close());
  return started;
}

async function plainGateway(): Promise<RawServer> {
  const server = await startRawServer({
    onRequest: (socket) => void socket.end(rawAnswer(201, JSON.stringify(receipt))),
  });
  onTestFinished(() => server.close());
  return server;
}

async function tlsGateway(): Promise<{ port: number; cert: string; read: string[] }> {
  const { key, cert } = selfSigned(name);
  const read: string[] = [];
  const server = tls.createServer({ key, cert }, (socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      read.push(chunk.toString());
      socket.end(rawAnswer(201, JSON.stringify(receipt)));
    });
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { port: addressOf(server).port, cert, read };
}

const hop = (
  is: 'http' | 'socks5',
  port: number,
  credentials: { user: string; password: string } | null = null,
): Hop => ({ is, host: '127.0.0.1', port, credentials });

function by(hops: readonly Hop[], ca: readonly string[] = []): Outward {
  return { hops: async () => hops, context: believing(ca).context };
}

/** A port where nobody listens. */
async function nobodysPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = addressOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.each(['http', 'socks5'] as const)('through a proxy of kind %s', (is) => {
  test('https: the proxy finds the name, sees no word of the filing, and the certificate holds end to end', async () => {
    const gateway = await tlsGateway();
    const through = await proxy();
    const outward = by([hop(is, through.port)], [gateway.cert]);
    const url = `https://${name}:${gateway.port}`;
    const outcome = await gatewayAt(url, { outward }).submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'taken', cause: 'receipt' });
    expect(gateway.read.join('')).toContain('PUT /v1/declarations/');
    expect(through.asked).toEqual([
      `${is === 'http' ? 'CONNECT' : 'SOCKS'} ${name}:${gateway.port}`,
    ]);
    expect(through.carried().toString('latin1')).not.toContain('PUT /v1');
    expect(through.heads.join('')).not.toMatch(/Authorization/i);
  });

  test('a certificate that nobody vouches for: not a byte of the request leaves', async () => {
    const gateway = await tlsGateway();
    const through = await proxy();
    const outward = by([hop(is, through.port)]);
    const url = `https://${name}:${gateway.port}`;
    const outcome = await gatewayAt(url, { outward }).submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'not-sent', cause: 'tls-failed' });
    expect(gateway.read).toEqual([]);
  });

  test('plain http goes by a tunnel too', async () => {
    const gateway = await plainGateway();
    const through = await proxy();
    const outward = by([hop(is, through.port)]);
    const url = `http://${name}:${gateway.port}`;
    const outcome = await gatewayAt(url, { outward }).submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'taken' });
    expect(gateway.requests[0]).toMatch(/^PUT \/v1\/declarations\//);
    expect(through.asked).toHaveLength(1);
  });

  test('name and password are told where they are set; wrong ones are our side, and nothing is sent', async () => {
    const gateway = await plainGateway();
    const credentials = { user: '나루', password: 'p:w' };
    const through = await proxy({ credentials });
    const url = `http://${name}:${gateway.port}`;
    const ask = (who: typeof credentials | null) =>
      gatewayAt(url, { outward: by([hop(is, through.port, who)]) }).submit(document, patient);
    expect(await ask(credentials)).toMatchObject({ outcome: 'taken' });
    for (const who of [null, { ...credentials, password: 'x' }])
      expect(await ask(who)).toMatchObject({ outcome: 'not-sent', cause: 'proxy-failed' });
    expect(gateway.requests).toHaveLength(1);
  });

  test.each([
    [
      'what lies behind cannot be reached',
      is === 'http' ? '502 Bad Gateway' : '5',
      'connection-refused',
    ],
    ['the way is not allowed', is === 'http' ? '403 Forbidden' : '2', 'proxy-failed'],
  ])('%s: not sent, and said whose side it is', async (_what, refuse, cause) => {
    const through = await proxy({ refuse });
    const outward = by([hop(is, through.port)]);
    const outcome = await gatewayAt(`https://${name}`, { outward }).submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'not-sent', cause });
  });

  test('a proxy that never answers: not sent, at the deadline', async () => {
    const through = await proxy({ silent: true });
    const outward = by([hop(is, through.port)]);
    const outcome = await gatewayAt(`https://${name}`, { outward }).submit(document, impatient);
    expect(outcome).toMatchObject({ outcome: 'not-sent', cause: 'connect-timeout' });
  });

  test('a connection cut after the tunnel stood: the filing is in doubt', async () => {
    const gateway = await startRawServer({ onRequest: (socket) => void socket.resetAndDestroy() });
    onTestFinished(() => gateway.close());
    const through = await proxy();
    const outward = by([hop(is, through.port)]);
    const url = `http://${name}:${gateway.port}`;
    expect(await gatewayAt(url, { outward }).submit(document, patient)).toMatchObject({
      outcome: 'unknown',
    });
  });

  test('a try of the connection goes the same way', async () => {
    const gateway = await tlsGateway();
    const through = await proxy();
    const url = new URL(`https://${name}:${gateway.port}`);
    const hops = [hop(is, through.port)];
    const timeoutMs = 10_000;
    expect(await reach(url, { timeoutMs, outward: by(hops, [gateway.cert]) })).toEqual({
      ok: true,
    });
    expect(await reach(url, { timeoutMs, outward: by(hops) })).toEqual({
      ok: false,
      cause: 'tls-failed',
    });
  });
});

describe('several ways', () => {
  test('a proxy that is not there has a deputy', async () => {
    const gateway = await plainGateway();
    const through = await proxy();
    const outward = by([hop('http', await nobodysPort()), hop('http', through.port)]);
    const url = `http://${name}:${gateway.port}`;
    expect(await gatewayAt(url, { outward }).submit(document, patient)).toMatchObject({
      outcome: 'taken',
    });
  });

  test('the straight way is a deputy where the rules say so', async () => {
    const gateway = await plainGateway();
    // An address of this computer's network is not one that goes past every proxy by itself.
    const outward = by([hop('http', await nobodysPort()), { is: 'direct' }]);
    const url = `http://0.0.0.0:${gateway.port}`;
    expect(await gatewayAt(url, { outward }).submit(document, patient)).toMatchObject({
      outcome: 'taken',
    });
  });

  test('where no way is left, nothing goes past the rules', async () => {
    const gateway = await plainGateway();
    const url = `http://0.0.0.0:${gateway.port}`;
    for (const hops of [[], [hop('http', await nobodysPort())]])
      expect(await gatewayAt(url, { outward: by(hops) }).submit(document, patient)).toMatchObject({
        outcome: 'not-sent',
        cause: 'proxy-failed',
      });
    expect(gateway.requests).toEqual([]);
  });

  test('this computer itself is reached past every proxy', async () => {
    const gateway = await plainGateway();
    const outward = by([hop('http', await nobodysPort())]);
    expect(await gatewayAt(gateway.url, { outward }).submit(document, patient)).toMatchObject({
      outcome: 'taken',
    });
  });
});

test('behind a proxy it is the proxy whose name this computer has to find', async () => {
  const url = new URL('https://gateway.example/v1');
  const named: Hop = { is: 'http', host: 'proxy.office', port: 8080, credentials: null };
  const broken: Outward = { hops: () => Promise.reject(new Error('no answer')), context: null };
  expect(await nameToFind(url, by([named, { is: 'direct' }]))).toBe('proxy.office');
  expect(await nameToFind(url, by([{ is: 'direct' }]))).toBe('gateway.example');
  expect(await nameToFind(url, directly)).toBe('gateway.example');
  expect(await nameToFind(url, broken)).toBe('gateway.example');
});

describe('rules as a system tells them', () => {
  test.each([
    ['DIRECT', [{ is: 'direct' }]],
    ['PROXY a:8080; DIRECT', ['http://a:8080', { is: 'direct' }]],
    ['proxy a ; HTTPS b; SOCKS5 c:9', ['http://a:80', 'https://b:443', 'socks5://c:9']],
    ['PROXY [fd00::1]:3128', ['http://[fd00::1]:3128']],
    ['SOCKS a:1; QUIC b:2; PROXY c:3', ['http://c:3']],
    ['', []],
    ['nonsense', []],
    ['PROXY a:99999', []],
    ['PROXY user@a:1', []],
  ])('%j', (rules, ways) => {
    expect(readProxyRules(rules)).toEqual(
      ways.map((way) => (typeof way === 'string' ? readProxyAddress(way, null) : way)),
    );
  });

  test('whatever is told, what is read has a host and a port that there can be', () => {
    const word = fc.oneof(
      fc.constantFrom('PROXY', 'HTTPS', 'SOCKS5', 'DIRECT', ';', ' ', ':', '[', ']', '8080', 'a.b'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        for (const hop of readProxyRules(words.join('')))
          if (hop.is !== 'direct') {
            expect(hop.host).toMatch(/^[^\s/@[\]]+$/);
            expect(hop.port).toBeGreaterThan(0);
            expect(hop.port).toBeLessThan(65_536);
          }
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['http://user:pw@a', 'ftp://a', 'http://a/path', 'http://a?b', 'a:8080', ''])(
    '%j is no address of a proxy',
    (address) => expect(readProxyAddress(address, null)).toBeNull(),
  );
});
