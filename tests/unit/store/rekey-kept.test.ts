import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openConnection } from '../../../main/store/connection.ts';
import { keyFile, openDataFolder, Store } from '../../../main/store/index.ts';
import { roomFor } from '../../../main/store/keys/rotation.ts';
import { now, put, sample, tempFolder } from './store-samples.ts';

/** What lies in `backups` under one name: a database and what is beside it. */
type Files = Readonly<Record<string, Buffer>>;
const pageBytes = 2048;

const root = tempFolder();
const key = randomBytes(32);
let whole: Buffer;
let earlier: Buffer;
let withLog: Files;
let foreign: Buffer;

function samples(from: number, count: number) {
  return Array.from({ length: count }, (_, i) => sample(`kept-${from + i}`));
}
function databaseOf(name: string, of: Buffer, work: (store: Store) => void): string {
  const file = join(root, name);
  const store = new Store({ file, key: of });
  work(store);
  store.checkpoint();
  store.close();
  return file;
}

beforeAll(() => {
  const file = join(root, 'kept.db');
  const store = new Store({ file, key });
  put(store, samples(0, 20));
  store.checkpoint();
  earlier = readFileSync(file);
  put(store, samples(20, 20));
  store.checkpoint();
  whole = readFileSync(file);
  put(store, samples(40, 5));
  withLog = { '': readFileSync(file), '-wal': readFileSync(`${file}-wal`) };
  store.close();
  foreign = readFileSync(
    databaseOf('foreign.db', randomBytes(32), (other) => put(other, samples(0, 3))),
  );
});

/** A data folder under `key` with filings of both modes. */
function folderWith(copies: ReadonlyMap<string, Files>): string {
  const folder = join(tempFolderOnce(), 'data');
  mkdirSync(join(folder, 'backups'), { recursive: true });
  writeFileSync(join(folder, 'naru.key'), `${key.toString('hex')}\n`);
  const held = openDataFolder({ folder, owner: 'test', now: new Date(now) });
  const store = held.openStore('real');
  put(store, samples(100, 3));
  store.close();
  held.release();
  for (const [name, files] of copies)
    for (const [beside, bytes] of Object.entries(files))
      writeFileSync(join(folder, 'backups', name + beside), bytes);
  return folder;
}
let made = 0;
function tempFolderOnce(): string {
  made += 1;
  const folder = join(root, `folder-${made}`);
  mkdirSync(folder);
  return folder;
}

const allNames = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String);

function rotate(folder: string): { stayed: string[]; next: Buffer } {
  const held = openDataFolder({ folder, owner: 'test', now: new Date(now) });
  try {
    const stayed = held.keys.rotate(now);
    // Whoever asks later is told the same.
    expect(held.keys.keptUnderOther()).toEqual(stayed);
    return { stayed, next: keyFile(folder).load(false) };
  } finally {
    held.release();
  }
}

/** Filings in it, and where its journal ends; `null` where the key does not open it. */
function contentsOf(file: string, of: Buffer): unknown {
  try {
    const connection = openConnection({ file, key: of, readonly: true });
    try {
      return connection
        .prepare('SELECT (SELECT count(*) FROM filing) AS filings, max(seq) AS head FROM journal')
        .get();
    } finally {
      connection.close();
    }
  } catch {
    return null;
  }
}

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

/** What may lie there, and what is to become of it. */
interface Case {
  is: string;
  files: Files;
  /** Filings that it holds under the next key; `stays`: it cannot be given that. */
  becomes: number | 'stays' | 'either';
}

const names = [
  'naru-before-7.db',
  'practice-before-7.db',
  'naru-before-7-2.db',
  'naru-before-restore-20261101T091500.db',
  'naru-before-restore-20261101T091500-2.db',
  'practice-before-restore-20261102T235959.db',
  'naru-before-restore-20261103T000000.db',
];

const cases: fc.Arbitrary<Case> = fc
  .tuple(
    fc.constantFrom(
      'whole',
      'with its log',
      'of two times',
      'with a wrong bit',
      'with a log and a wrong bit',
      'cut short',
      'of another key',
      'empty',
      'only a log',
      'no database',
    ),
    fc.nat(),
  )
  .map(([is, n]): Case => {
    const log = withLog['-wal'] ?? whole;
    switch (is) {
      case 'whole':
        return { is, files: { '': whole }, becomes: 40 };
      case 'with its log':
        return { is, files: withLog, becomes: 45 };
      case 'of two times': {
        // A page of before in the place of one: it can be read, and is not what belongs there.
        const at = (1 + (n % (earlier.length / pageBytes - 1))) * pageBytes;
        const mixed = Buffer.from(whole);
        earlier.copy(mixed, at, at, at + pageBytes);
        return { is, files: { '': mixed }, becomes: 'either' };
      }
      case 'with a wrong bit':
        return {
          is,
          files: { '': flipped(whole, 100 + (n % (whole.length - 100))) },
          becomes: 'stays',
        };
      case 'with a log and a wrong bit':
        // The log may hold a newer one of the page.
        return {
          is,
          files: { '': flipped(whole, pageBytes + (n % (whole.length - pageBytes))), '-wal': log },
          becomes: 'either',
        };
      case 'cut short':
        return {
          is,
          files: { '': whole.subarray(0, 1 + (n % (whole.length - 1))) },
          becomes: 'stays',
        };
      case 'of another key':
        return { is, files: { '': foreign }, becomes: 'stays' };
      case 'empty':
        return { is, files: { '': Buffer.alloc(0) }, becomes: 'either' };
      case 'only a log':
        return { is, files: { '': Buffer.alloc(0), '-wal': log }, becomes: 'stays' };
      default:
        return { is, files: { '': Buffer.alloc(1 + (n % 9000), n) }, becomes: 'stays' };
    }
  });

/** Two dozen data folders; on a busy computer that is long. */
const slow = { timeout: 180_000 };

describe('a change of the key', () => {
  test('takes along each kept copy that can be read through, and leaves others alone', slow, () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.constantFrom(...names), cases), {
          selector: ([name]) => name,
          maxLength: names.length,
        }),
        (copies) => {
          const folder = folderWith(new Map(copies.map(([name, { files }]) => [name, files])));
          const { stayed, next } = rotate(folder);
          const left: string[] = [];
          for (const [name, { is, files, becomes }] of copies) {
            const file = join(folder, 'backups', name);
            const isSame = Object.entries(files).every(
              ([beside, bytes]) =>
                existsSync(file + beside) && readFileSync(file + beside).equals(bytes),
            );
            const isEmpty = Object.values(files).every(({ length }) => length === 0);
            const found = contentsOf(file, next);
            if (isSame && !isEmpty) left.push(name);
            if (becomes === 'stays') expect(isSame, is).toBe(true);
            if (typeof becomes === 'number') expect(found, is).toMatchObject({ filings: becomes });
            if (isSame) continue;
            // No file of it, and nothing beside it, is open to the key of before.
            expect(contentsOf(file, key), is).toBeNull();
            expect(
              readdirSync(join(folder, 'backups')).filter((each) => each.startsWith(`${name}-wal`)),
              is,
            ).toEqual([]);
          }
          expect(stayed.toSorted()).toEqual(left.toSorted());
          expect(allNames(folder).filter((each) => each.includes('next'))).toEqual([]);
          expect(contentsOf(join(folder, 'naru.db'), next)).toMatchObject({ filings: 3 });
          rmSync(folder, { recursive: true });
        },
      ),
      { numRuns: 25 },
    );
  });

  test('reckons with room for the kept ones and their logs', () => {
    const name = 'naru-before-restore-20261101T091500.db';
    const empty = roomFor(folderWith(new Map()));
    const room = roomFor(folderWith(new Map([[name, withLog]])));
    const bytes = Object.values(withLog).reduce((sum, { length }) => sum + length, 0);
    expect(bytes).toBeGreaterThan(100_000);
    expect(room - empty).toBeGreaterThanOrEqual(bytes);
  });

  test('stumbles over nothing that only has the name of one', () => {
    const folder = folderWith(new Map());
    const inTheWay = join(folder, 'backups', 'naru-before-restore-20261101T091500.db');
    mkdirSync(inTheWay);
    expect(rotate(folder).stayed).toEqual([]);
    expect(readdirSync(join(folder, 'backups'))).toEqual([
      'naru-before-restore-20261101T091500.db',
    ]);
  });

  test('that is looked at again gives what it left behind to nobody', () => {
    const folder = folderWith(new Map([['naru-before-restore-20261101T091500.db', { '': whole }]]));
    const file = join(folder, 'backups', 'naru-before-restore-20261101T091500.db');
    for (const ending of ['.next', '.next-wal', '.next-journal'])
      writeFileSync(file + ending, 'half a copy');
    writeFileSync(join(folder, 'backups', 'naru-before-restore-20261009T000000.db.next-wal'), '');
    openDataFolder({ folder, owner: 'test', now: new Date(now) }).release();
    expect(readdirSync(join(folder, 'backups'))).toEqual([
      'naru-before-restore-20261101T091500.db',
    ]);
    expect(contentsOf(file, key)).toMatchObject({ filings: 40 });
  });

  test('leaves no log of before beside what has the next key', () => {
    const name = 'naru-before-restore-20261101T091500.db';
    const folder = folderWith(new Map([[name, { ...withLog, '-shm': Buffer.alloc(32_768) }]]));
    const { next } = rotate(folder);
    expect(readdirSync(join(folder, 'backups'))).toEqual([name]);
    expect(contentsOf(join(folder, 'backups', name), next)).toMatchObject({ filings: 45 });
  });
});
