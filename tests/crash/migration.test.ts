import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConnection } from '../../main/store/connection.ts';
import { Store } from '../../main/store/index.ts';
import { migrations } from '../../main/store/migrations/index.ts';
import { key, put, sample } from '../unit/store/store-samples.ts';
import { straceWorks } from './lab/strace.ts';

/**
 * The first start of a new version is killed at every kind of call by which it changes the disk,
 * and runs out of disk at any of them: the database is the old one or the new one, whole.
 */
const old = migrations.length;
const filings = 60;
const changing = ['pwrite64', 'fsync', 'fdatasync', 'rename', 'unlink', 'ftruncate', 'mkdir'];
const folder = mkdtempSync(join(tmpdir(), 'naru-migration-'));
const before = join(folder, 'before');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

if (!straceWorks()) console.warn('strace is not here: migrations were NOT killed.');

/** Runs the first start of the new version under strace. */
function start(data: string, options: readonly string[]): { status: number | null; said: string } {
  const { status, signal, stderr } = spawnSync(
    'strace',
    [
      '-qq',
      '-e',
      'signal=none',
      '-o',
      join(folder, 'trace.txt'),
      ...options,
      process.execPath,
      '--v8-pool-size=0',
      join(import.meta.dirname, 'migrate-process.ts'),
      join(data, 'naru.db'),
      key.toString('hex'),
    ],
    { encoding: 'utf8' },
  );
  return { status: signal === null ? status : null, said: stderr };
}

/** What is there: the version, and that nothing is missing or damaged. */
function examine(file: string): number {
  const connection = openConnection({ file, key });
  try {
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(connection.prepare('SELECT count(*) FROM filing').pluck().get()).toBe(filings);
    const moved = connection.prepare('SELECT count(*) FROM filing WHERE updated_at > created_at');
    const version = Number(connection.pragma('user_version', { simple: true }));
    expect(moved.pluck().get()).toBe(version === old ? 0 : filings);
    return version;
  } finally {
    connection.close();
  }
}

function examineAll(data: string): number {
  const backups = join(data, 'backups');
  const copies = existsSync(backups)
    ? readdirSync(backups).filter((name) => name.endsWith('.db'))
    : [];
  for (const copy of copies) expect(examine(join(backups, copy))).toBe(old);
  const version = examine(join(data, 'naru.db'));
  expect([old, old + 2]).toContain(version);
  if (version > old) expect(copies).toEqual([`naru-before-${old + 1}.db`]);
  return version;
}

/** Every call of a kind by which a whole start changes the disk: kind and how many of it. */
function countCalls(): { call: string; count: number }[] {
  const data = join(folder, 'counted');
  cpSync(before, data, { recursive: true });
  expect(start(data, ['-e', `trace=${changing.join()}`]).status).toBe(0);
  expect(examineAll(data)).toBe(old + 2);
  const trace = readFileSync(join(folder, 'trace.txt'), 'utf8').split('\n');
  return changing.map((call) => ({
    call,
    count: trace.filter((line) => line.startsWith(`${call}(`)).length,
  }));
}

/** So many of all calls, evenly; of each kind the first and the last. */
function spread(wanted: number): { call: string; nth: number }[] {
  const all = countCalls().flatMap(({ call, count }) =>
    Array.from({ length: count }, (_, i) => ({
      call,
      nth: i + 1,
      edge: i === 0 || i === count - 1,
    })),
  );
  const edges = all.filter(({ edge }) => edge);
  const others = all.filter(({ edge }) => !edge);
  const step = Math.max(1, others.length / Math.max(1, wanted - edges.length));
  const chosen = Array.from(
    { length: Math.min(others.length, wanted - edges.length) },
    (_, i) => others[Math.floor(i * step)],
  ).filter((point) => point !== undefined);
  return [...edges, ...chosen];
}

describe.skipIf(!straceWorks())('the first start of a new version', () => {
  beforeAll(() => {
    const store = new Store({ file: join(before, 'naru.db'), key });
    put(
      store,
      Array.from({ length: filings }, (_, i) => sample(`filing ${i}`)),
    );
    store.close();
  });

  test('killed at 100 instants: the old one or the new one, and the next start ends it', () => {
    const points = spread(100);
    expect(points.length).toBeGreaterThanOrEqual(100);
    const ended = { old: 0, new: 0, notReached: 0 };
    for (const [i, { call, nth }] of points.entries()) {
      const data = join(folder, `killed-${i}`);
      cpSync(before, data, { recursive: true });
      const { status } = start(data, [
        '-e',
        `trace=${call}`,
        '-e',
        `inject=${call}:signal=SIGKILL:when=${nth}`,
      ]);
      if (status === 0) ended.notReached += 1;
      else ended[examineAll(data) === old ? 'old' : 'new'] += 1;
      if (i % 5 === 0) {
        expect(start(data, ['-e', 'trace=none']).status, `${call} ${nth}`).toBe(0);
        expect(examineAll(data), `${call} ${nth}`).toBe(old + 2);
        expect(readdirSync(join(data, 'backups'))).toHaveLength(1);
      }
      rmSync(data, { recursive: true });
    }
    console.log(`killed at ${points.length} instants: ${JSON.stringify(ended)}`);
    expect(ended.old).toBeGreaterThan(20);
    expect(ended.new).toBeGreaterThan(0);
    expect(ended.notReached).toBeLessThan(5);
  });

  test('on a disk that is full: refused in words, nothing changed, and later all goes well', () => {
    const points = spread(120).filter(({ call }) => call === 'pwrite64' || call === 'mkdir');
    const chosen = points.filter((_, i) => i % Math.ceil(points.length / 30) === 0);
    const said = new Map<string, number>();
    for (const [i, { call, nth }] of chosen.entries()) {
      const data = join(folder, `full-${i}`);
      cpSync(before, data, { recursive: true });
      const end = start(data, [
        '-e',
        `trace=${call}`,
        '-e',
        `inject=${call}:error=ENOSPC:when=${nth}+`,
      ]);
      said.set(end.said, (said.get(end.said) ?? 0) + 1);
      const version = examineAll(data);
      if (end.status !== 0) {
        expect(end.said, `${call} ${nth}`).toMatch(/^(disk-full|disk-error)$/);
        expect(version).toBe(old);
        const left = existsSync(join(data, 'backups')) ? readdirSync(join(data, 'backups')) : [];
        expect(left.filter((name) => name.includes('.new'))).toEqual([]);
      }
      expect(start(data, ['-e', 'trace=none']).status).toBe(0);
      expect(examineAll(data)).toBe(old + 2);
      rmSync(data, { recursive: true });
    }
    console.log(`full at ${chosen.length} instants: ${JSON.stringify([...said])}`);
    expect(said.get('disk-full') ?? 0).toBeGreaterThan(3);
  });
});
