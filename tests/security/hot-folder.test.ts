import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readPacingFile } from '../../main/central/pacing-file.ts';
import { gatherChanges } from '../../main/engine/changes.ts';
import type { Engaged } from '../../main/engine/engaged.ts';
import { type HotFolder, openHotFolder } from '../../main/engine/hot-folder.ts';
import { takeHotFile } from '../../main/engine/hot-file.ts';
import { createLine } from '../../main/engine/line.ts';
import { openSession, type Session } from '../../main/engine/session.ts';
import { systemClock } from '../../main/engine/system-clock.ts';
import { defaultPacing } from '../../main/outbox/policy/index.ts';
import { type DataFolder, openDataFolder } from '../../main/store/index.ts';
import { officeSchema } from '../../shared/contract/index.ts';

/** The watched folder may be a share: whoever writes there must reach no other file of the person. */

vi.setConfig({ testTimeout: 180_000 });

const isUnix = process.platform !== 'win32';
const office = officeSchema.parse({ declarant: '12345', name: '나루', customsOffice: '04010' });

let place: string;
let folder: string;
let data: DataFolder;
let session: Session;
let hot: HotFolder;
let engaged: Engaged;

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'naru-attack-'));
  folder = join(place, 'shared');
  mkdirSync(folder);
  data = openDataFolder({ folder: join(place, 'data'), owner: 'test', now: new Date() });
  const changes = gatherChanges(
    () => [],
    () => [],
  );
  session = await openSession({
    folder: data,
    mode: 'real',
    clock: systemClock,
    random: Math.random,
    pacing: defaultPacing,
    watchOwnWord: false,
    onChange: () => undefined,
    onStep: () => undefined,
    onPractice: () => undefined,
  });
  session.store.transaction(({ settings }) => settings.set('office', office));
  engaged = {
    session: () => session,
    clock: systemClock,
    changes,
    line: createLine(),
    enterAgain: async () => undefined,
  };
  hot = openHotFolder(engaged);
  await hot.handlers['hotFolder.set']({ folder, language: 'ko' });
});
afterEach(async () => {
  await hot.stop();
  await session.close();
  data.release();
  rmSync(place, { recursive: true, force: true });
});

/** Files are taken that stand as they stood at the look before. */
async function lookTwice(): Promise<void> {
  await hot.look();
  await hot.look();
}

function put(name: string, text: string): void {
  const path = join(folder, name);
  writeFileSync(path, text);
  utimesSync(path, 1, 1);
}

const setting = () => ({ folder, language: 'ko' as const });
const listed = (): string[] => readdirSync(folder, { recursive: true }).map(String).toSorted();

test.runIf(isUnix)('links, pipes and folders are no files of the folder', async () => {
  const secret = join(place, 'secret.csv');
  writeFileSync(secret, 'secret');
  symlinkSync(secret, join(folder, 'link.csv'));
  symlinkSync('/dev/zero', join(folder, 'device.csv'));
  execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
  mkdirSync(join(folder, 'folder.csv'));
  const before = listed();
  await lookTwice();
  expect(listed()).toEqual(before);
  expect(readFileSync(secret, 'utf8')).toBe('secret');
});

test.runIf(isUnix)(
  'what becomes a link or a pipe between look and reading is not read',
  async () => {
    const secret = join(place, 'secret.csv');
    writeFileSync(secret, 'secret');
    const path = join(folder, 'a.csv');
    const { signal } = new AbortController();
    symlinkSync(secret, path);
    await takeHotFile(path, setting(), engaged, signal);
    rmSync(path);
    execFileSync('mkfifo', [path]);
    await takeHotFile(path, setting(), engaged, signal);
    expect(listed()).toEqual(['a.csv', 'set-aside', 'taken']);
    expect(readFileSync(secret, 'utf8')).toBe('secret');
  },
);

test.runIf(isUnix)('a report is written over no file that a link leads to', async () => {
  const victim = join(place, 'victim.txt');
  writeFileSync(victim, 'mine');
  put('a.csv', 'x');
  await lookTwice();
  const report = readdirSync(join(folder, 'set-aside')).find((name) => name.endsWith('.txt')) ?? '';
  expect(report).not.toBe('');
  rmSync(join(folder, 'set-aside', report));
  rmSync(join(folder, 'set-aside', 'a.csv'));
  symlinkSync(victim, join(folder, 'set-aside', report));
  put('a.csv', 'x');
  await lookTwice();
  expect(readFileSync(victim, 'utf8')).toBe('mine');
  expect(readFileSync(join(folder, 'set-aside', report), 'utf8')).toContain('a.csv');
});

test.runIf(isUnix)('a subfolder that is a link takes nothing elsewhere', async () => {
  const elsewhere = join(place, 'elsewhere');
  mkdirSync(elsewhere);
  rmSync(join(folder, 'set-aside'), { recursive: true });
  symlinkSync(elsewhere, join(folder, 'set-aside'));
  put('autostart.csv', 'x');
  await lookTwice();
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(existsSync(join(folder, 'autostart.csv'))).toBe(true);
  expect((await hot.handlers['hotFolder.get']({})).trouble).toMatchObject({
    code: 'folder-unusable',
  });
});

test('a file larger than any is set aside without being read', async () => {
  const path = join(folder, 'huge.csv');
  writeFileSync(path, '');
  // Three gigabytes that take no room; whoever began to read them would hold them.
  truncateSync(path, 3 * 1024 ** 3);
  utimesSync(path, 1, 1);
  await lookTwice();
  expect(existsSync(path)).toBe(false);
  expect(existsSync(join(folder, 'set-aside', 'huge.csv'))).toBe(true);
});

test('names that would lead elsewhere stay names', async () => {
  const names = [
    '%2e%2e.csv',
    '$(id).csv',
    '%2e%2e%2fx.csv',
    'a%2f..%2f..%2fy.csv',
    'a%5c..%5cz.csv',
  ];
  for (const name of names) put(name, 'x');
  await lookTwice();
  expect(readdirSync(place).toSorted()).toEqual(['data', 'shared']);
  expect(readdirSync(folder).toSorted()).toEqual(['set-aside', 'taken']);
});

test.runIf(isUnix)('a pacing file that is a device or a pipe is not read', async () => {
  const pipe = join(place, 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const path of ['/dev/zero', '/dev/urandom', pipe, place])
    expect(await readPacingFile(path, { userAgent: 'x', timeoutMs: 60_000 })).toEqual({
      is: 'unreached',
      detail: 'no file',
    });
});
