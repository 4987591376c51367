import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Part } from '../../../shared/filing/part.ts';
import {
  bytes,
  declarationNo,
  document,
  gatewayAt,
  impatient,
  patient,
  receipt,
  token,
} from './gateway-samples.ts';
import { rawAnswer, startRawServer } from './raw-server.ts';
import type { RawBehaviour, RawServer } from './raw-server.ts';

let server: RawServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function serve(behaviour: RawBehaviour): Promise<RawServer> {
  server = await startRawServer(behaviour);
  return server;
}

const good = JSON.stringify(receipt);

/** Answers a request with these bytes and nothing more, and leaves the connection open. */
function answering(raw: string | Buffer): RawBehaviour {
  return { onRequest: (socket) => void socket.write(raw) };
}
/** The same, and then closes. */
function answeringAndClosing(raw: string | Buffer): RawBehaviour {
  return { onRequest: (socket) => void socket.end(raw) };
}

/** Answers with the whole request, credentials and all. */
function echoing(status: number, json: boolean): RawBehaviour {
  return {
    onRequest: (socket, request) => {
      const words = { detail: request, errors: [{ code: token, message: request }] };
      const body = { type: 'invalid-document', status, ...words };
      socket.end(rawAnswer(status, json ? JSON.stringify(body) : request));
    },
  };
}

describe('what goes out', () => {
  test('a declaration is put with its bytes, digest, kind and credentials', async () => {
    const { url, requests } = await serve(answeringAndClosing(rawAnswer(201, good)));
    await gatewayAt(url).submit(document, patient);
    expect(requests).toHaveLength(1);
    const [head = '', body = ''] = (requests[0] ?? '').split('\r\n\r\n');
    const lines = head.toLowerCase().split('\r\n');
    expect(head).toMatch(/^PUT \/v1\/declarations\/1234526000123M HTTP\/1\.1\r\n/);
    expect(head).toContain(`Content-Digest: ${document.digest}`);
    expect(lines).toContain('document-type: import');
    expect(lines).toContain('content-type: application/xml');
    expect(lines).toContain(`authorization: bearer ${token}`);
    expect(lines).toContain('user-agent: naru/test');
    expect(lines).toContain('connection: close');
    expect(lines).toContain(`content-length: ${bytes.length}`);
    expect(Buffer.from(body, 'latin1')).toEqual(Buffer.from(bytes));
  });

  test('bytes that are a part of a larger buffer go out as that part alone', async () => {
    const { url, requests } = await serve(answeringAndClosing(rawAnswer(201, good)));
    const larger = new Uint8Array(bytes.length + 200).fill(0x21);
    larger.set(bytes, 100);
    const part = larger.subarray(100, 100 + bytes.length);
    const outcome = await gatewayAt(url).submit({ ...document, bytes: part }, patient);
    expect(outcome.outcome).toBe('taken');
    const body = (requests[0] ?? '').split('\r\n\r\n')[1] ?? '';
    expect(Buffer.from(body, 'latin1')).toEqual(Buffer.from(bytes));
  });

  const paths: [Part, string][] = [
    [{ is: 'declaration' }, '/v1/declarations/1234526000123M'],
    [{ is: 'amendment', sequence: 2 }, '/v1/declarations/1234526000123M/amendments/2'],
    [{ is: 'withdrawal' }, '/v1/declarations/1234526000123M/withdrawal'],
  ];
  test.each(paths)('%o has its path for both calls, below the base path', async (part, path) => {
    const { url, requests } = await serve(answeringAndClosing(rawAnswer(500, '')));
    const gateway = gatewayAt(`${url}/customs/`);
    await gateway.submit({ ...document, part }, patient);
    await gateway.inquire({ declarationNo, part }, patient);
    expect(requests.map((request) => request.slice(0, request.indexOf(' HTTP')))).toEqual([
      `PUT /customs${path}`,
      `GET /customs${path}`,
    ]);
    expect(gateway.destination).toBe(`${url}/customs`);
  });

  test('notices are asked for after the last one; the own word without credentials', async () => {
    const page = rawAnswer(200, JSON.stringify({ notices: [], next: 'n2' }));
    const { url, requests } = await serve(answeringAndClosing(page));
    const gateway = gatewayAt(url);
    const first = await gateway.notices(null, 50, patient);
    const second = await gateway.notices('a&b=c', 50, patient);
    await gateway.ownWord(patient);
    expect(first).toMatchObject({ outcome: 'page', notices: [], next: 'n2' });
    expect(second.outcome).toBe('page');
    expect(requests[0]).toContain('GET /v1/notices?limit=50 HTTP');
    expect(requests[1]).toContain('GET /v1/notices?limit=50&after=a%26b%3Dc HTTP');
    expect(requests[2]).toContain('GET /v1/status HTTP');
    expect(requests[1]).toContain(token);
    expect(requests[2]).not.toContain(token);
  });

  test('every request has a connection of its own, and it is closed afterwards', async () => {
    const closed: Promise<void>[] = [];
    const running = await serve({
      onConnection: (socket) =>
        closed.push(new Promise((resolve) => socket.on('close', () => resolve()))),
      onRequest: (socket) => void socket.write(rawAnswer(201, good, { Connection: 'keep-alive' })),
    });
    const gateway = gatewayAt(running.url);
    for (let i = 0; i < 3; i += 1)
      expect((await gateway.submit(document, patient)).outcome).toBe('taken');
    expect(running.connections).toBe(3);
    await Promise.all(closed);
  });

  test('no credentials, no header', async () => {
    const { url, requests } = await serve(answeringAndClosing(rawAnswer(401, '')));
    const outcome = await gatewayAt(url, { token: () => null }).submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'not-allowed', cause: 'unauthorized' });
    expect(requests[0]?.toLowerCase()).not.toContain('authorization');
  });
});

describe('the last word before it leaves', () => {
  test('is asked when the connection stands, and holds every byte back', async () => {
    const running = await serve(answeringAndClosing(rawAnswer(201, good)));
    let asked = 0;
    const mayLeave = (): boolean => {
      asked += 1;
      return running.connections === 0;
    };
    const outcome = await gatewayAt(running.url).submit(document, { ...patient, mayLeave });
    expect(outcome).toMatchObject({ outcome: 'not-sent', cause: 'told-to-wait' });
    expect([asked, running.connections, running.requests]).toEqual([1, 1, []]);
  });

  test('hears an answer to another request that came while the process was busy', async () => {
    let isToWait = false;
    const { url, requests } = await serve({
      onRequest: (socket, request) => {
        const status = request.startsWith('GET') ? 503 : 201;
        socket.end(rawAnswer(status, good, { 'Retry-After': '5' }));
      },
    });
    const gateway = gatewayAt(url);
    const other = gateway.inquire(document, patient).then((outcome) => {
      isToWait = outcome.retryAfterMs !== null;
    });
    const mayLeave = () => !isToWait;
    // The answer is out by then, and unread: the process has been kept from it.
    while (requests.length === 0) await setImmediate();
    const sent = gateway.submit(document, { ...patient, mayLeave });
    expect(await sent).toMatchObject({ outcome: 'not-sent', cause: 'told-to-wait' });
    await other;
    expect(requests).toHaveLength(1);
  });
});

describe('nobody there', () => {
  test('a refused connection: nothing has left', async () => {
    const gone = await startRawServer({});
    await gone.close();
    const outcome = await gatewayAt(gone.url).submit(document, patient);
    expect(outcome).toEqual({
      outcome: 'not-sent',
      cause: 'connection-refused',
      httpStatus: null,
      retryAfterMs: null,
      answer: null,
    });
  });

  test('a name that does not exist: nothing has left', async () => {
    const gateway = gatewayAt('http://gateway.invalid:4010');
    const outcome = await gateway.submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'not-sent', cause: 'name-not-resolved' });
    expect(await gateway.ownWord(patient)).toBeNull();
  });

  test('aborted before it began: nothing has left, nobody was called', async () => {
    const running = await serve(answeringAndClosing(rawAnswer(201, good)));
    const signal = AbortSignal.abort();
    const outcome = await gatewayAt(running.url).submit(document, { ...patient, signal });
    expect(outcome).toMatchObject({ outcome: 'not-sent', cause: 'cancelled-by-us' });
    expect(running.connections).toBe(0);
  });
});

describe('somebody there who does not answer as agreed', () => {
  const half = good.slice(0, 40);
  const chunkedHead = 'HTTP/1.1 201 x\r\nTransfer-Encoding: chunked\r\n\r\n';
  const reset = {
    onRequest: (socket: { resetAndDestroy(): unknown }) => void socket.resetAndDestroy(),
  };

  const unclear: [string, RawBehaviour, string, number | null][] = [
    [
      'resets before it reads',
      {
        onConnection: (socket) => {
          socket.pause();
          setTimeout(() => socket.resetAndDestroy(), 50);
        },
      },
      'connection-reset',
      null,
    ],
    [
      'closes before it reads',
      { onConnection: (socket) => void socket.end() },
      'connection-reset',
      null,
    ],
    ['resets after it read everything', reset, 'connection-reset', null],
    ['closes after it read everything', answeringAndClosing(''), 'connection-reset', null],
    ['never answers', {}, 'timeout', null],
    ['begins a head and stalls', answering('HTTP/1.1 201 x\r\nContent-Le'), 'timeout', null],
    [
      'ends in the middle of the head',
      answeringAndClosing('HTTP/1.1 201 x\r\nCont'),
      'connection-reset',
      null,
    ],
    [
      'stalls in the middle of the body',
      answering(rawAnswer(201, half, { 'Content-Length': '200' })),
      'timeout',
      201,
    ],
    ['stalls between chunks', answering(`${chunkedHead}5\r\n{"dec\r\n`), 'timeout', 201],
    [
      'cuts a body of known length',
      answeringAndClosing(rawAnswer(201, half, { 'Content-Length': '200' })),
      'cut-off',
      201,
    ],
    ['cuts a chunked body', answeringAndClosing(`${chunkedHead}5\r\n{"dec\r\n`), 'cut-off', 201],
    ['breaks the chunks', answeringAndClosing(`${chunkedHead}zz\r\n{"dec\r\n`), 'cut-off', 201],
    [
      'resets in the middle of the body',
      {
        onRequest: (socket) => {
          socket.write(rawAnswer(201, half, { 'Content-Length': '200' }));
          setTimeout(() => socket.resetAndDestroy(), 50);
        },
      },
      'cut-off',
      201,
    ],
    [
      'speaks no HTTP',
      answeringAndClosing('220 mail.example ESMTP\r\n'),
      'unexpected-answer',
      null,
    ],
    ['answers with nothing', answeringAndClosing(rawAnswer(201, '')), 'not-json', 201],
    [
      'answers with a page',
      answeringAndClosing(rawAnswer(200, '<html>점검 중</html>', { 'Content-Type': 'text/html' })),
      'not-json',
      200,
    ],
    [
      'answers with half a receipt as if it were whole',
      answeringAndClosing(rawAnswer(201, half)),
      'not-json',
      201,
    ],
    [
      'answers with other JSON',
      answeringAndClosing(rawAnswer(201, '{"ok":true}')),
      'unexpected-answer',
      201,
    ],
    [
      'answers 201 with a promise',
      answeringAndClosing(rawAnswer(201, JSON.stringify({ declarationNo, state: 'processing' }))),
      'unexpected-answer',
      201,
    ],
    [
      'nests beyond measure',
      answeringAndClosing(rawAnswer(200, '['.repeat(1_000_000))),
      'not-json',
      200,
    ],
    [
      'confirms another number',
      answeringAndClosing(
        rawAnswer(201, JSON.stringify({ ...receipt, declarationNo: '1234526000124M' })),
      ),
      'other-number',
      201,
    ],
    [
      'confirms another document',
      answeringAndClosing(rawAnswer(200, JSON.stringify({ ...receipt, digest: 'sha-256=:x:' }))),
      'other-digest',
      200,
    ],
    [
      'calls bytes gzip that are none',
      answeringAndClosing(rawAnswer(201, good, { 'Content-Encoding': 'gzip' })),
      'unexpected-answer',
      201,
    ],
    [
      'cuts compressed bytes',
      answeringAndClosing(
        rawAnswer(201, gzipSync(good).subarray(0, 60), { 'Content-Encoding': 'gzip' }),
      ),
      'not-json',
      201,
    ],
    [
      'sends beyond the cap',
      answeringAndClosing(rawAnswer(200, Buffer.alloc(5 << 20, ' '))),
      'unexpected-answer',
      200,
    ],
    [
      'sends a compressed bomb',
      answeringAndClosing(
        rawAnswer(200, gzipSync(Buffer.alloc(64 << 20, ' ')), { 'Content-Encoding': 'gzip' }),
      ),
      'unexpected-answer',
      200,
    ],
    [
      'has a head without end',
      answeringAndClosing(`HTTP/1.1 200 x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`),
      'unexpected-answer',
      null,
    ],
    [
      'switches protocols',
      answering('HTTP/1.1 101 x\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
      'timeout',
      null,
    ],
    [
      'answers with its first thought only',
      answering('HTTP/1.1 100 Continue\r\n\r\n'),
      'timeout',
      null,
    ],
  ];

  test.each(unclear)('%s: the outcome is unknown', async (_title, behaviour, cause, status) => {
    const running = await serve(behaviour);
    const how = cause === 'timeout' ? impatient : patient;
    const outcome = await gatewayAt(running.url).submit(document, how);
    expect(outcome).toMatchObject({ outcome: 'unknown', cause, httpStatus: status });
    expect(running.connections).toBe(1);
    expect(JSON.stringify(outcome)).not.toContain(token);
    expect((outcome.answer ?? '').length).toBeLessThanOrEqual(2000);
    // An inquiry is as sceptical, but that a receipt of another document is the outbox's to judge.
    const inquiry = await gatewayAt(running.url).inquire(document, how);
    expect(inquiry.outcome).toBe(
      cause === 'other-digest' ? 'taken' : inquiry.cause === 'in-queue' ? 'pending' : 'unknown',
    );
    const notices = await gatewayAt(running.url).notices(null, 10, how);
    expect(notices.outcome).toBe('unknown');
    expect(await gatewayAt(running.url).ownWord(how)).toBeNull();
  });

  test('a reset that races the connection is one of the two certain things', async () => {
    const running = await serve({ onConnection: (socket) => void socket.resetAndDestroy() });
    const outcome = await gatewayAt(running.url).submit(document, patient);
    expect(['not-sent connection-refused', 'unknown connection-reset']).toContain(
      `${outcome.outcome} ${outcome.cause}`,
    );
    expect(running.requests).toEqual([]);
  });

  test('a body that trickles in for ever ends at the deadline', async () => {
    const running = await serve({
      onRequest: (socket) => {
        socket.write(rawAnswer(201, '', { 'Content-Length': '1000000' }));
        const drip = setInterval(() => socket.write(' '), 20);
        socket.on('close', () => clearInterval(drip));
      },
    });
    const outcome = await gatewayAt(running.url).submit(document, impatient);
    expect(outcome).toMatchObject({ outcome: 'unknown', cause: 'timeout', httpStatus: 201 });
  });

  test('how long it asks to be left alone is known even where its body never ends', async () => {
    const head = { 'Content-Length': '100', 'Retry-After': '120' };
    const running = await serve(answering(rawAnswer(503, 'later', head)));
    const outcome = await gatewayAt(running.url).submit(document, impatient);
    expect(outcome).toEqual({
      outcome: 'unknown',
      cause: 'timeout',
      httpStatus: 503,
      retryAfterMs: 120_000,
      answer: 'later',
    });
  });

  test('a redirect is not followed, however often it would lead back', async () => {
    const running = await serve({
      onRequest: (socket) =>
        void socket.end(rawAnswer(307, '', { Location: '/v1/declarations/1234526000123M' })),
    });
    const outcome = await gatewayAt(running.url).submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'unknown', cause: 'redirected', httpStatus: 307 });
    expect(running.connections).toBe(1);
  });

  test('a chunked and compressed receipt is a receipt', async () => {
    const zipped = gzipSync(good);
    const running = await serve({
      onRequest: (socket) => {
        socket.write(
          'HTTP/1.1 201 x\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n',
        );
        for (const part of [zipped.subarray(0, 7), zipped.subarray(7)]) {
          socket.write(`${part.length.toString(16)}\r\n`);
          socket.write(part);
          socket.write('\r\n');
        }
        socket.end('0\r\n\r\n');
      },
    });
    const outcome = await gatewayAt(running.url).submit(document, patient);
    expect(outcome).toMatchObject({ outcome: 'taken', cause: 'receipt', receipt });
  });

  test('aborted after the request was read: it may have been taken', async () => {
    const stop = new AbortController();
    const running = await serve({ onRequest: () => stop.abort() });
    const how = { ...patient, signal: stop.signal };
    const outcome = await gatewayAt(running.url).submit(document, how);
    expect(outcome).toMatchObject({ outcome: 'unknown', cause: 'cancelled-by-us' });
    expect(running.requests).toHaveLength(1);
  });

  test('aborted in the middle of the answer: it may have been taken', async () => {
    const stop = new AbortController();
    const running = await serve({
      onRequest: (socket) => {
        socket.write(rawAnswer(201, half, { 'Content-Length': '200' }));
        setTimeout(() => stop.abort(), 50);
      },
    });
    const how = { ...patient, signal: stop.signal };
    const outcome = await gatewayAt(running.url).submit(document, how);
    expect(outcome).toMatchObject({ outcome: 'unknown', cause: 'cancelled-by-us' });
  });

  test('credentials that the other side echoes are nowhere in the outcome', async () => {
    for (const status of [200, 201, 400, 401, 409, 422, 500, 503])
      for (const json of [true, false]) {
        const running = await startRawServer(echoing(status, json));
        const outcome = await gatewayAt(running.url).submit(document, patient);
        await running.close();
        expect(running.requests[0]).toContain(token);
        expect(JSON.stringify(outcome)).not.toContain(token);
        expect(outcome.answer).toContain('[token]');
      }
  });
});
