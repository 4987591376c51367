import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkedFiling } from '../../../main/engine/declarations.ts';
import { createEngine } from '../../../main/engine/engine.ts';
import { readAuthorities, showAuthority } from '../../../main/engine/own-authorities.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { pacingSettingsSchema } from '../../../main/outbox/policy/index.ts';
import { openDataFolder } from '../../../main/store/index.ts';
import { officeSchema, type EngineClient } from '../../../shared/contract/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { epochMs, koreanDate } from '../../../shared/time.ts';
import { issue } from '../../support/certificates.ts';
import { addressOf } from '../central/raw-server.ts';

const gate = issue('나루 사내 보안 인증기관', { isAuthority: true });
const other = issue('Another authority', { isAuthority: true });
const server = issue('localhost', { isAuthority: false, host: 'localhost' }, gate);
const now = epochMs(Date.now());
const bytes = (...pems: readonly string[]): Uint8Array => new TextEncoder().encode(pems.join(''));

function problemOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof NaruError) return error.problem;
    throw error;
  }
  return null;
}

describe('a file of own authorities', () => {
  test('may hold several, each once, with whatever stands between them', () => {
    const text = [`subject=CN = gate\n${gate.pem}`, gate.key, `\r\n${other.pem}`, gate.pem];
    const read = readAuthorities('gate.pem', bytes(...text), now);
    expect(read).toEqual([gate.pem, other.pem]);
    expect(read.join('')).not.toContain('PRIVATE');
    expect(read.map((pem) => showAuthority(pem).subject)).toEqual([
      'CN=나루 사내 보안 인증기관',
      'CN=Another authority',
    ]);
  });

  test('may be a single one as DER', () => {
    const { raw } = new X509Certificate(gate.pem);
    expect(readAuthorities('gate.cer', raw, now)).toEqual([gate.pem]);
  });

  test.each([
    ['nothing', bytes('')],
    ['a text', bytes('hello')],
    ['a key alone', bytes(gate.key)],
    ['a certificate that was cut', bytes(gate.pem.replace(/\n.{64}\n/, '\n'))],
    ['a whole one before one that is not', bytes(gate.pem, gate.pem.replaceAll('M', 'N'))],
  ])('is refused where it holds %s', (_what, file) => {
    expect(problemOf(() => readAuthorities('gate.pem', file, now))).toMatchObject({
      code: 'authorities-unreadable',
      params: { name: 'gate.pem' },
    });
  });

  test('is refused where one of them may vouch for nobody', () => {
    const file = bytes(gate.pem, server.pem);
    expect(problemOf(() => readAuthorities('all.pem', file, now))).toEqual({
      code: 'authority-is-none',
      params: { name: 'all.pem', subject: 'CN=localhost' },
    });
  });

  test.each([
    ['is over', new Date('2020-01-01T00:00:00Z'), new Date('2021-01-01T00:00:00Z')],
    ['is yet to come', new Date('2048-01-01T00:00:00Z'), new Date('2049-01-01T00:00:00Z')],
  ])('is refused where its time %s', (_when, from, to) => {
    const old = issue('Old', { isAuthority: true, from, to });
    expect(problemOf(() => readAuthorities('old.pem', bytes(old.pem), now))).toEqual({
      code: 'authority-out-of-date',
      params: {
        name: 'old.pem',
        subject: 'CN=Old',
        from: from.toISOString().slice(0, 10),
        to: to.toISOString().slice(0, 10),
      },
    });
  });
});

const pacing = pacingSettingsSchema.parse({
  minIntervalMs: 0,
  minGapMs: 0,
  troubleIntervalMs: 20,
  startSpreadMs: 0,
  inquirySettleMs: 10,
  inquiryFirstMs: 10,
  limitPerSecond: 100_000,
  limitPerMinute: 6_000_000,
});

/** A gateway behind a gate that signs for it, as no system knows. */
async function startGateway(): Promise<number> {
  const gateway = https.createServer({ key: server.key, cert: server.pem }, (request, response) => {
    const no = /declarations\/([^/]+)$/.exec(request.url ?? '')?.[1];
    request.resume();
    if (no === undefined || request.method !== 'PUT') {
      response.writeHead(404, { 'Content-Type': 'application/problem+json' }).end('{}');
      return;
    }
    const receipt = {
      declarationNo: decodeURIComponent(no),
      state: 'received',
      receiptNo: `R-${no}`,
      receivedAt: new Date().toISOString(),
      digest: String(request.headers['content-digest']),
    };
    response.writeHead(201, { 'Content-Type': 'application/json' }).end(JSON.stringify(receipt));
  });
  gateway.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    gateway.closeAllConnections();
    gateway.close();
  });
  return addressOf(gateway).port;
}

function queueIn(data: string, port: number, count: number): void {
  const held = openDataFolder({ folder: data, owner: 'test', now: new Date() });
  const store = held.openStore('real');
  const at = systemClock.now();
  const office = officeSchema.parse({ declarant: '12345', name: '나루', customsOffice: '04010' });
  const filings = practiceFilings({ count, seed: 5, today: koreanDate(at) });
  const url = `https://localhost:${port}`;
  store.transaction(({ settings }) => {
    settings.set('gateway', { is: 'http', url, token: 't' });
    // As it was kept before an office could have authorities of its own.
    settings.set('connection', { proxy: { is: 'none' }, certificate: null });
  });
  enqueue(store, filings.map(checkedFiling), { office, at, batchId: null });
  held.rememberMode('real');
  store.close();
  held.release();
}

const file = (name: string, pem: string) => ({
  name,
  file: Buffer.from(pem).toString('base64'),
});

describe('a gate that reads along', () => {
  let port = 0;
  beforeAll(async () => {
    port = await startGateway();
  });

  async function office(): Promise<EngineClient> {
    const root = mkdtempSync(join(tmpdir(), 'naru-authorities-'));
    queueIn(root, port, 3);
    const engine = await createEngine({ dataFolder: root, owner: 'test', pacing });
    engine.ended.catch(() => {});
    onTestFinished(async () => {
      await engine.stop();
      rmSync(root, { recursive: true, force: true });
    });
    const [ours, theirs] = memoryPorts();
    serveEngine(theirs, engine);
    return connectEngine(ours);
  }
  test('is believed once its authority was chosen, and no longer once it was removed', async () => {
    const client = await office();
    expect(await client.call('connection.get', {})).toMatchObject({
      proxy: { is: 'none' },
      authorities: null,
    });
    expect(await client.call('connection.try', {})).toMatchObject({ cause: 'tls-failed' });
    await client.call('connection.setAuthorities', { authorities: file('other.pem', other.pem) });
    expect(await client.call('connection.try', {})).toMatchObject({ cause: 'tls-failed' });
    await client.call('connection.setAuthorities', { authorities: file('gate.pem', gate.pem) });
    expect(await client.call('connection.try', {})).toMatchObject({ cause: null });
    await vi.waitFor(
      async () => expect((await client.call('sync.get', {})).counts.transport.acknowledged).toBe(3),
      { timeout: 20_000, interval: 50 },
    );
    // Another setting of the card leaves it alone.
    await client.call('connection.setProxy', { is: 'system' });
    expect((await client.call('connection.get', {})).authorities).toEqual({
      name: 'gate.pem',
      holds: [showAuthority(gate.pem)],
    });
    await client.call('connection.setAuthorities', { authorities: null });
    expect(await client.call('connection.try', {})).toMatchObject({ cause: 'tls-failed' });
  }, 60_000);

  test('keeps what was chosen before where another file is refused', async () => {
    const client = await office();
    await client.call('connection.setAuthorities', { authorities: file('gate.pem', gate.pem) });
    await expect(
      client.call('connection.setAuthorities', { authorities: file('server.pem', server.pem) }),
    ).rejects.toMatchObject({ problem: { code: 'authority-is-none' } });
    expect((await client.call('connection.get', {})).authorities?.name).toBe('gate.pem');
  });
});
