import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkedFiling } from '../../../main/engine/declarations.ts';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { pacingSettingsSchema } from '../../../main/outbox/policy/index.ts';
import { openDataFolder } from '../../../main/store/index.ts';
import {
  officeSchema,
  type CallInput,
  type CallName,
  type CallOutput,
} from '../../../shared/contract/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { koreanDate } from '../../../shared/time.ts';
import { startProxy } from '../../support/proxy-server.ts';
import { addressOf } from '../central/raw-server.ts';

/** Certificates of the tests' own authority; the passphrase of the client's is `naru`. */
const certificates = join(import.meta.dirname, '..', '..', 'fixtures', 'certificates');
const pem = (name: string): string => readFileSync(join(certificates, name), 'utf8');
const base64 = (name: string): string => readFileSync(join(certificates, name)).toString('base64');

// The system's store as OpenSSL has it: read when TLS is first spoken.
process.env['SSL_CERT_FILE'] = join(certificates, 'ca.pem');

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
const host = 'gateway.example';
const pfx = {
  is: 'pfx',
  name: 'client.pfx',
  pfx: base64('client.pfx'),
  passphrase: 'naru',
} as const;

let root = '';
let port = 0;
/** Who asked, by the certificate that was shown; `''` where none was. */
let callers: string[] = [];
let server: https.Server;
let engine: Engine;

/** A gateway that takes what a known office hands in. */
async function startGateway(): Promise<void> {
  callers = [];
  server = https.createServer(
    {
      key: pem('server.key'),
      cert: pem('server.pem'),
      ca: pem('ca.pem'),
      requestCert: true,
      rejectUnauthorized: false,
    },
    (request, response) => {
      const { socket } = request;
      const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
      const caller = shown?.subject.replace('CN=', '') ?? '';
      callers.push(caller);
      const no = /declarations\/([^/]+)$/.exec(request.url ?? '')?.[1];
      request.resume();
      if (caller === '' || no === undefined || request.method !== 'PUT') {
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
    },
  );
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = addressOf(server));
}

function queueIn(data: string, count: number): void {
  const held = openDataFolder({ folder: data, owner: 'test', now: new Date() });
  const store = held.openStore('real');
  const at = systemClock.now();
  const office = officeSchema.parse({ declarant: '12345', name: '나루', customsOffice: '04010' });
  const filings = practiceFilings({ count, seed: 5, today: koreanDate(at) });
  const url = `https://${host}:${port}`;
  store.transaction(({ settings }) => settings.set('gateway', { is: 'http', url, token: 't' }));
  enqueue(store, filings.map(checkedFiling), { office, at, batchId: null });
  held.rememberMode('real');
  store.close();
  held.release();
}

const asked: string[] = [];
let rules = 'DIRECT';

beforeEach(async () => {
  await startGateway();
  root = mkdtempSync(join(tmpdir(), 'naru-connection-'));
  queueIn(join(root, 'data'), 3);
  asked.length = 0;
  rules = 'PROXY 127.0.0.1:1';
  engine = await createEngine({
    dataFolder: join(root, 'data'),
    owner: 'test',
    pacing,
    host: {
      onHint: () => () => {},
      resolveProxy: async (origin) => {
        asked.push(origin);
        return rules;
      },
    },
  });
  engine.ended.catch(() => {});
});
afterEach(async () => {
  await engine.stop();
  server.closeAllConnections();
  server.close();
  rmSync(root, { recursive: true, force: true });
});

function call<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const [ours, theirs] = memoryPorts();
  serveEngine(theirs, engine);
  return connectEngine(ours).call(name, input);
}
const taken = async (): Promise<number | undefined> =>
  (await call('sync.get', {})).counts.transport.acknowledged;

async function proxy(): Promise<number> {
  const started = await startProxy({ names: { [host]: '127.0.0.1' } });
  onTestFinished(() => started.close());
  return started.port;
}

describe('the way out of the office', () => {
  test("the system's proxy, its authorities and the office's certificate together: all is taken", async () => {
    rules = `PROXY 127.0.0.1:${await proxy()}`;
    expect(await call('connection.get', {})).toMatchObject({
      proxy: { is: 'system' },
      knowsSystemProxy: true,
      certificate: null,
    });
    await call('connection.setCertificate', { certificate: pfx });
    await vi.waitFor(async () => expect(await taken()).toBe(3), { timeout: 20_000, interval: 50 });
    expect(new Set(callers.slice(-3))).toEqual(new Set(['Naru test office']));
    // Of an address the system, and its PAC file, learns the origin and no more.
    expect(new Set(asked)).toEqual(
      new Set([...asked].filter((origin) => /^https:\/\/[^/]+$/.test(origin))),
    );
    expect(asked).toContain(`https://${host}:${port}`);
    expect(await call('connection.get', {})).toMatchObject({
      certificate: {
        name: 'client.pfx',
        particulars: { subject: 'CN=Naru test office', issuer: 'CN=Naru test authority' },
      },
    });
    expect((await call('connection.get', {})).systemAuthorities).toBeGreaterThan(0);
  });

  test('a proxy by its address, with a password that stays when it is not typed again', async () => {
    const credentials = { user: 'office', password: 'secret' };
    const started = await startProxy({ names: { [host]: '127.0.0.1' }, credentials });
    onTestFinished(() => started.close());
    const address = `http://127.0.0.1:${started.port}`;
    const choice = { is: 'address', address, user: 'office' } as const;
    await call('connection.setProxy', { ...choice, password: 'secret' });
    await call('connection.setProxy', { ...choice, password: null });
    expect(await call('connection.try', {})).toEqual({ by: [address], cause: null });
    const view = await call('connection.get', {});
    expect(view.proxy).toEqual({ ...choice, hasPassword: true });
    expect(JSON.stringify(view)).not.toContain('secret');
    expect(asked.filter((origin) => origin.includes(host)).length).toBeLessThan(10);
    await call('connection.setProxy', { ...choice, password: 'wrong' });
    expect(await call('connection.try', {})).toEqual({ by: [address], cause: 'proxy-failed' });
    await call('connection.setProxy', { is: 'none' });
    expect((await call('connection.try', {})).by).toEqual([]);
  });

  test('a proxy that is not there: everything waits, nothing is in doubt', async () => {
    expect(await call('connection.try', {})).toEqual({
      by: ['http://127.0.0.1:1'],
      cause: 'proxy-failed',
    });
    await vi.waitFor(async () => {
      const { counts, central } = await call('sync.get', {});
      expect(central.lastFailure?.cause).toBe('proxy-failed');
      expect(counts.transport).toMatchObject({ queued: 3, unconfirmed: 0 });
    });
    expect(callers).toEqual([]);
  });

  test('a certificate whose passphrase is wrong is not kept, and said', async () => {
    await expect(
      call('connection.setCertificate', { certificate: { ...pfx, passphrase: 'other' } }),
    ).rejects.toMatchObject({ problem: { code: 'certificate-unreadable' } });
    expect((await call('connection.get', {})).certificate).toBeNull();
  });

  test('PEM files, whose key has a passphrase, do as well; the certificate is put away again', async () => {
    rules = `PROXY 127.0.0.1:${await proxy()}`;
    const certificate = {
      is: 'pem',
      name: 'client.pem',
      certificate: base64('client.pem'),
      key: base64('client.key'),
      passphrase: 'naru',
    } as const;
    await call('connection.setCertificate', { certificate });
    await vi.waitFor(async () => expect(await taken()).toBe(3), { timeout: 20_000, interval: 50 });
    await call('connection.setCertificate', { certificate: null });
    expect((await call('connection.get', {})).certificate).toBeNull();
  });

  test('in practice mode the way out is not to be changed', async () => {
    await call('mode.set', { mode: 'practice' });
    await expect(call('connection.setProxy', { is: 'none' })).rejects.toMatchObject({
      problem: { code: 'real-mode-only' },
    });
  });
});
