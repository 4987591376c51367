import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loggedSupervision } from '../../../main/log/logged-supervision.ts';
import { openProcessLog, type LoggedProcess } from '../../../main/log/process-log.ts';
import { readLogs, silentLog } from '../../../main/log/index.ts';

/** A process that can be made to fail, and only remembers that it was to end. */
function fakeProcess() {
  const listeners = new Map<string, (error: unknown) => void>();
  const said: string[] = [];
  const ended: number[] = [];
  const report = { reportOnFatalError: true, reportOnUncaughtException: true, excludeEnv: false };
  const running: LoggedProcess = {
    on: (event: string, listener: (error: unknown) => void) => listeners.set(event, listener),
    exit: (code) => void ended.push(code),
    stderr: { write: (text) => said.push(text) },
    report,
  };
  const meet = (event: string, error: unknown): void => listeners.get(event)?.(error);
  return { running, meet, said, ended, report };
}

test('what ends a process is on disk before it ends, without its message', () => {
  const folder = mkdtempSync(join(tmpdir(), 'naru-process-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { running, meet, said, ended, report } = fakeProcess();
  openProcessLog(folder, 'desktop', running);
  expect(report).toMatchObject({
    reportOnFatalError: false,
    reportOnUncaughtException: false,
    excludeEnv: true,
  });
  meet('uncaughtException', new RangeError('홍길동'));
  expect(ended).toEqual([1]);
  expect(readLogs(folder, 10).map(({ event }) => event)).toEqual(['started', 'crashed']);
  expect(said.join('')).toContain('RangeError');
  meet('exit', undefined);
  const text = readFileSync(join(folder, 'logs', 'desktop.log'), 'utf8');
  expect(text + said.join('')).not.toContain('홍길동');
  expect(text).toContain('"event":"stopped"');
});

test('a host writes down what became of its engine, and tells it on', () => {
  const lines: unknown[] = [];
  const told: string[] = [];
  const log = {
    ...silentLog,
    write: (event: string, fields: object) => void lines.push([event, fields]),
  };
  const supervised = loggedSupervision(log, {
    onReady: () => told.push('ready'),
    onProblem: () => told.push('problem'),
  });
  supervised.onReady();
  supervised.onCrash();
  supervised.onCrash();
  supervised.onProblem({ code: 'data-in-use', params: { owner: '홍길동' } });
  expect(told).toEqual(['ready', 'problem']);
  expect(lines).toEqual([
    ['engine-ready', { ms: expect.any(Number) }],
    ['engine-ended', { crashes: 1 }],
    ['engine-ended', { crashes: 2 }],
    ['engine-refused', { code: 'data-in-use' }],
  ]);
});
