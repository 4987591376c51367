import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { createPracticeCentral, type PracticeCentral } from '../../../main/practice/index.ts';
import {
  digestOf,
  get,
  importXml,
  inquire,
  noticesBody,
  numberOf,
  problemBody,
  put,
  receiptBody,
  type Reply,
} from './client.ts';

let central: PracticeCentral;
let url = '';
const no = numberOf(1);
const basics = { seed: 1, scenario: 'calm', clock: systemClock } as const;

beforeEach(async () => {
  central = createPracticeCentral({
    ...basics,
    // Life goes slowly, so that each state stands still while a test looks at it.
    pace: { receivedMs: [1, 1], decisionMs: [600_000, 600_000], rejected: 0 },
  });
  ({ url } = await central.listen(0));
});
afterEach(() => central.close());

function expectProblem(reply: Reply, status: number, segment: string): void {
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemBody.parse(reply.body);
  expect({ http: reply.status, status: problem.status, type: problem.type }).toEqual({
    http: status,
    status,
    type: `https://naru.example/problems/${segment}`,
  });
}

describe('declarations', () => {
  it('takes a document now, with a receipt of its number and digest', async () => {
    const reply = await put(url, no);
    expect(reply.status).toBe(201);
    expect(receiptBody.parse(reply.body)).toMatchObject({
      declarationNo: no,
      state: 'received',
      digest: digestOf(importXml(no)),
    });
  });

  it('gives the same receipt again for the same number and digest', async () => {
    const first = receiptBody.parse((await put(url, no)).body);
    const second = await put(url, no);
    expect(second.status).toBe(200);
    expect(receiptBody.parse(second.body)).toEqual(first);
    const inquiry = await inquire(url, no);
    expect(inquiry.status).toBe(200);
    expect(receiptBody.parse(inquiry.body)).toEqual(first);
    expect(central.state().taken).toBe(1);
  });

  it('refuses another document under a number that is used', async () => {
    await put(url, no);
    expectProblem(await put(url, no, { body: importXml(no, '다른 문서') }), 409, 'number-used');
    expect(central.audit()).toMatchObject({ doubleFilings: 1, changedBytes: 1 });
  });

  it('says 404 of what it never took', async () => {
    expectProblem(await inquire(url, no), 404, 'not-found');
  });

  it.each([
    ['no digest', { 'content-digest': null }, 400],
    ['a malformed digest', { 'content-digest': 'sha-256=abc' }, 400],
    ["another document's digest", { 'content-digest': digestOf('x') }, 400],
    ['no document type', { 'document-type': null }, 400],
    ['an unknown document type', { 'document-type': 'letter' }, 400],
    ['another content type', { 'content-type': 'text/xml' }, 415],
    ['another charset', { 'content-type': 'application/xml; charset=euc-kr' }, 415],
    ['a content encoding', { 'content-encoding': 'gzip' }, 415],
  ])('refuses %s', async (_name, headers, status) => {
    expectProblem(await put(url, no, { headers }), status, 'invalid-document');
    expectProblem(await inquire(url, no), 404, 'not-found');
  });

  it('takes UTF-8 that is named as such', async () => {
    const headers = { 'content-type': 'application/xml; charset=UTF-8' };
    expect((await put(url, no, { headers })).status).toBe(201);
  });

  it('refuses more than 5 MB and stays well', async () => {
    const body = importXml(no, 'x'.repeat(5 * 1024 * 1024));
    expectProblem(await put(url, no, { body }), 413, 'invalid-document');
    expect((await put(url, no)).status).toBe(201);
  });

  it('refuses what is no XML or no UTF-8', async () => {
    const malformed = await put(url, no, { body: importXml(no).replace('</wco:Payer>', '') });
    expectProblem(malformed, 400, 'invalid-document');
    expect(problemBody.parse(malformed.body).detail).toMatch(/^XML 형식 오류/);
    const latin = await put(url, no, { body: new Uint8Array([0x3c, 0x61, 0x3e, 0xff, 0xfe]) });
    expectProblem(latin, 400, 'invalid-document');
  });

  it('names what is missing and the number that is another, in Korean', async () => {
    const body = importXml(numberOf(2)).replace(/<wco:DeclarationOfficeID>.*\n/, '');
    const reply = await put(url, no, { body });
    expectProblem(reply, 422, 'invalid-document');
    expect(problemBody.parse(reply.body).errors).toEqual([
      {
        code: 'C501',
        path: '/Declaration/ID',
        message: `신고번호가 다릅니다. 문서에는 ${numberOf(2)}, 제출에는 ${no}입니다.`,
      },
      {
        code: 'C501',
        path: '/Declaration/DeclarationOfficeID',
        message: '신고세관·과 항목은 반드시 기재해야 합니다.',
      },
    ]);
  });

  it('refuses a number of the wrong form', async () => {
    expectProblem(await put(url, '12345-26-000001M'), 400, 'invalid-document');
    expectProblem(await inquire(url, '123'), 404, 'not-found');
  });

  it('knows no other path and no other method', async () => {
    expectProblem(await get(url, 'elsewhere'), 404, 'not-found');
    const reply = await fetch(`${url}/v1/declarations/${no}`, { method: 'DELETE' });
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, PUT']);
  });
});

describe('amendments and withdrawal', () => {
  const plain = { headers: { 'document-type': null } };

  it.each(['amendments/1', 'withdrawal'])('%s needs its original', async (part) => {
    expectProblem(await put(url, `${no}/${part}`, plain), 409, 'declaration-unknown');
    expectProblem(await inquire(url, `${no}/${part}`), 404, 'not-found');
  });

  it.each(['amendments/1', 'amendments/27', 'withdrawal'])(
    'takes %s once, under the same rules',
    async (part) => {
      const original = receiptBody.parse((await put(url, no)).body);
      const first = await put(url, `${no}/${part}`, plain);
      expect(first.status).toBe(201);
      const receipt = receiptBody.parse(first.body);
      expect(receipt).toMatchObject({ declarationNo: no, state: 'received' });
      expect(receipt.receiptNo).not.toBe(original.receiptNo);
      expect((await put(url, `${no}/${part}`, plain)).status).toBe(200);
      expect(receiptBody.parse((await inquire(url, `${no}/${part}`)).body)).toEqual(receipt);
      const other = await put(url, `${no}/${part}`, { ...plain, body: importXml(no, '!') });
      expectProblem(other, 409, 'number-used');
    },
  );

  it('knows no amendment nought', async () => {
    await put(url, no);
    expectProblem(await put(url, `${no}/amendments/0`, plain), 400, 'invalid-document');
  });
});

describe('notices', () => {
  it('gives them oldest first, page by page, and a next also for an empty page', async () => {
    for (let serial = 1; serial <= 5; serial += 1) await put(url, numberOf(serial));
    const empty = noticesBody.parse((await get(url, 'notices?after=')).body);
    const first = noticesBody.parse((await get(url, 'notices?limit=3')).body);
    const rest = noticesBody.parse(
      (await get(url, `notices?limit=3&after=${encodeURIComponent(first.next)}`)).body,
    );
    expect(empty.notices.length).toBe(5);
    expect([first.notices.length, rest.notices.length]).toEqual([3, 2]);
    const all = [...first.notices, ...rest.notices];
    expect(all).toEqual(empty.notices);
    expect(new Set(all.map((notice) => notice.id)).size).toBe(5);
    expect(all.map((notice) => notice.kind)).toEqual(Array(5).fill('received'));
    const last = noticesBody.parse((await get(url, `notices?after=${rest.next}`)).body);
    expect(last).toEqual({ notices: [], next: rest.next });
  });

  it.each(['limit=0', 'limit=1001', 'limit=x', 'after=%00'])('refuses %s', async (query) => {
    expectProblem(await get(url, `notices?${query}`), 400, 'invalid-document');
  });

  it('starts again where the cursor is from another book', async () => {
    await put(url, no);
    const page = noticesBody.parse((await get(url, 'notices?after=abc.99')).body);
    expect(page.notices.map((notice) => notice.declarationNo)).toEqual([no]);
  });
});

describe('credentials', () => {
  it('lets nobody in without the token, but says how it is', async () => {
    const guarded = createPracticeCentral({ ...basics, token: 'letmein' });
    const { url: door } = await guarded.listen(0);
    try {
      const none = await put(door, no);
      expectProblem(none, 401, 'unauthorized');
      expect(none.headers.get('www-authenticate')).toBe('Bearer');
      const wrong = { authorization: 'Bearer wrong' };
      expectProblem(await put(door, no, { headers: wrong }), 403, 'forbidden');
      expectProblem(await get(door, 'notices', wrong), 403, 'forbidden');
      expectProblem(await get(door, `declarations/${no}`), 401, 'unauthorized');
      const headers = { authorization: 'Bearer letmein' };
      expect((await put(door, no, { headers })).status).toBe(201);
      expect((await get(door, 'status')).body).toEqual({ state: 'normal' });
    } finally {
      await guarded.close();
    }
  });
});

it('says that the port is taken', async () => {
  const second = createPracticeCentral(basics);
  const port = Number(new URL(url).port);
  await expect(second.listen(port)).rejects.toMatchObject({
    problem: { code: 'port-in-use', params: { port } },
  });
  await second.close();
});
