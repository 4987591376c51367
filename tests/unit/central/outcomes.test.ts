import http from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Observation } from '../../../main/central/gateway.ts';
import { addressOf, startRawServer } from './raw-server.ts';
import {
  declarationNo,
  document,
  gatewayAt,
  patient,
  pending,
  problem,
  receipt,
  rejection,
} from './gateway-samples.ts';

/** One server whose next answer the test sets. */
let next: { status: number; body: unknown; headers?: Record<string, string> };
const server = http.createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const text = typeof next.body === 'string' ? next.body : JSON.stringify(next.body);
    response.writeHead(next.status, { 'Content-Type': 'application/json', ...next.headers });
    response.end(text);
  });
});
let gateway = gatewayAt('http://127.0.0.1');

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  gateway = gatewayAt(`http://127.0.0.1:${addressOf(server).port}`);
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

function word({ outcome, cause }: Observation & { outcome: string }): string {
  return `${outcome} ${cause}`;
}

const otherNumber = '1234526000124M';
const html = '<!doctype html><title>로그인</title>';

describe('a PUT', () => {
  const table: [number, unknown, string][] = [
    [201, receipt, 'taken receipt'],
    [200, receipt, 'taken receipt-again'],
    [200, { ...receipt, state: 'released', extra: 1 }, 'taken receipt-again'],
    [200, { ...receipt, state: 'done' }, 'unknown unexpected-answer'],
    [201, { ...receipt, declarationNo: otherNumber }, 'unknown other-number'],
    [201, { ...receipt, digest: `${receipt.digest} ` }, 'unknown other-digest'],
    [201, html, 'unknown not-json'],
    [201, '', 'unknown not-json'],
    [201, 'null', 'unknown unexpected-answer'],
    [201, rejection, 'unknown unexpected-answer'],
    [202, pending, 'pending in-queue'],
    [202, { ...pending, declarationNo: otherNumber }, 'unknown other-number'],
    [202, receipt, 'unknown unexpected-answer'],
    [202, '', 'unknown not-json'],
    [204, '', 'unknown unexpected-answer'],
    [206, receipt, 'unknown unexpected-answer'],
    [301, '', 'unknown redirected'],
    [302, receipt, 'unknown redirected'],
    [304, '', 'unknown redirected'],
    [400, problem('invalid-document', 400), 'refused invalid-document'],
    [400, html, 'refused invalid-document'],
    [413, '', 'refused invalid-document'],
    [415, problem('invalid-document', 415), 'refused invalid-document'],
    [422, problem('invalid-document', 422), 'refused invalid-document'],
    [422, problem('declaration-unknown', 422), 'refused declaration-unknown'],
    [401, problem('unauthorized', 401), 'not-allowed unauthorized'],
    [403, html, 'not-allowed forbidden'],
    [404, problem('not-found', 404), 'unknown unexpected-answer'],
    [404, html, 'unknown unexpected-answer'],
    [405, '', 'unknown unexpected-answer'],
    [407, '', 'unknown unexpected-answer'],
    [408, '', 'unknown unexpected-answer'],
    [410, '', 'unknown unexpected-answer'],
    [409, problem('number-used', 409), 'unknown number-used'],
    [409, problem('in-progress', 409), 'unknown in-progress'],
    [409, problem('declaration-unknown', 409), 'refused declaration-unknown'],
    [409, problem('something-new', 409), 'unknown unexpected-answer'],
    [409, { type: 'number-used' }, 'unknown unexpected-answer'],
    [409, html, 'unknown unexpected-answer'],
    [429, '', 'busy too-many-requests'],
    [503, html, 'busy unavailable'],
    [500, problem('internal', 500), 'unknown server-error'],
    [500, receipt, 'unknown server-error'],
    [501, '', 'unknown server-error'],
    [502, html, 'unknown bad-gateway'],
    [504, '', 'unknown gateway-timeout'],
    [599, '', 'unknown server-error'],
  ];
  test.each(table)('answered with %i %j comes to %s', async (status, body, expected) => {
    next = { status, body };
    const outcome = await gateway.submit(document, patient);
    expect(word(outcome)).toBe(expected);
    expect(outcome.httpStatus).toBe(status);
    for (const part of [{ is: 'amendment', sequence: 1 }, { is: 'withdrawal' }] as const)
      expect(word(await gateway.submit({ ...document, part }, patient))).toBe(expected);
  });

  test('how long to wait comes along with every answer that says so', async () => {
    for (const [status, body] of [
      [202, pending],
      [429, ''],
      [503, ''],
      [500, ''],
      [422, ''],
    ]) {
      next = { status: Number(status), body, headers: { 'Retry-After': '17' } };
      expect((await gateway.submit(document, patient)).retryAfterMs).toBe(17_000);
      const date = new Date('2031-05-05T00:00:00Z').toUTCString();
      const until = new Date('2031-05-05T00:01:30Z').toUTCString();
      next.headers = { 'Retry-After': until, Date: date };
      expect((await gateway.submit(document, patient)).retryAfterMs).toBe(90_000);
    }
  });
});

describe('a refusal says why', () => {
  test('error by error where the report has them; one that makes no sense takes none away', async () => {
    const errors = [
      { code: 'E1', path: '/Declaration/ID', message: '첫째' },
      { message: 'without a code' },
      { code: 'E2', message: `둘째\u0007${'x'.repeat(3000)}` },
    ];
    next = { status: 422, body: problem('invalid-document', 422, { errors }) };
    const outcome = await gateway.submit(document, patient);
    if (outcome.outcome !== 'refused') throw new Error(outcome.outcome);
    expect(outcome.errors).toHaveLength(2);
    expect(outcome.errors[0]).toEqual(errors[0]);
    expect(outcome.errors[1]?.message).toMatch(/^둘째\uFFFDx+…$/);
    expect(outcome.errors[1]?.message).toHaveLength(2000);
  });

  const single: [unknown, { code: string; message: string }][] = [
    [
      problem('invalid-document', 422, { title: 'Bad', detail: '란이 없습니다' }),
      { code: 'invalid-document', message: '란이 없습니다' },
    ],
    [
      problem('invalid-document', 422, { title: 'Bad', errors: [] }),
      { code: 'invalid-document', message: 'Bad' },
    ],
    [
      problem('invalid-document', 422, { title: 7, detail: null, errors: 'none' }),
      {
        code: 'invalid-document',
        message:
          '{"type":"https://gateway.example/problems/invalid-document","status":422,"title":7,"detail":null,"errors":"none"}',
      },
    ],
    [' 너무 큽니다\r\n', { code: 'http-422', message: '너무 큽니다' }],
    ['', { code: 'http-422', message: 'HTTP 422' }],
  ];
  test.each(single)('%j is put as one error', async (body, error) => {
    next = { status: 422, body };
    expect(await gateway.submit(document, patient)).toMatchObject({
      outcome: 'refused',
      errors: [error],
    });
  });
});

describe('an inquiry', () => {
  const table: [number, unknown, string][] = [
    [200, receipt, 'taken receipt'],
    [200, { ...receipt, digest: 'sha-256=:other:' }, 'taken receipt'],
    [200, { ...receipt, declarationNo: otherNumber }, 'unknown other-number'],
    [200, pending, 'pending in-queue'],
    [200, { ...pending, declarationNo: otherNumber }, 'unknown other-number'],
    [200, rejection, 'refused invalid-document'],
    [200, { ...rejection, declarationNo: otherNumber }, 'unknown other-number'],
    [200, { declarationNo, state: 'lost' }, 'unknown unexpected-answer'],
    [200, html, 'unknown not-json'],
    [200, '', 'unknown not-json'],
    [201, receipt, 'unknown unexpected-answer'],
    [202, pending, 'unknown unexpected-answer'],
    [204, '', 'unknown unexpected-answer'],
    [404, problem('not-found', 404), 'not-found not-found'],
    [404, problem('declaration-unknown', 404), 'not-found declaration-unknown'],
    [404, { type: 'not-found', status: 404 }, 'not-found not-found'],
    [404, { type: '/problems/not-found/?lang=ko#top', status: 404 }, 'not-found not-found'],
    [404, { type: 'about:blank', status: 404 }, 'unknown unexpected-answer'],
    [404, { type: 'page-not-found', status: 404 }, 'unknown unexpected-answer'],
    [404, { type: 'not-found' }, 'unknown unexpected-answer'],
    [404, { error: 'not-found', status: 404 }, 'unknown unexpected-answer'],
    [404, 'not-found', 'unknown unexpected-answer'],
    [404, html, 'unknown unexpected-answer'],
    [404, '', 'unknown unexpected-answer'],
    [410, problem('not-found', 410), 'unknown unexpected-answer'],
    [400, problem('invalid-document', 400), 'unknown unexpected-answer'],
    [409, problem('in-progress', 409), 'unknown unexpected-answer'],
    [422, problem('invalid-document', 422), 'unknown unexpected-answer'],
    [302, '', 'unknown redirected'],
    [401, '', 'not-allowed unauthorized'],
    [403, '', 'not-allowed forbidden'],
    [429, '', 'busy too-many-requests'],
    [503, '', 'busy unavailable'],
    [500, problem('not-found', 404), 'unknown server-error'],
    [502, '', 'unknown bad-gateway'],
    [504, '', 'unknown gateway-timeout'],
  ];
  test.each(table)('answered with %i %j comes to %s', async (status, body, expected) => {
    next = { status, body };
    expect(word(await gateway.inquire(document, patient))).toBe(expected);
  });

  test('passes on whose document was taken, and why it was rejected', async () => {
    const other = { ...receipt, digest: 'sha-256=:other:' };
    next = { status: 200, body: other };
    expect(await gateway.inquire(document, patient)).toMatchObject({ receipt: other });
    next = { status: 200, body: rejection };
    expect(await gateway.inquire(document, patient)).toMatchObject({ errors: rejection.errors });
    next = { status: 200, body: { ...rejection, errors: [] } };
    expect(await gateway.inquire(document, patient)).toMatchObject({
      errors: [{ code: 'rejected' }],
    });
  });
});

describe('notices', () => {
  const notice = { id: 'n1', declarationNo, kind: 'released', at: '2026-11-23T00:00:00Z' };
  const table: [number, unknown, string][] = [
    [200, { notices: [notice], next: 'n1' }, 'page receipt'],
    [200, { notices: [notice] }, 'unknown unexpected-answer'],
    [200, [notice], 'unknown unexpected-answer'],
    [200, html, 'unknown not-json'],
    [404, problem('not-found', 404), 'unknown unexpected-answer'],
    [401, '', 'not-allowed unauthorized'],
    [429, '', 'busy too-many-requests'],
    [503, '', 'busy unavailable'],
    [500, '', 'unknown server-error'],
    [302, '', 'unknown redirected'],
  ];
  test.each(table)('answered with %i %j come to %s', async (status, body, expected) => {
    next = { status, body };
    expect(word(await gateway.notices(null, 10, patient))).toBe(expected);
  });

  test('one that makes no sense is set aside and stops none behind it', async () => {
    const later = { ...notice, id: 'n3', message: '수리\u0000', errors: [{ code: 1 }] };
    next = {
      status: 200,
      body: { notices: [notice, { id: 'n2', kind: 'paid' }, later], next: 'n3' },
    };
    const outcome = await gateway.notices('n0', 10, patient);
    if (outcome.outcome !== 'page') throw new Error(outcome.outcome);
    expect(outcome.notices).toEqual([notice, { ...later, message: '수리\uFFFD', errors: [] }]);
    expect(outcome.unreadable).toEqual(['{"id":"n2","kind":"paid"}']);
  });
});

describe('its own word', () => {
  const table: [number, unknown, unknown][] = [
    [200, { state: 'normal' }, { state: 'normal', message: null }],
    [200, { state: 'maintenance', message: '점검' }, { state: 'maintenance', message: '점검' }],
    [200, { state: 'splendid' }, null],
    [200, html, null],
    [404, '', null],
    [503, { state: 'down' }, null],
  ];
  test.each(table)('answered with %i %j is %j', async (status, body, expected) => {
    next = { status, body };
    expect(await gateway.ownWord(patient)).toEqual(expected);
  });
});

/** The rows of the outcome classification that the submission engine is built on. */
describe('each kind of observation has its class', () => {
  test('nobody listens: not sent, by every address of the name', async () => {
    const gone = await startRawServer({});
    await gone.close();
    for (const host of ['127.0.0.1', 'localhost']) {
      const outcome = await gatewayAt(`http://${host}:${gone.port}`).submit(document, patient);
      expect(word(outcome)).toBe('not-sent connection-refused');
    }
  });

  test('a reset is unknown whether the server had read the request or not', async () => {
    const before = await startRawServer({
      onConnection: (socket) => {
        socket.pause();
        setTimeout(() => socket.resetAndDestroy(), 50);
      },
    });
    const after = await startRawServer({ onRequest: (socket) => void socket.resetAndDestroy() });
    for (const { url } of [before, after])
      expect(word(await gatewayAt(url).submit(document, patient))).toBe('unknown connection-reset');
    expect([before.requests.length, after.requests.length]).toEqual([0, 1]);
    await Promise.all([before.close(), after.close()]);
  });
});
