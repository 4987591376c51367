import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  openDataFolder,
  openForReading,
  verifyStore,
  type DataFolder,
} from '../../../main/store/index.ts';
import { now, office, problemOf, put, sample, tempFolder } from './store-samples.ts';

function take(folder: string, owner = 'test'): DataFolder {
  return openDataFolder({ folder, owner, now: new Date(now) });
}
/** A folder with one filing in its real database. */
function usedFolder(): string {
  const folder = join(tempFolder(), 'data');
  const held = take(folder);
  const store = held.openStore('real');
  put(store, [sample('kept')]);
  store.close();
  held.release();
  return folder;
}

async function heldByAnother(folder: string): Promise<ChildProcess> {
  const program = new URL('../../fakes/hold-folder-process.ts', import.meta.url);
  const child = fork(fileURLToPath(program), [folder, 'naru run'], { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

/** Everything a damaged folder may be asked for; nothing of it may write to the file. */
function problemsOf(folder: string): string[] {
  const writer = () => {
    const held = take(folder);
    try {
      const store = held.openStore('real');
      try {
        verifyStore(store);
      } finally {
        store.close();
      }
    } finally {
      held.release();
    }
  };
  const reader = () => {
    const store = openForReading(folder, 'real');
    try {
      verifyStore(store);
    } finally {
      store.close();
    }
  };
  return [writer, reader].map((work) => problemOf(work).code);
}

function flipMiddle(bytes: Buffer): Buffer {
  const damaged = Buffer.from(bytes);
  // In every page but the first, so that whatever is read is hit.
  for (let at = 4096 + 2000; at < bytes.length; at += 4096)
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0xff, at);
  return damaged;
}

function flipLast(bytes: Buffer): Buffer {
  const damaged = Buffer.from(bytes);
  const at = bytes.length - 2000;
  damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
  return damaged;
}

describe('a data folder of another process', () => {
  test('is refused with its owner, may be read, and is free at once when that one is killed', async () => {
    const folder = join(tempFolder(), 'data');
    const child = await heldByAnother(folder);
    expect(problemOf(() => take(folder))).toEqual({
      code: 'data-in-use',
      params: { owner: 'naru run', pid: child.pid, since: '2026-11-23T00:00:00.000Z' },
    });
    const reader = openForReading(folder, 'real');
    expect(reader.tables.settings.get('office')).toMatchObject({ declarant: office.declarant });
    expect(verifyStore(reader).findings).toEqual([]);
    expect(() => reader.tables.settings.set('office', null)).toThrow(/readonly/);
    reader.close();

    child.kill('SIGKILL');
    await once(child, 'exit');
    const held = take(folder);
    const store = held.openStore('real');
    expect(store.tables.settings.get('office')).toMatchObject({ declarant: office.declarant });
    store.close();
    held.release();
  });

  test('is free after release, even where the word of its owner cannot be removed', () => {
    const folder = tempFolder();
    const held = take(folder);
    const word = join(folder, 'naru.lock.json');
    rmSync(word);
    mkdirSync(word);
    held.release();
    take(folder).release();
  });

  test('is refused in the same process too, and free after release', () => {
    const folder = usedFolder();
    const held = take(folder, 'first');
    expect(problemOf(() => take(folder))).toMatchObject({
      code: 'data-in-use',
      params: { owner: 'first', pid: process.pid },
    });
    held.release();
    take(folder).release();
  });

  test('is refused also where the owner left no word', () => {
    const folder = usedFolder();
    const held = take(folder);
    writeFileSync(join(folder, 'naru.lock.json'), '{"owner":');
    expect(problemOf(() => take(folder))).toMatchObject({ code: 'data-in-use' });
    held.release();
  });
});

describe('a folder', () => {
  test('is made on first use, for its owner alone, and remembers its mode', () => {
    const folder = join(tempFolder(), 'deep', 'data');
    const held = take(folder);
    expect(held.mode).toBe('practice');
    held.rememberMode('real');
    held.release();
    const again = take(folder);
    expect(again.mode).toBe('real');
    again.release();
    if (process.platform !== 'win32') {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(statSync(join(folder, 'naru.key')).mode & 0o777).toBe(0o600);
      expect(statSync(join(folder, 'naru.json')).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  test('keeps practice and real filings apart', () => {
    const held = take(usedFolder());
    const practice = held.openStore('practice');
    const real = held.openStore('real');
    put(practice, [sample('rehearsed')]);
    expect(practice.tables.filings.hasReference('kept')).toBe(false);
    expect(real.tables.filings.hasReference('rehearsed')).toBe(false);
    practice.close();
    real.close();
    held.release();
  });

  test('cannot be where a file stands', () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    for (const folder of [file, join(file, 'data')])
      expect(problemOf(() => take(folder))).toEqual({
        code: 'data-not-writable',
        params: { folder },
      });
  });

  test('is not there to read before anything was written', () => {
    const folder = join(tempFolder(), 'data');
    expect(problemOf(() => openForReading(folder, 'real')).code).toBe('not-found');
    expect(existsSync(folder)).toBe(false);
    take(folder).release();
    expect(problemOf(() => openForReading(folder, 'real')).code).toBe('not-found');
  });
});

describe('the key', () => {
  const otherKey = `${'ab'.repeat(32)}\n`;

  test.each(['not a key', '', 'ab'.repeat(31)])('file with “%s” is a wrong key', (text) => {
    const folder = usedFolder();
    const file = join(folder, 'naru.key');
    writeFileSync(file, text);
    expect(problemOf(() => take(folder))).toEqual({ code: 'wrong-key', params: { file } });
  });

  test('of other data is a wrong key, for a reader too, and the data stays', () => {
    const folder = usedFolder();
    const file = join(folder, 'naru.key');
    const own = readFileSync(file);
    writeFileSync(file, otherKey);
    expect(problemOf(() => take(folder))).toEqual({ code: 'wrong-key', params: { file } });
    expect(problemOf(() => openForReading(folder, 'real')).code).toBe('wrong-key');
    writeFileSync(file, own);
    const reader = openForReading(folder, 'real');
    expect(reader.tables.filings.hasReference('kept')).toBe(true);
    reader.close();
  });

  test('that is missing is not made anew, and the folder is free again', () => {
    const folder = usedFolder();
    const file = join(folder, 'naru.key');
    const own = readFileSync(file);
    rmSync(file);
    for (const _ of [1, 2])
      expect(problemOf(() => take(folder))).toEqual({ code: 'key-missing', params: { file } });
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, own);
    take(folder).release();
  });

  test('is not made anew beside a practice database either', () => {
    const folder = join(tempFolder(), 'data');
    const held = take(folder);
    held.openStore('practice').close();
    held.release();
    rmSync(join(folder, 'naru.key'));
    rmSync(join(folder, 'naru.json'));
    expect(problemOf(() => take(folder)).code).toBe('key-missing');
  });
});

describe('what is damaged', () => {
  const damages: readonly [string, (bytes: Buffer) => Buffer][] = [
    ['bytes flipped in the middle', flipMiddle],
    ['one bit flipped in the last page', flipLast],
    ['the header zeroed', (bytes) => Buffer.from(bytes).fill(0, 0, 100)],
    ['the first page zeroed', (bytes) => Buffer.from(bytes).fill(0, 0, 4096)],
    ['cut in half', (bytes) => bytes.subarray(0, Math.floor(bytes.length / 8192) * 4096)],
    ['cut in the middle of a page', (bytes) => bytes.subarray(0, bytes.length - 1000)],
    ['cut to nothing', () => Buffer.alloc(0)],
    ['another file', () => Buffer.from('이것은 자료가 아닙니다. '.repeat(500))],
    ['a few bytes', () => Buffer.from('SQLite')],
  ];

  test.each(damages)('%s is told as damage and left as it is', (_, damage) => {
    const folder = usedFolder();
    const file = join(folder, 'naru.db');
    const good = readFileSync(file);
    const bad = Buffer.from(damage(good));
    writeFileSync(file, bad);
    expect(problemsOf(folder)).toEqual(['data-damaged', 'data-damaged']);
    expect(readFileSync(file).equals(bad)).toBe(true);
    // The cure that the sentence names: the copy goes back, and all is there.
    writeFileSync(file, good);
    const reader = openForReading(folder, 'real');
    expect(verifyStore(reader)).toMatchObject({ findings: [], filings: 1 });
    reader.close();
  });

  test('a database that is gone is told, not begun anew: its numbers would be given again', () => {
    const folder = usedFolder();
    const file = join(folder, 'naru.db');
    const good = readFileSync(file);
    rmSync(file);
    expect(problemsOf(folder)).toEqual(['data-missing', 'data-missing']);
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, good);
    const held = take(folder);
    held.openStore('real').close();
    held.release();
  });

  test('a manifest that is cut is told as damage', () => {
    const folder = usedFolder();
    truncateSync(join(folder, 'naru.json'), 10);
    expect(problemOf(() => take(folder)).code).toBe('data-damaged');
    expect(problemOf(() => openForReading(folder, 'real')).code).toBe('data-damaged');
  });
});
