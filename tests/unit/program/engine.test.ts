import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import { loggedCalls } from '../../../main/engine/program/logged-calls.ts';
import { createTimings } from '../../../main/engine/program/timings.ts';
import { silentLog, readLogs, type Log } from '../../../main/log/index.ts';
import { openLog } from '../../../main/log/log.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { EngineClient } from '../../../shared/contract/index.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { version } from '../../../shared/version.ts';
import { createSmallEngine } from '../../fakes/small-engine.ts';

const root = mkdtempSync(join(tmpdir(), 'naru-program-'));
const dataFolder = join(root, 'data');
let engine: Engine;
let client: EngineClient;
let log: Log;

beforeAll(async () => {
  mkdirSync(dataFolder);
  log = openLog({ dataFolder, process: 'engine' });
  engine = await createEngine({ dataFolder, owner: 'test', log });
  engine.ended.catch(() => undefined);
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  client = connectEngine(near);
}, 60_000);
afterAll(async () => {
  await engine.stop();
  log.close();
  rmSync(root, { recursive: true, force: true });
});

describe('the program', () => {
  test('tells of itself what it is, how large its data is, and how much room there is', async () => {
    const program = await client.call('program.get', {});
    expect(program.versions).toMatchObject({
      naru: version,
      node: process.versions.node,
      electron: null,
    });
    expect(program.versions.schema).toBeGreaterThanOrEqual(7);
    expect(program.database.bytes).toBeGreaterThan(10_000);
    expect(program.disk?.totalBytes).toBeGreaterThan(program.disk?.freeBytes ?? Number.NaN);
    expect(program.running?.memory.residentBytes).toBeGreaterThan(1_000_000);
    expect(program.lastBackupAt).toBeNull();
    const share = join(dataFolder, '..', 'share');
    mkdirSync(share);
    const keep = { days: 7, weeks: 4, months: 12 };
    await client.call('backup.set', {
      folder: share,
      everyHours: 24,
      keep,
      protect: { is: 'this-computer' },
    });
    await client.call('backup.make', {});
    expect((await client.call('program.get', {})).lastBackupAt).toBeGreaterThan(0);
  });

  test('checks its data, and remembers what came of it', async () => {
    await client.call('practice.addSamples', { count: 3 });
    const check = await client.call('program.check', {});
    expect(check).toMatchObject({ mode: 'practice', findings: 0, filings: 3 });
    expect((await client.call('program.get', {})).lastCheck).toEqual(check);
  });

  test('answers others while it checks, and two who ask get one check', async () => {
    const over = { is: false };
    const checks = Promise.all([
      client.call('program.check', {}),
      client.call('program.check', {}),
    ]).finally(() => {
      over.is = true;
    });
    let answered = 0;
    for (; !over.is && answered < 50; answered += 1) {
      await client.call('sync.get', {});
      await new Promise(setImmediate);
    }
    // A thread takes thousands of turns to start; a check in the engine's own would leave two.
    expect(answered).toBe(50);
    const [first, second] = await checks;
    expect(second).toEqual(first);
  });

  test('puts no database in place while the one there is being checked', async () => {
    const order: string[] = [];
    const checked = client.call('program.check', {}).then(() => order.push('checked'));
    const rotated = client.call('keys.rotate', {}).then(() => order.push('rotated'));
    await Promise.all([checked, rotated]);
    expect(order).toEqual(['checked', 'rotated']);
    expect(await client.call('program.check', {})).toMatchObject({ findings: 0 });
  });

  test('writes down what was opened, refused and set, each with its call', async () => {
    await client.call('filings.get', { id: 9999 }).catch(() => undefined);
    await client.call('logs.set', { level: 'debug', keepDays: 3 });
    expect(await client.call('logs.get', {})).toEqual({ level: 'debug', keepDays: 3 });
    await client.call('sync.get', {});
    log.flush();
    const events = readLogs(dataFolder, 100).map(({ event, fields }) => [
      event,
      fields['call'] ?? null,
    ]);
    expect(events).toContainEqual(['session-opened', null]);
    expect(events).toContainEqual(['call-refused', 'filings.get']);
    expect(events).toContainEqual(['setting-changed', 'logs.set']);
    expect(events).toContainEqual(['call', 'sync.get']);
  });

  test('answers others while it reads long logs for the diagnostics', async () => {
    const line = readFileSync(join(dataFolder, 'logs', 'engine.log'), 'utf8').split('\n')[0] ?? '';
    const old = join(dataFolder, 'logs', 'engine.20261126T000000000Z.log');
    writeFileSync(old, `${line}\n`.repeat(6000));
    const over = { is: false };
    const diagnostics = client.call('diagnostics.get', {}).finally(() => {
      over.is = true;
    });
    let answered = 0;
    for (; !over.is && answered < 50; answered += 1) {
      await client.call('sync.get', {});
      await new Promise(setImmediate);
    }
    rmSync(old);
    expect(answered).toBeGreaterThan(8);
    const { files } = await diagnostics;
    const log = files.find(({ name }) => name === 'log.jsonl');
    expect(log?.text.trimEnd().split('\n')).toHaveLength(5000);
  });

  test('gives diagnostics with the calls that took longest', async () => {
    const { files } = await client.call('diagnostics.get', {});
    const slowest: unknown = JSON.parse(
      files.find(({ name }) => name === 'slowest-calls.json')?.text ?? '',
    );
    expect(slowest).toContainEqual(expect.objectContaining({ call: 'program.check', count: 5 }));
  });
});

/** Calls that answer late, refuse, or fail, and what is written down of them. */
function calls() {
  const small = createSmallEngine();
  const lines: [string, unknown][] = [];
  let at = 0;
  const timings = createTimings();
  const handlers = loggedCalls(
    {
      ...small.handlers,
      'sync.get': () => {
        at += 300;
        throw new NaruError('no-office');
      },
      'filings.act': async () => {
        await Promise.resolve();
        at += 400;
        throw new Error('홍길동');
      },
      'office.set': () => {
        at += 700;
        return {};
      },
    },
    { ...silentLog, write: (event, fields) => void lines.push([event, fields]) },
    timings,
    () => at,
  );
  return { handlers, lines, timings };
}

describe('a call that is written down', () => {
  test('is timed, whether it answers at once, later, or not at all', async () => {
    const { handlers, lines, timings } = calls();
    expect(() => handlers['sync.get']({})).toThrow(NaruError);
    await expect(handlers['filings.act']({ ids: [], action: 'hold' })).rejects.toThrow();
    await handlers['office.set'](JSON.parse('{}'));
    expect(lines).toEqual([
      ['call-refused', { call: 'sync.get', code: 'no-office', ms: 300 }],
      ['call-slow', { call: 'office.set', ms: 700 }],
      ['setting-changed', { call: 'office.set' }],
    ]);
    expect(timings.slowest(2)).toEqual([
      { call: 'office.set', count: 1, meanMs: 700, maxMs: 700 },
      { call: 'filings.act', count: 1, meanMs: 400, maxMs: 400 },
    ]);
  });
});
