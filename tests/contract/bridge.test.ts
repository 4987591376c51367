import { expect, test } from 'vitest';
import type { EngineEvent } from '../../shared/contract/index.ts';
import { connectBridge, type NaruBridge } from '../../shared/port/index.ts';

const page = { view: 'all', search: '', after: null, limit: 1 } as const;

/** What the preload exposes, with answers made by the test. */
function bridge(answer: (name: string, input: unknown) => unknown): Omit<NaruBridge, 'host'> & {
  tell(event: unknown): void;
} {
  const handlers: ((event: unknown) => void)[] = [];
  return {
    call: async (name, input) => answer(name, input),
    subscribe(handler) {
      handlers.push(handler);
      return () => undefined;
    },
    tell: (event) => handlers.forEach((handler) => handler(event)),
  };
}

test('a call goes through with its name and input, and its value comes back', async () => {
  const asked: unknown[] = [];
  const client = connectBridge(
    bridge((name, input) => {
      asked.push([name, input]);
      return { kind: 'answer', id: 99, ok: true, value: { rows: [], next: 'n', total: 0 } };
    }),
  );
  // The host counts its own requests: its number is not ours.
  expect(await client.call('filings.page', page)).toEqual({ rows: [], next: 'n', total: 0 });
  expect(asked).toEqual([['filings.page', page]]);
});

test.each([
  [
    'a problem of the engine',
    { ok: false, problem: { code: 'disk-full', params: {} } },
    'disk-full',
  ],
  ['a value that breaks the contract', { ok: true, value: { rows: 7 } }, 'internal'],
  ['an answer of no kind', { fine: true }, 'internal'],
  ['nothing', undefined, 'internal'],
  ['text', 'text', 'internal'],
])('%s is an error with a code', async (_what, answer, code) => {
  const client = connectBridge(bridge(() => answer));
  await expect(client.call('filings.page', page)).rejects.toMatchObject({ problem: { code } });
});

test('a host that refuses or has gone means the engine has stopped', async () => {
  const client = connectBridge(
    bridge(() => {
      throw new Error('refused');
    }),
  );
  await expect(client.call('filings.page', page)).rejects.toMatchObject({
    problem: { code: 'engine-stopped' },
  });
});

test('events come through once they fit the contract; a failure is told to late comers', () => {
  const line = bridge(() => null);
  const client = connectBridge(line);
  const heard: EngineEvent[] = [];
  client.subscribe((event) => heard.push(event));
  line.tell({ topic: 'filings', ids: [1] });
  line.tell({ topic: 'filings', ids: ['1'] });
  line.tell({ topic: 'other' });
  line.tell('text');
  expect(heard).toEqual([{ topic: 'filings', ids: [1] }]);
  const fatal = { topic: 'fatal', problem: { code: 'disk-full', params: {} } };
  line.tell(fatal);
  const late: EngineEvent[] = [];
  client.subscribe((event) => late.push(event));
  expect(late).toEqual([fatal]);
});
