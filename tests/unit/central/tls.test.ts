import net from 'node:net';
import tls from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { believing } from '../../../main/central/outward.ts';
import { document, gatewayAt, impatient, patient, receipt } from './gateway-samples.ts';
import { addressOf, rawAnswer } from './raw-server.ts';
import { selfSigned } from './self-signed.ts';

const open: net.Server[] = [];
afterEach(async () => {
  await Promise.all(
    open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))),
  );
});

async function listen(server: net.Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return addressOf(server).port;
}

/** A TLS server that keeps what it could read, and answers with a receipt. */
async function startTls(name: string): Promise<{ port: number; ca: string; read: string[] }> {
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
  return { port: await listen(server), ca: cert, read };
}

describe('https', () => {
  test('a certificate that is believed: the document is handed in', async () => {
    const { port, ca, read } = await startTls('localhost');
    const gateway = gatewayAt(`https://localhost:${port}`, { outward: believing([ca]) });
    const outcome = await gateway.submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'taken', cause: 'receipt' });
    expect(read.join('')).toContain('PUT /v1/declarations/');
  });

  test('a certificate that nobody vouches for: not a byte of the request leaves', async () => {
    const { port, read } = await startTls('localhost');
    const outcome = await gatewayAt(`https://localhost:${port}`).submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'not-sent', cause: 'tls-failed', answer: null });
    expect(read).toEqual([]);
  });

  test('a certificate for another name: not a byte of the request leaves', async () => {
    const { port, ca, read } = await startTls('somebody-else.example');
    const gateway = gatewayAt(`https://localhost:${port}`, { outward: believing([ca]) });
    const outcome = await gateway.submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'not-sent', cause: 'tls-failed' });
    expect(read).toEqual([]);
  });

  const rude: [string, (socket: net.Socket) => void][] = [
    ['garbage', (socket) => void socket.end('HTTP/1.1 400 this is no TLS\r\n\r\n')],
    ['a reset', (socket) => void socket.resetAndDestroy()],
    ['a close', (socket) => void socket.end()],
  ];
  test.each(rude)('%s in answer to the hello: not sent', async (_title, answer) => {
    const port = await listen(
      net.createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => answer(socket));
      }),
    );
    const outcome = await gatewayAt(`https://127.0.0.1:${port}`).submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'not-sent', cause: 'tls-failed' });
  });

  test('a hello that is never answered: not sent', async () => {
    const port = await listen(
      net.createServer((socket) => {
        socket.on('error', () => {});
        socket.resume();
      }),
    );
    const outcome = await gatewayAt(`https://127.0.0.1:${port}`).submit(document, impatient);
    expect(outcome).toMatchObject({ outcome: 'not-sent', cause: 'connect-timeout' });
  });

  test('aborted during the hello: not sent', async () => {
    const stop = new AbortController();
    const port = await listen(
      net.createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => stop.abort());
      }),
    );
    const how = { ...patient, signal: stop.signal };
    const outcome = await gatewayAt(`https://127.0.0.1:${port}`).submit(document, how);
    expect(outcome).toMatchObject({ outcome: 'not-sent', cause: 'cancelled-by-us' });
  });

  test('plain http to a server that speaks TLS: it may have been read', async () => {
    const { port } = await startTls('localhost');
    const outcome = await gatewayAt(`http://localhost:${port}`).submit(document, patient);
    expect(outcome.outcome).toBe('unknown');
  });
});
