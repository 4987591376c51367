import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../../main/central/answer.ts';
import type { Answer } from '../../../main/central/answer.ts';
import { contentDigest } from '../../../main/central/content-digest.ts';
import { readGatewayUrl } from '../../../main/central/gateway-url.ts';
import { judgeInquiry } from '../../../main/central/judge-inquiry.ts';
import { judgeNotices, judgeOwnWord } from '../../../main/central/judge-notices.ts';
import { judgeSend } from '../../../main/central/judge-send.ts';
import { plainText } from '../../../main/central/plain-text.ts';
import { attemptSchema } from '../../../shared/filing/attempts.ts';
import { epochMs } from '../../../shared/time.ts';
import { document, pending, problem, receipt, rejection } from './gateway-samples.ts';

const now = epochMs(1_800_000_000_000);

function answerOf(status: number, text: string, token: string | null = null): Answer {
  const head = { status, retryAfter: null, date: null };
  return readAnswer({ ended: 'answered', head, body: new TextEncoder().encode(text) }, token, now);
}

const bodies = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .constantFrom(receipt, pending, rejection, problem('not-found', 404))
    .map((body) => JSON.stringify(body)),
  fc
    .record(
      {
        declarationNo: fc.constantFrom(document.declarationNo, '1234526000124M'),
        state: fc.constantFrom('received', 'processing', 'rejected', 'x'),
        receiptNo: fc.string(),
        receivedAt: fc.constantFrom(receipt.receivedAt, 'today'),
        digest: fc.constantFrom(receipt.digest, 'sha-256=:x:'),
        errors: fc.jsonValue(),
        type: fc.constantFrom('number-used', 'not-found', 'declaration-unknown', 'in-progress'),
        status: fc.constantFrom(404, 'x'),
        notices: fc.jsonValue(),
        next: fc.string(),
      },
      { requiredKeys: [] },
    )
    .map((body) => JSON.stringify(body)),
);
const statuses = fc.oneof(
  fc.constantFrom(200, 201, 202, 404, 409, 422, 429, 503),
  fc.integer({ min: 200, max: 599 }),
);

describe('whatever the other side says', () => {
  test('a PUT is taken only by a receipt with this number and this digest', () => {
    fc.assert(
      fc.property(statuses, bodies, (status, text) => {
        const outcome = judgeSend(answerOf(status, text), document);
        if (outcome.outcome === 'taken') {
          expect([200, 201]).toContain(status);
          expect(outcome.receipt.declarationNo).toBe(document.declarationNo);
          expect(outcome.receipt.digest).toBe(document.digest);
        }
        if (outcome.outcome === 'busy') expect([429, 503]).toContain(status);
        if (outcome.outcome === 'refused') {
          expect([400, 409, 413, 415, 422]).toContain(status);
          expect(outcome.errors.length).toBeGreaterThan(0);
        }
        expect(outcome.outcome).not.toBe('not-sent');
      }),
      { numRuns: 2000 },
    );
  });

  test('an inquiry finds nothing only by a 404 with the gateway’s own report', () => {
    fc.assert(
      fc.property(statuses, bodies, (status, text) => {
        const outcome = judgeInquiry(answerOf(status, text), document.declarationNo);
        if (outcome.outcome !== 'not-found') return;
        expect(status).toBe(404);
        expect(JSON.parse(text)).toMatchObject({
          type: expect.stringMatching(/(not-found|declaration-unknown)$/),
        });
      }),
      { numRuns: 2000 },
    );
  });

  test('every outcome fits the record of an attempt, and no judge throws', () => {
    const attempt = {
      n: 1,
      kind: 'send',
      submissionId: 1,
      startedAt: now,
      settledAt: now,
      tookMs: 1,
    };
    fc.assert(
      fc.property(statuses, bodies, (status, text) => {
        const answer = answerOf(status, text);
        judgeNotices(answer);
        judgeOwnWord(answer);
        for (const outcome of [
          judgeSend(answer, document),
          judgeInquiry(answer, document.declarationNo),
        ])
          attemptSchema.parse({ errors: [], receipt: null, ...attempt, ...outcome });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('credentials', () => {
  test('are taken out of the text and out of what the text says, however it is escaped', () => {
    const token = 'abc/def+123';
    const escaped = '{"type":"x","status":422,"detail":"Bearer abc\\/def\\u002b123"}';
    const outcome = judgeSend(answerOf(422, escaped, token), document);
    expect(outcome).toMatchObject({ errors: [{ message: 'Bearer [token]' }] });
  });
});

describe('a text of somebody else', () => {
  test('is cut to its length, keeps whole characters and steers nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const shown = plainText(text, max);
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
  test('is left alone where there is nothing to do', () => {
    expect(plainText('가나다\n\t라', 20)).toBe('가나다\n\t라');
    expect(plainText('가나다라', 4)).toBe('가나다라');
    expect(plainText('가나다라마', 4)).toBe('가나다…');
    expect(plainText('\u001B[31mred\r\n\u202Ekrow', 40)).toBe('\uFFFD[31mred\n\uFFFDkrow');
  });
});

test('the digest is the one of RFC 9530', () => {
  const sample = new TextEncoder().encode('{"hello": "world"}');
  expect(contentDigest(sample)).toBe('sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:');
});

test('the address of a gateway', () => {
  for (const good of ['http://127.0.0.1:4010', ' https://van.example/naru/ ', 'http://[::1]:80'])
    expect(readGatewayUrl(good)).not.toBeNull();
  for (const bad of [
    '',
    'van.example',
    'ftp://van.example',
    'http://me:pw@van.example',
    'http://x/?a=b',
    'http://x/#a',
  ])
    expect(readGatewayUrl(bad)).toBeNull();
});
