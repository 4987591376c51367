import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineClient, EngineEvent } from '../../shared/contract/index.ts';
import { NaruError, type Problem } from '../../shared/errors.ts';
import { filingIdSchema } from '../../shared/filing/numbers.ts';
import { type Answer, answerSchema, connectEngine } from '../../shared/port/index.ts';
import { secret } from '../fakes/small-engine.ts';
import { type Line, lines } from './lines.ts';

/** One suite for every line between a face and the engine. */
describe.each(Object.entries(lines))('over %s', (_name, open) => {
  let line: Line;
  let client: EngineClient;
  let raw: unknown[];
  let heard: (() => void) | null;

  beforeEach(async () => {
    line = await open();
    raw = [];
    heard = null;
    line.port.onMessage((message) => {
      raw.push(message);
      heard?.();
    });
    client = connectEngine(line.port);
  });
  afterEach(() => line.close());

  /** The answer to a request that the client would not send. */
  async function ask(request: object): Promise<Answer> {
    line.port.post({ kind: 'request', id: 900, ...request });
    for (;;) {
      for (const message of raw) {
        const answer = answerSchema.safeParse(message);
        if (answer.success && answer.data.id === 900) return answer.data;
      }
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  }

  test('an answer belongs to its request, whichever comes first', async () => {
    const slow = client.call('filings.document', { id: 1, submissionId: 3 });
    const quick = client.call('filings.page', { view: 'all', search: '', after: 'k', limit: 7 });
    expect(await quick).toEqual({ rows: [], next: 'k', total: 7 });
    expect(await slow).toEqual({ xml: '나루나루나루', digest: '' });
  });

  test('an input that breaks its schema is refused with the field, before the handler', async () => {
    const page = { view: 'all', search: '', after: null };
    const problem = await problemOf(
      client.call('filings.page', { ...page, view: 'all', limit: 0 }),
    );
    expect(problem.code).toBe('wrong-input');
    expect(problem.params).toMatchObject({ field: 'limit' });
    const nested = await problemOf(client.call('filings.act', { ids: [1, -2], action: 'hold' }));
    expect(nested.params).toMatchObject({ field: 'ids[1]' });
    expect(String(nested.params['detail'])).toMatch(/^ids\[1\]: ./);
  });

  test.each([
    ['an unknown key', '{"mode":"real","more":1}'],
    ['a prototype key', '{"mode":"real","__proto__":{"mode":"practice"}}'],
    ['a constructor key', '{"mode":"real","constructor":{}}'],
    ['a value only in the prototype', '{"__proto__":{"mode":"real"}}'],
    ['no object', '"real"'],
    ['null', 'null'],
    ['a list', '["real"]'],
  ])('%s in the input is refused', async (_what, text) => {
    expect(await ask({ call: 'mode.set', input: JSON.parse(text) })).toMatchObject({
      ok: false,
      problem: { code: 'wrong-input' },
    });
    expect(Object.hasOwn(Object.prototype, 'mode')).toBe(false);
  });

  test('an input that is missing altogether is refused', async () => {
    expect(await ask({ call: 'mode.set' })).toMatchObject({
      ok: false,
      problem: { code: 'wrong-input' },
    });
  });

  test('an input over its largest size is refused', async () => {
    const ids = Array.from({ length: 1001 }, (_, index) => index + 1);
    expect(await problemOf(client.call('filings.act', { ids, action: 'hold' }))).toMatchObject({
      code: 'wrong-input',
      params: { field: 'ids' },
    });
  });

  test.each(['no.such', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'the call %j is unknown',
    async (call) => {
      expect(await ask({ call, input: {} })).toEqual({
        kind: 'answer',
        id: 900,
        ok: false,
        problem: { code: 'unknown-call', params: { name: call } },
      });
    },
  );

  test("an error of the engine's own keeps its code and particulars", async () => {
    expect(await problemOf(client.call('filings.get', { id: 41 }))).toEqual({
      code: 'not-found',
      params: { what: '41' },
    });
  });

  test('any other error is internal and says nothing of its inside', async () => {
    expect(await problemOf(client.call('sync.get', {}))).toEqual({
      code: 'internal',
      params: { detail: 'sync.get' },
    });
    expect(JSON.stringify(raw)).not.toContain(secret);
    expect(JSON.stringify(raw)).not.toContain('TypeError');
  });

  test('an output that breaks the contract does not leave the engine', async () => {
    expect(await problemOf(client.call('gateway.get', {}))).toMatchObject({ code: 'internal' });
    expect(JSON.stringify(raw)).not.toContain('secret');
  });

  test('events come in order, and before the answer of the call that caused them', async () => {
    const order: unknown[] = [];
    client.subscribe((event) => order.push(event));
    const ids = [5, 3, 4, 1, 2];
    const { done } = await client.call('filings.act', { ids, action: 'hold' });
    expect(done).toEqual(ids);
    expect(order).toEqual(ids.map((id) => ({ topic: 'filings', ids: [id] })));
  });

  test('every subscriber hears, none after it has ended its subscription', async () => {
    const first: EngineEvent[] = [];
    const second: EngineEvent[] = [];
    const end = client.subscribe((event) => first.push(event));
    client.subscribe((event) => second.push(event));
    await client.call('filings.act', { ids: [1], action: 'hold' });
    end();
    await client.call('filings.act', { ids: [2], action: 'hold' });
    expect(first).toEqual([told(1)]);
    expect(second).toEqual([told(1), told(2)]);
  });

  test('messages that are no request are passed over', async () => {
    for (const message of [{}, [], 'x', 7, { kind: 'request' }, { kind: 'answer', id: 1 }]) {
      line.port.post(message);
    }
    line.port.post({ kind: 'request', id: -1, call: 'office.set', input: {} });
    line.port.post({ kind: 'request', id: 1, call: 'x'.repeat(101), input: {} });
    expect(await client.call('mode.set', { mode: 'real' })).toEqual({});
    expect(raw.filter((message) => answerSchema.safeParse(message).success)).toHaveLength(1);
  });

  test('calls that are open when the engine goes are rejected, as are later ones', async () => {
    const first = problemOf(client.call('intake.commit', { intakeId: '0123456789abcdef' }));
    const second = problemOf(client.call('intake.commit', { intakeId: '0123456789abcdef' }));
    await client.call('mode.set', { mode: 'real' });
    line.sever();
    const stopped = { code: 'engine-stopped', params: {} };
    expect(await first).toEqual(stopped);
    expect(await second).toEqual(stopped);
    expect(await problemOf(client.call('mode.set', { mode: 'real' }))).toEqual(stopped);
  });

  test('closing this side rejects the open calls at once', async () => {
    const open = problemOf(client.call('intake.commit', { intakeId: '0123456789abcdef' }));
    await client.call('mode.set', { mode: 'real' });
    line.port.close();
    expect(await open).toEqual({ code: 'engine-stopped', params: {} });
  });

  test('many calls at once all come home', async () => {
    const names = Array.from({ length: 200 }, (_, index) => index + 1);
    const pages = await Promise.all(
      names.map((limit) =>
        client.call('filings.page', { view: 'all', search: '', after: String(limit), limit }),
      ),
    );
    expect(pages.map((page) => page.next)).toEqual(names.map(String));
  });
});

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof NaruError) return error.problem;
    throw error;
  }
  throw new Error('the call was not refused');
}

function told(id: number): EngineEvent {
  return { topic: 'filings', ids: [filingIdSchema.parse(id)] };
}
