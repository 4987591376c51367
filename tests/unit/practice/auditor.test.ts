import { beforeEach, describe, expect, it } from 'vitest';
import type { Said } from '../../../main/practice/answers.ts';
import { createAuditor, type Auditor, type End } from '../../../main/practice/auditor.ts';

let auditor: Auditor;
let count = 0;
let now = 1_000_000;

beforeEach(() => {
  auditor = createAuditor();
  count = 0;
  now = 1_000_000;
});

const clean = {
  doubleFilings: 0,
  blindResends: 0,
  insideRetryAfter: 0,
  overlaps: 0,
  changedBytes: 0,
};

function found(): Record<string, number> {
  const { findings: _, ...counts } = auditor.report(now);
  return counts;
}

function arrive(method: string, subject: string | null, digest?: string, lane = 'a'): number {
  count += 1;
  auditor.arrived({ request: count, method, subject, lane, at: now });
  if (digest !== undefined) auditor.read(count, digest, null);
  return count;
}

function end(request: number, said: Said, more: Partial<End> = {}): void {
  now += 10;
  auditor.ended(request, { at: now, by: 'answer', said, notBefore: null, ...more });
  auditor.allRead(request);
}

/** A PUT of document A and what came of it; a second later the next may come. */
function put(said: Said, more: Partial<End> = {}, digest = 'A'): void {
  end(arrive('PUT', 'n', digest), said, more);
  now += 1000;
}

function get(said: Said, more: Partial<End> = {}): void {
  end(arrive('GET', 'n'), said, more);
  now += 1000;
}

describe('blind resends', () => {
  it.each<[string, Said, Partial<End>]>([
    ['an answer that tells nothing (500, 502, 504, garbled)', 'nothing', {}],
    ['a connection that the server broke', 'nothing', { by: 'server' }],
    ['a client that gave up', 'nothing', { by: 'client' }],
    ['a receipt that was cut off', 'taken', { by: 'server' }],
    ['409 in-progress', 'in-progress', {}],
  ])('sees a resend after %s', (_name, said, more) => {
    put(said, more);
    put('taken');
    expect(found()).toEqual({ ...clean, blindResends: 1, doubtful: 0 });
  });

  it.each<Said>(['not-found', 'taken', 'pending', 'rejected'])(
    'lets a resend pass once an inquiry said %s',
    (said) => {
      put('nothing');
      get(said);
      put('taken');
      expect(found()).toEqual({ ...clean, doubtful: 0 });
    },
  );

  it.each<[Said, Partial<End>]>([
    ['not-found', { by: 'server' }],
    ['taken', { by: 'client' }],
    ['nothing', {}],
    ['busy', {}],
  ])('does not count an inquiry that ended with %s, %o', (said, more) => {
    put('nothing');
    get(said, more);
    put('taken');
    expect(found()).toMatchObject({ blindResends: 1 });
  });

  it('remembers what is unknown over a busy answer', () => {
    put('nothing');
    put('busy');
    put('taken');
    expect(found()).toMatchObject({ blindResends: 2 });
  });

  it.each<Said>(['busy', 'not-allowed', 'refused'])('lets a resend after %s pass', (said) => {
    put(said);
    put('taken');
    expect(found()).toEqual({ ...clean, doubtful: 0 });
  });

  it('counts a submission that is still open as unknown', () => {
    arrive('PUT', 'n', 'A');
    arrive('PUT', 'n', 'A', 'b');
    expect(found()).toMatchObject({ blindResends: 1 });
  });

  it('lets the end of an old submission not undo what an inquiry has told since', () => {
    const old = arrive('PUT', 'n', 'A');
    get('not-found');
    end(old, 'nothing', { by: 'client' });
    put('taken');
    expect(found()).toMatchObject({ blindResends: 0 });
  });

  it('keeps documents apart', () => {
    put('nothing');
    end(arrive('PUT', 'n/amendments/1', 'B'), 'taken');
    expect(found()).toEqual({ ...clean, doubtful: 0 });
  });
});

describe('Retry-After', () => {
  it('sees any request of the client before its time', () => {
    put('busy', { notBefore: now + 5000 });
    arrive('GET', null);
    arrive('PUT', 'other', 'B');
    expect(found()).toEqual({ ...clean, insideRetryAfter: 2, doubtful: 0 });
    now += 3990;
    arrive('GET', null);
    expect(found()).toMatchObject({ insideRetryAfter: 2 });
  });

  it('bears what was here and not read when the answer went out, but not about the same document', () => {
    const first = arrive('PUT', 'n', 'A');
    const notBefore = now + 5000;
    auditor.ended(first, { at: now, by: 'answer', said: 'busy', notBefore });
    now += 2000;
    arrive('PUT', 'other', 'B');
    expect(found()).toEqual({ ...clean, doubtful: 1 });
    arrive('PUT', 'n', 'A');
    expect(found()).toEqual({ ...clean, insideRetryAfter: 1, doubtful: 1 });
    auditor.allRead(first);
    arrive('PUT', 'third', 'C');
    expect(found()).toEqual({ ...clean, insideRetryAfter: 2, doubtful: 1 });
  });

  it('bears 25 ms, and another client', () => {
    const notBefore = now + 1035;
    put('busy', { notBefore });
    expect(notBefore - now).toBe(25);
    arrive('GET', null);
    now -= 100;
    arrive('GET', null, undefined, 'b');
    expect(found()).toEqual({ ...clean, doubtful: 0 });
  });

  it('keeps the later of two times', () => {
    put('busy', { notBefore: now + 9000 });
    const other = arrive('GET', null, undefined, 'b');
    end(other, 'busy', { notBefore: now + 10 });
    arrive('GET', null);
    expect(found()).toMatchObject({ insideRetryAfter: 1 });
  });

  it('does not believe a time that did not arrive', () => {
    put('busy', { by: 'server', notBefore: now + 9000 });
    get('not-found');
    expect(found()).toEqual({ ...clean, doubtful: 0 });
  });

  it('holds the time given with 202 for that document alone', () => {
    put('pending', { notBefore: now + 5000 });
    end(arrive('GET', 'other'), 'not-found');
    expect(found()).toMatchObject({ insideRetryAfter: 0 });
    get('pending');
    expect(found()).toMatchObject({ insideRetryAfter: 1 });
  });

  it('only doubts where the client was gone at once or the request was under way', () => {
    const first = arrive('PUT', 'n', 'A');
    end(first, 'busy', { notBefore: now + 5000 });
    now += 20;
    arrive('PUT', 'other', 'B');
    expect(found()).toEqual({ ...clean, doubtful: 1 });
    auditor.mayNotHaveRead(first);
    now += 500;
    arrive('GET', 'n');
    expect(found()).toEqual({ ...clean, doubtful: 2 });
  });

  it('does not excuse the same document at once', () => {
    end(arrive('PUT', 'n', 'A'), 'busy', { notBefore: now + 5000 });
    now += 2;
    arrive('PUT', 'n', 'A');
    expect(found()).toMatchObject({ insideRetryAfter: 1, doubtful: 0 });
  });
});

describe('overlaps', () => {
  it.each([
    ['PUT', 'GET'],
    ['GET', 'PUT'],
  ])('sees %s and %s of one document at once', (one, other) => {
    const first = arrive(one, 'n');
    now += 500;
    const second = arrive(other, 'n');
    end(second, 'not-found');
    now += 500;
    end(first, 'nothing');
    expect(found()).toMatchObject({ overlaps: 1 });
  });

  it('sees them also where the first never ends', () => {
    arrive('PUT', 'n', 'A');
    arrive('GET', 'n');
    now += 1000;
    expect(found()).toMatchObject({ overlaps: 1 });
  });

  it('lets two inquiries, two documents and two clients pass', () => {
    arrive('GET', 'n');
    arrive('GET', 'n');
    arrive('PUT', 'm', 'A');
    arrive('PUT', 'm/withdrawal', 'B');
    arrive('GET', 'm', undefined, 'b');
    now += 1000;
    expect(found()).toEqual({ ...clean, doubtful: 0 });
  });

  it('lets a client pass that leaves one connection for another', () => {
    const first = arrive('PUT', 'n', 'A');
    const second = arrive('GET', 'n');
    end(first, 'nothing', { by: 'client' });
    end(second, 'not-found');
    now += 1000;
    expect(found()).toEqual({ ...clean, doubtful: 0 });
  });
});

describe('documents', () => {
  it('sees another document where the first may have been taken', () => {
    put('nothing');
    get('pending');
    put('taken', {}, 'B');
    expect(found()).toEqual({ ...clean, changedBytes: 1, doubtful: 0 });
  });

  it.each<Said>(['busy', 'refused'])('lets another document pass after %s', (said) => {
    put(said);
    put('taken', {}, 'B');
    expect(found()).toEqual({ ...clean, doubtful: 0 });
  });

  it('lets another document pass once it is known that the first was not taken', () => {
    put('nothing');
    get('not-found');
    put('taken', {}, 'B');
    expect(found()).toEqual({ ...clean, doubtful: 0 });
  });

  it('sees a second document for a number that is taken', () => {
    const request = arrive('PUT', 'n');
    auditor.read(request, 'B', 'A');
    expect(found()).toMatchObject({ doubleFilings: 1 });
  });

  it('sees two receipts for one number', () => {
    const request = arrive('PUT', 'n', 'A');
    auditor.took(request, 'n', 'R1');
    auditor.took(request, 'n', 'R1');
    expect(found()).toMatchObject({ doubleFilings: 0 });
    auditor.took(request, 'n', 'R2');
    expect(found()).toMatchObject({ doubleFilings: 1 });
  });
});

it('says what it found, and keeps only the newest', () => {
  put('nothing');
  put('nothing');
  expect(auditor.report(now).findings).toEqual([
    {
      rule: 'blindResends',
      subject: 'n',
      request: 2,
      at: 1_001_010,
      detail: 'request 1 may have been taken and was not asked about',
    },
  ]);
  for (let times = 0; times < 500; times += 1) put('nothing');
  const report = auditor.report(now);
  expect([report.blindResends, report.findings.length]).toEqual([501, 200]);
  expect(report.findings.at(-1)?.request).toBe(502);
});
