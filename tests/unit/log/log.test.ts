import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { decodeLine, encodeLine } from '../../../main/log/encode.ts';
import { openLogFile } from '../../../main/log/log-file.ts';
import { logBounds, openLog } from '../../../main/log/log.ts';
import { readLogs } from '../../../main/log/read-logs.ts';
import { NaruError } from '../../../shared/errors.ts';
import { isLogEvent, logEvents } from '../../../shared/log/events.ts';
import { describeFault } from '../../../shared/log/fault.ts';

const who = { process: 'engine', pid: 7 } as const;
const day = 86_400_000;

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'naru-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
const logs = (folder: string): string[] => readdirSync(join(folder, 'logs')).toSorted();
const textOf = (folder: string): string => readFileSync(join(folder, 'logs', 'engine.log'), 'utf8');

describe('a line', () => {
  test('holds nothing but what its event may hold, whatever it is given', () => {
    const secret = fc.constantFrom('P123456789012', '홍길동', '010-9876-5432', 'tok-3f9a');
    const anything = fc.oneof(
      secret,
      fc.record({ name: secret, message: secret, stack: secret }),
      fc.array(secret),
      secret.map((text) => Object.assign(new Error(text), { name: text, code: text, stack: text })),
    );
    const names = Object.keys(logEvents).filter(isLogEvent);
    fc.assert(
      fc.property(fc.constantFrom(...names), anything, (name, value) => {
        const fields = Object.fromEntries(
          [...Object.keys(logEvents[name].fields), 'more', 'msg'].map((field) => [field, value]),
        );
        const line = encodeLine(1, who, name, fields);
        expect(line).not.toMatch(/P123456789012|홍길동|9876|tok-3f9a|more|msg/);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(decodeLine(line)?.event).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });

  test('is read again as it was written', () => {
    const line = encodeLine(5, who, 'call-refused', {
      call: 'filings.get',
      code: 'not-found',
      ms: 3,
    });
    expect(decodeLine(line)).toEqual({
      at: 5,
      level: 'info',
      process: 'engine',
      pid: 7,
      event: 'call-refused',
      fields: { call: 'filings.get', code: 'not-found', ms: 3 },
    });
  });

  test.each([
    '',
    '홍길동',
    '{"at":1}',
    '{"event":"mine","at":1,"level":"info","process":"engine","pid":1}',
  ])('that is none of ours is passed over: %s', (text) => expect(decodeLine(text)).toBeNull());

  test('loses what another wrote into one of ours', () => {
    const foreign = JSON.stringify({
      ...JSON.parse(encodeLine(1, who, 'call-slow', { call: 'sync.get', ms: 300 })),
      ms: '010-9876-5432',
      name: '홍길동',
    });
    expect(decodeLine(foreign)?.fields).toEqual({ call: 'sync.get' });
  });
});

describe('a fault', () => {
  test('keeps kind, code and place, and nothing of any message', () => {
    const inner = new NaruError('not-found', { what: '홍길동 P123456789012' });
    const outer = new TypeError('홍길동\n    at 홍길동 (/home/홍길동/main/x.ts:1:2)', {
      cause: inner,
    });
    const fault = describeFault(outer);
    expect(JSON.stringify(fault)).not.toMatch(/홍길동|P1234|home/);
    expect(fault.map(({ name, code }) => [name, code])).toEqual([
      ['TypeError', null],
      ['NaruError', 'not-found'],
    ]);
  });

  test('takes no line of a message for a frame', () => {
    const error = new RangeError('no\n    at hong.gildong (/x/main/hong/gildong.ts:1:2)');
    expect(JSON.stringify(describeFault(error))).not.toContain('gildong');
    expect(describeFault(error)[0]?.frames.length).toBeGreaterThan(0);
  });

  test('names the place of ours from the program’s own folder on', () => {
    const error = new RangeError('x');
    error.stack = [
      'RangeError: x',
      '    at Store.read (file:///C:/Users/홍길동/app.asar/main/store/store.ts:12:5)',
      '    at async Promise.all (index 0)',
      '    at eval (eval at run (/home/hong/secret.js:1:1), <anonymous>:1:1)',
      '    at node:internal/process/task_queues:95:5',
    ].join('\n');
    expect(describeFault(error)[0]?.frames).toEqual([
      'Store.read main/store/store.ts:12:5',
      '<anonymous> node:internal/process/task_queues:95:5',
    ]);
  });

  test.each([undefined, null, 'P123456789012', 7, { message: '홍길동' }])(
    'of %j is one too',
    (thrown) => expect(describeFault(thrown)).toEqual([{ name: 'Error', code: null, frames: [] }]),
  );
});

describe('a log', () => {
  test('takes the levels that are chosen, and what is grave at once', () => {
    const folder = dataFolder();
    const log = openLog({ dataFolder: folder, process: 'engine', pid: 7, now: () => 1 });
    log.write('call', { call: 'sync.get', ms: 1 });
    log.write('fault', { place: 'call', call: 'sync.get', fault: new Error('홍길동') });
    // Nothing was flushed by hand: a crash right after loses none.
    expect(readLogs(folder, 10).map(({ event }) => event)).toEqual(['fault']);
    log.set({ level: 'debug', keepDays: 14 });
    log.write('call', { call: 'sync.get', ms: 1 });
    log.set({ level: 'error', keepDays: 14 });
    log.write('call-slow', { call: 'sync.get', ms: 900 });
    log.close();
    expect(readLogs(folder, 10).map(({ event }) => event)).toEqual(['fault', 'call']);
  });

  test('makes no data folder where there is none', () => {
    const folder = join(dataFolder(), 'not-yet');
    const log = openLog({ dataFolder: folder, process: 'engine' });
    log.write('stopped', { uptimeMs: 1 });
    log.close();
    expect(existsSync(folder)).toBe(false);
  });

  test('begins anew when a file is large, and keeps so many', () => {
    const folder = dataFolder();
    let now = Date.UTC(2026, 10, 26);
    const file = openLogFile({
      folder: join(folder, 'logs'),
      name: 'engine',
      now: () => now,
      maxBytes: 1000,
      maxFiles: 3,
    });
    for (let i = 0; i < 60; i += 1) {
      now += 1000;
      expect(file.write(`${'x'.repeat(199)}\n`)).toBe(true);
    }
    file.close();
    expect(logs(folder)).toHaveLength(4);
    for (const name of logs(folder))
      expect(readFileSync(join(folder, 'logs', name)).length).toBeLessThanOrEqual(1000);
  });

  test('begins anew each day, and forgets what is older than it is kept for', () => {
    const folder = dataFolder();
    let now = Date.UTC(2026, 10, 26);
    const options = { folder: join(folder, 'logs'), name: 'engine', ...logBounds };
    const file = openLogFile({ ...options, now: () => now });
    for (let i = 0; i < 5; i += 1) {
      file.write('line\n');
      now += day;
    }
    expect(logs(folder)).toHaveLength(5);
    for (const name of logs(folder)) {
      const at = /\.(\d{4})(\d\d)(\d\d)T/.exec(name);
      if (at === null) continue;
      const time = Date.UTC(Number(at[1]), Number(at[2]) - 1, Number(at[3])) / 1000;
      utimesSync(join(folder, 'logs', name), time, time);
    }
    file.purge(2);
    file.close();
    expect(logs(folder)).toEqual([
      'engine.20261129T000000000Z.log',
      'engine.20261130T000000000Z.log',
      'engine.log',
    ]);
  });

  test('goes on where the disk is full, and tells how much was lost once it is not', () => {
    const folder = dataFolder();
    mkdirSync(join(folder, 'logs'));
    // Every write to it is answered with ENOSPC, by the system itself.
    symlinkSync('/dev/full', join(folder, 'logs', 'engine.log'));
    let now = 1_000_000;
    const log = openLog({ dataFolder: folder, process: 'engine', pid: 7, now: () => now });
    for (let i = 0; i < 3; i += 1) log.write('engine-refused', { code: 'disk-full' });
    expect([log.lost(), log.isWriting()]).toEqual([3, false]);
    unlinkSync(join(folder, 'logs', 'engine.log'));
    log.write('engine-refused', { code: 'disk-full' });
    expect(log.lost(), 'the disk is left alone for a while').toBe(4);
    now += 31_000;
    log.write('engine-refused', { code: 'disk-full' });
    expect(log.isWriting()).toBe(true);
    expect(readLogs(folder, 10).map(({ event, fields }) => [event, fields['dropped']])).toEqual([
      ['log-resumed', 4],
      ['engine-refused', undefined],
    ]);
    log.close();
  });

  test.each(['a file stands where the folder should', 'the folder cannot be made'])(
    'goes on where %s',
    (how) => {
      const folder = dataFolder();
      if (how.startsWith('a file')) writeFileSync(join(folder, 'logs'), '');
      else symlinkSync('/proc/no-such-place/logs', join(folder, 'logs'));
      const log = openLog({ dataFolder: folder, process: 'engine' });
      log.write('engine-refused', { code: 'disk-full' });
      log.set({ level: 'debug', keepDays: 1 });
      expect(log.lost()).toBe(1);
      log.close();
    },
  );

  test('is read from its end, whatever else lies there', () => {
    const folder = dataFolder();
    const log = openLog({ dataFolder: folder, process: 'engine', now: () => 5 });
    for (let i = 0; i < 50; i += 1) log.write('stopped', { uptimeMs: i });
    log.close();
    writeFileSync(join(folder, 'logs', 'report.20261126.json'), '{"홍길동":1}');
    writeFileSync(join(folder, 'logs', 'engine.20261126T000000000Z.log'), '홍길동\n{broken\n');
    expect(readLogs(folder, 3).map(({ fields }) => fields['uptimeMs'])).toEqual([47, 48, 49]);
    expect(textOf(folder).split('\n')).toHaveLength(51);
  });
});
