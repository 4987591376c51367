import { expect, test } from 'vitest';
import { NaruError } from '../../../shared/errors.ts';
import {
  connectEngine,
  createRelay,
  memoryPorts,
  type Port,
  type Relay,
  serveEngine,
} from '../../../shared/port/index.ts';
import { createSmallEngine, type SmallEngine } from '../../fakes/small-engine.ts';

const page = { view: 'all', search: '', limit: 1 } as const;

test('each of many faces gets the answers to its own requests, and all hear events', async () => {
  const relay = createRelay();
  startEngine(relay);
  const [one, two] = [addFace(relay), addFace(relay)];
  const heard: string[] = [];
  one.client.subscribe((event) => heard.push(`one ${event.topic}`));
  two.client.subscribe((event) => heard.push(`two ${event.topic}`));
  const answers = await Promise.all([
    one.client.call('filings.page', { ...page, after: 'one' }),
    two.client.call('filings.page', { ...page, after: 'two' }),
  ]);
  expect(answers.map((answer) => answer.next)).toEqual(['one', 'two']);
  await one.client.call('filings.act', { ids: [1], action: 'hold' });
  await two.client.call('mode.set', { mode: 'real' });
  expect(heard.toSorted()).toEqual(['one filings', 'two filings']);
});

test('requests made before the engine is there wait for it', async () => {
  const relay = createRelay();
  const { client } = addFace(relay);
  const answer = client.call('filings.page', { ...page, after: 'early' });
  startEngine(relay);
  expect((await answer).next).toBe('early');
});

test('when the engine goes, open calls are rejected and faces are closed to start over', async () => {
  const relay = createRelay();
  const first = startEngine(relay);
  const face = addFace(relay);
  const open = codeOf(face.client.call('intake.commit', { intakeId: '0123456789abcdef' }));
  await face.client.call('mode.set', { mode: 'real' });
  first.port.close();
  expect(await open).toBe('engine-stopped');
  startEngine(relay);
  const next = addFace(relay);
  expect((await next.client.call('filings.page', { ...page, after: 'again' })).next).toBe('again');
});

test('an engine that will not come is told to faces that are there and that come later', async () => {
  const relay = createRelay();
  const early = addFace(relay);
  const waiting = codeOf(early.client.call('mode.set', { mode: 'real' }));
  await Promise.resolve();
  relay.fail({ code: 'disk-full', params: {} });
  expect(await waiting).toBe('disk-full');
  const late = addFace(relay);
  const told = new Promise((resolve) => {
    late.client.subscribe(resolve);
  });
  expect(await told).toEqual({ topic: 'fatal', problem: { code: 'disk-full', params: {} } });
  expect(await codeOf(late.client.call('mode.set', { mode: 'real' }))).toBe('disk-full');

  const closed = new Promise<void>((resolve) => {
    late.port.onClose(resolve);
  });
  startEngine(relay);
  await closed;
});

test('an answer to a face that has gone goes nowhere', async () => {
  const relay = createRelay();
  const { engine } = startEngine(relay);
  const gone = addFace(relay);
  const stays = addFace(relay);
  const open = codeOf(gone.client.call('filings.document', { id: 1, submissionId: 1 }));
  gone.port.close();
  expect(await open).toBe('engine-stopped');
  expect((await stays.client.call('filings.page', { ...page, after: 'x' })).next).toBe('x');
  expect(engine.subscribers()).toBe(1);
});

test('a face cannot speak as a host does', async () => {
  const relay = createRelay();
  const [host, port] = memoryPorts();
  const received: unknown[] = [];
  port.onMessage((message) => received.push(message));
  serveEngine(port, createSmallEngine());
  relay.setEngine(host);
  const face = addFace(relay);
  for (const kind of ['stop', 'ready', 'event', 'answer']) face.port.post({ kind, id: 1 });
  await face.client.call('mode.set', { mode: 'real' });
  expect(received).toEqual([{ kind: 'request', id: 1, call: 'mode.set', input: { mode: 'real' } }]);
});

function startEngine(relay: Relay): { engine: SmallEngine; port: Port } {
  const [host, port] = memoryPorts();
  const engine = createSmallEngine();
  serveEngine(port, engine);
  relay.setEngine(host);
  return { engine, port };
}

function addFace(relay: Relay): {
  port: Port;
  client: ReturnType<typeof connectEngine>;
} {
  const [port, face] = memoryPorts();
  relay.addFace(face);
  return { port, client: connectEngine(port) };
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (error instanceof NaruError) return error.problem.code;
    throw error;
  }
}
