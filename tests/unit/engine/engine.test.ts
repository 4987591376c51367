import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import { pacingSettingsSchema } from '../../../main/outbox/policy/index.ts';
import { createPracticeCentral } from '../../../main/practice/index.ts';
import { openDataFolder, openForReading } from '../../../main/store/index.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import type {
  CallInput,
  CallOutput,
  CallName,
  EngineClient,
  EngineEvent,
} from '../../../shared/contract/index.ts';
import { chunkBytes } from '../../../shared/contract/index.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { NaruError, type Problem } from '../../../shared/errors.ts';
import { declarantCodeSchema } from '../../../shared/filing/numbers.ts';
import { koreanDate } from '../../../shared/time.ts';

/** As fast as this computer can; the limits of a second and a minute out of the way. */
const pacing = pacingSettingsSchema.parse({
  minIntervalMs: 0,
  minGapMs: 0,
  troubleIntervalMs: 20,
  startSpreadMs: 0,
  emptyNoticesMs: 50,
  inquirySettleMs: 20,
  inquiryFirstMs: 20,
  limitPerSecond: 100_000,
  limitPerMinute: 6_000_000,
});
const office = {
  declarant: declarantCodeSchema.parse('12345'),
  name: '시험 관세사무소',
  customsOffice: '04010',
};
const running = new Set<Engine>();
afterEach(async () => {
  for (const engine of running) await engine.stop();
  running.clear();
});

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'naru-engine-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}
async function start(dataFolder: string): Promise<Engine> {
  const engine = await createEngine({ dataFolder, owner: 'engine test', pacing });
  engine.ended.catch(() => {});
  running.add(engine);
  return engine;
}
async function stop(engine: Engine): Promise<void> {
  running.delete(engine);
  await engine.stop();
}
async function problemOfStart(dataFolder: string): Promise<Problem> {
  return problemOf(start(dataFolder));
}
async function problemOf(work: Promise<unknown>): Promise<Problem> {
  try {
    await work;
  } catch (error) {
    if (error instanceof NaruError) return error.problem;
    throw error;
  }
  return expect.unreachable('a problem was expected');
}
/** A call as a face makes it: over a port, validated both ways. */
function call<Name extends CallName>(
  engine: Engine,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  let client = clients.get(engine);
  if (client === undefined) {
    const [near, far] = memoryPorts();
    serveEngine(far, engine);
    client = connectEngine(near);
    clients.set(engine, client);
  }
  return client.call(name, input);
}
const clients = new WeakMap<Engine, EngineClient>();

/** A folder in which a real database was made. */
function usedFolder(): string {
  const folder = tempFolder();
  const held = openDataFolder({ folder, owner: 'test', now: new Date() });
  held.openStore('real').close();
  held.release();
  return folder;
}

describe('an engine that cannot start', () => {
  test('says that the folder cannot be written', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, '..', 'file'), '');
    const data = join(folder, '..', 'file', 'data');
    expect(await problemOfStart(data)).toEqual({
      code: 'data-not-writable',
      params: { folder: data },
    });
  });

  test('says who has the folder, and starts once it is free', async () => {
    const folder = tempFolder();
    const first = await start(folder);
    expect(await problemOfStart(folder)).toMatchObject({
      code: 'data-in-use',
      params: { owner: 'engine test', pid: process.pid },
    });
    await stop(first);
    await start(folder);
  });

  test('says that the key is wrong or missing, and starts once it is back', async () => {
    const folder = tempFolder();
    await stop(await start(folder));
    const file = join(folder, 'naru.key');
    const own = readFileSync(file);
    writeFileSync(file, `${'ab'.repeat(32)}\n`);
    expect(await problemOfStart(folder)).toEqual({ code: 'wrong-key', params: { file } });
    rmSync(file);
    expect(await problemOfStart(folder)).toEqual({ code: 'key-missing', params: { file } });
    writeFileSync(file, own);
    await start(folder);
  });

  test('says that the data is damaged, and starts once the copy is back', async () => {
    const folder = tempFolder();
    const first = await start(folder);
    await call(first, 'practice.addSamples', { count: 5 });
    await stop(first);
    const file = join(folder, 'practice.db');
    const good = readFileSync(file);
    writeFileSync(file, Buffer.from(good).fill(0, 0, 4096));
    expect((await problemOfStart(folder)).code).toBe('data-damaged');
    // A start that failed leaves nothing open.
    expect((await problemOfStart(folder)).code).toBe('data-damaged');
    writeFileSync(file, good);
    const again = await start(folder);
    const page = await call(again, 'filings.page', {
      view: 'all',
      search: '',
      after: null,
      limit: 9,
    });
    expect(page.total).toBe(5);
  });
});

describe('a change of mode', () => {
  test('to real data that is damaged leaves practice at work', async () => {
    const folder = usedFolder();
    const file = join(folder, 'naru.db');
    const good = readFileSync(file);
    const bad = Buffer.from(good).fill(0, 0, 4096);
    writeFileSync(file, bad);
    const engine = await start(folder);
    expect((await problemOf(call(engine, 'mode.set', { mode: 'real' }))).code).toBe('data-damaged');
    expect((await call(engine, 'sync.get', {})).mode).toBe('practice');
    await call(engine, 'practice.addSamples', { count: 3 });
    await vi.waitFor(
      async () => {
        const { counts } = await call(engine, 'sync.get', {});
        expect(counts.transport.acknowledged).toBe(3);
      },
      { timeout: 10_000 },
    );
    expect(readFileSync(file).equals(bad)).toBe(true);
    writeFileSync(file, good);
    await call(engine, 'mode.set', { mode: 'real' });
    expect((await call(engine, 'sync.get', {})).mode).toBe('real');
  });

  test('is remembered, and two at the same time come one after the other', async () => {
    const folder = tempFolder();
    const engine = await start(folder);
    await Promise.all([
      call(engine, 'mode.set', { mode: 'real' }),
      call(engine, 'mode.set', { mode: 'real' }),
      call(engine, 'mode.set', { mode: 'practice' }),
      call(engine, 'mode.set', { mode: 'real' }),
    ]);
    expect(await call(engine, 'sync.get', {})).toMatchObject({
      mode: 'real',
      gate: { phase: 'no-gateway' },
    });
    await stop(engine);
    const again = await start(folder);
    expect((await call(again, 'sync.get', {})).mode).toBe('real');
    expect((await problemOf(call(again, 'practice.get', {}))).code).toBe('practice-only');
  });

  test('keeps practice filings out of the real data', async () => {
    const folder = tempFolder();
    const engine = await start(folder);
    await call(engine, 'practice.addSamples', { count: 3 });
    expect(
      (
        await problemOf(
          call(engine, 'gateway.set', { is: 'http', url: 'http://127.0.0.1:9', token: null }),
        )
      ).code,
    ).toBe('real-mode-only');
    await call(engine, 'mode.set', { mode: 'real' });
    expect(
      (await call(engine, 'filings.page', { view: 'all', search: '', after: null, limit: 9 }))
        .total,
    ).toBe(0);
    await stop(engine);
    expect(existsSync(join(folder, 'practice.db'))).toBe(true);
    const reader = openForReading(folder, 'real');
    expect(reader.counts.transport.queued).toBe(0);
    reader.close();
  });
});

describe('the real mode', () => {
  test('takes a file in, sends it to the address that is set, and tells of it', async () => {
    const central = createPracticeCentral({ seed: 1, scenario: 'calm', clock: systemClock });
    const { url } = await central.listen(0);
    onTestFinished(() => central.close());
    const engine = await start(tempFolder());
    await call(engine, 'mode.set', { mode: 'real' });
    const events: EngineEvent[] = [];
    engine.subscribe((event) => events.push(event));

    const filings = practiceFilings({ count: 20, seed: 3, today: koreanDate(systemClock.now()) });
    const bytes = Buffer.from(JSON.stringify(filings));
    const { intakeId } = await call(engine, 'intake.begin', { name: 'a.json', size: bytes.length });
    for (let offset = 0; offset < bytes.length; offset += chunkBytes)
      await call(engine, 'intake.chunk', {
        intakeId,
        offset,
        data: bytes.subarray(offset, offset + chunkBytes).toString('base64'),
      });
    // Without an office there are no numbers to give; the file is still there afterwards.
    expect((await problemOf(call(engine, 'intake.commit', { intakeId }))).code).toBe('no-office');
    await call(engine, 'office.set', office);
    const result = await call(engine, 'intake.commit', { intakeId });
    expect(result).toMatchObject({ added: 20, known: 0, broken: 0 });

    await call(engine, 'gateway.set', { is: 'http', url, token: null });
    await vi.waitFor(
      async () => {
        const { counts } = await call(engine, 'sync.get', {});
        expect(counts.transport.acknowledged).toBe(20);
      },
      { timeout: 15_000 },
    );
    expect(central.state()).toMatchObject({ taken: 20, audit: { doubleFilings: 0, overlaps: 0 } });
    expect(events.some((event) => event.topic === 'filings')).toBe(true);
    expect(events.some((event) => event.topic === 'sync')).toBe(true);
    const undone = await call(engine, 'intake.undo', { batchId: result.batchId ?? 0 });
    expect(undone).toEqual({ removed: 0, kept: 20 });
  });

  test('with nothing listening keeps all in the queue and says that it is stopped', async () => {
    const engine = await start(tempFolder());
    await call(engine, 'practice.addSamples', { count: 4 });
    await call(engine, 'mode.set', { mode: 'real' });
    await call(engine, 'office.set', office);
    const [filing] = practiceFilings({ count: 1, seed: 3, today: koreanDate(systemClock.now()) });
    const bytes = Buffer.from(JSON.stringify(filing));
    const { intakeId } = await call(engine, 'intake.begin', { name: 'a.json', size: bytes.length });
    await call(engine, 'intake.chunk', { intakeId, offset: 0, data: bytes.toString('base64') });
    await call(engine, 'intake.commit', { intakeId });
    // Port 9 (discard) is listened to by nobody.
    await call(engine, 'gateway.set', { is: 'http', url: 'http://127.0.0.1:9', token: null });
    await vi.waitFor(
      async () => {
        const { central, counts } = await call(engine, 'sync.get', {});
        expect(central).toMatchObject({
          grade: 'stopped',
          lastFailure: { cause: 'connection-refused' },
        });
        expect(counts.transport).toMatchObject({ queued: 1, unconfirmed: 0 });
      },
      { timeout: 10_000 },
    );
  });
});

test('after its end an engine tells nothing more', async () => {
  const engine = await start(tempFolder());
  let ended = false;
  engine.subscribe(() => expect(ended).toBe(false));
  await call(engine, 'practice.addSamples', { count: 5 });
  await stop(engine);
  ended = true;
  await new Promise((resolve) => setTimeout(resolve, 400));
});

test('a change of mode waits for a batch that is going in, and takes nothing from it', async () => {
  const engine = await start(tempFolder());
  const going = call(engine, 'practice.addSamples', { count: 400 });
  const changed = call(engine, 'mode.set', { mode: 'real' });
  expect(await going).toMatchObject({ added: 400 });
  await changed;
  expect((await call(engine, 'sync.get', {})).mode).toBe('real');
  await call(engine, 'mode.set', { mode: 'practice' });
  const page = { view: 'all', search: '', after: null, limit: 1 } as const;
  expect((await call(engine, 'filings.page', page)).total).toBe(400);
});
