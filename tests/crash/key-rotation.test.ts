import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openConnection } from '../../main/store/connection.ts';
import {
  keyFingerprint,
  openDataFolder,
  openForReading,
  Store,
  verifyStore,
  wrappedKey,
  wrappingKey,
} from '../../main/store/index.ts';
import { hasNextKey, nextKeyEnding } from '../../main/store/keys/rotation.ts';
import { put, sample } from '../unit/store/store-samples.ts';
import { seededRandom } from '../support/virtual-clock.ts';
import { diskModel, imageKinds } from './lab/disk-model.ts';
import { layDown } from './lab/image.ts';
import { spread } from './lab/spread.ts';
import { placeIn, straceWorks } from './lab/strace.ts';
import { readTrace } from './lab/trace.ts';

/**
 * A change of the key, ended at instants of each kind: killed, power cut, disk full. `NARU_INSTANTS=100`
 * takes as many as were looked at once by hand; they take a quarter of an hour.
 */

const here = straceWorks();
const instants = Number(process.env['NARU_INSTANTS'] ?? 20);
const seed = 20_261_126;
/** A hundred processes under `strace`, on a slow computer. */
const timeout = 60 * 60_000;
const secret = randomBytes(32);
const place = mkdtempSync(join(tmpdir(), 'naru-rotation-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const program = fileURLToPath(new URL('../fakes/rotate-key-process.ts', import.meta.url));
const changing = 'openat,close,pwrite64,write,writev,fsync,fdatasync,ftruncate,unlink,rename,mkdir';

/** Of what is kept from before: one that comes along, with what is in its log, and two that cannot. */
const keptWhole = 'naru-before-restore-20261101T091500.db';
const keptDamaged = 'naru-before-restore-20261102T091500.db';
const keptForeign = 'practice-before-restore-20261103T091500.db';
const keptFilings = { inFile: 30, inLog: 5 };

/** A folder with filings in both databases, a copy before a migration, and others that are kept. */
function makeFolder(folder: string, filings: number): void {
  const keys = wrappingKey(folder, { way: 'keychain', secret, kept: 'AAAA' });
  const held = openDataFolder({ folder, owner: 'test', now: new Date(), keys });
  for (const mode of ['real', 'practice'] as const) {
    const store = held.openStore(mode);
    const of = mode === 'real' ? filings : 20;
    for (let from = 0; from < of; from += 500) {
      const count = Math.min(500, of - from);
      put(
        store,
        Array.from({ length: count }, (_, i) => sample(`${mode}-${from + i}`)),
      );
    }
    store.checkpoint();
    store.close();
  }
  held.release();
  mkdirSync(join(folder, 'backups'));
  cpSync(join(folder, 'practice.db'), join(folder, 'backups', 'practice-before-7.db'));
  keepCopies(join(folder, 'backups'), keys.load(false));
}

function keepCopies(backups: string, key: Buffer): void {
  const file = join(place, 'kept.db');
  const store = new Store({ file, key });
  const { inFile, inLog } = keptFilings;
  put(
    store,
    Array.from({ length: inFile }, (_, i) => sample(`kept-${i}`)),
  );
  store.checkpoint();
  put(
    store,
    Array.from({ length: inLog }, (_, i) => sample(`kept-in-log-${i}`)),
  );
  for (const beside of ['', '-wal']) cpSync(file + beside, join(backups, keptWhole + beside));
  store.close();
  const damaged = readFileSync(file);
  damaged.writeUInt8(damaged.readUInt8(damaged.length - 1000) ^ 1, damaged.length - 1000);
  writeFileSync(join(backups, keptDamaged), damaged);
  rmSync(file);
  const foreign = new Store({ file, key: randomBytes(32) });
  put(foreign, [sample('foreign')]);
  foreign.checkpoint();
  foreign.close();
  cpSync(file, join(backups, keptForeign));
  rmSync(file);
}

async function rotateUnder(folder: string, strace: readonly string[]) {
  const node = [process.execPath, '--v8-pool-size=0', program, folder, secret.toString('hex')];
  const child = spawn('strace', ['-qq', '-e', 'signal=none', ...strace, ...node], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(place, 'cache') },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode, said };
}

/** The keys that lie on disk, in files that can be read. */
function keysOnDisk(folder: string): Buffer[] {
  return ['', '.next'].flatMap((ending) => {
    try {
      return [wrappedKey(folder, secret).load(false, ending === '' ? '' : nextKeyEnding(folder))];
    } catch {
      return [];
    }
  });
}

function opens(file: string, key: Buffer): boolean {
  try {
    openConnection({ file, key, readonly: true }).close();
    return true;
  } catch {
    return false;
  }
}

/** What became of the kept ones; `before` is the folder that the change began with. */
function keptAsTheyShould(folder: string, before: ReadonlyMap<string, Buffer>, key: Buffer) {
  const wrong: string[] = [];
  const backups = join(folder, 'backups');
  if (!opens(join(backups, 'practice-before-7.db'), key)) wrong.push('copy is lost');
  const { inFile, inLog } = keptFilings;
  const count = countIn(join(backups, keptWhole), key);
  if (count !== inFile + inLog) wrong.push(`${String(count)} filings in what was kept`);
  for (const name of [keptDamaged, keptForeign])
    if (before.get(name)?.equals(readFileSync(join(backups, name))) !== true)
      wrong.push(`${name} is not as it was`);
  return wrong;
}

function countIn(file: string, key: Buffer): unknown {
  try {
    const connection = openConnection({ file, key, readonly: true });
    try {
      return connection.prepare('SELECT count(*) FROM filing').pluck().get();
    } finally {
      connection.close();
    }
  } catch (error) {
    return error;
  }
}

/** What a folder was before a change of the key. */
interface Before {
  fingerprint: string;
  /** Those of the kept ones that stay as they are. */
  kept: ReadonlyMap<string, Buffer>;
}

function asItIs(folder: string): Before {
  const kept = [keptDamaged, keptForeign].map(
    (name) => [name, readFileSync(join(folder, 'backups', name))] as const,
  );
  const key = wrappedKey(folder, secret).load(false);
  return { fingerprint: keyFingerprint(key), kept: new Map(kept) };
}

/** What the journal knows of changes of the key: the fingerprint after each. */
function changesNoted(store: Store): unknown[] {
  return store
    .read(({ journal }) => [...journal.walk()])
    .filter(({ kind }) => kind === 'key-rotated')
    .map(({ data }) => z.object({ after: z.string() }).parse(JSON.parse(data)).after);
}

/** Looks at what an end has left: a reader first, which may not mend, then the next start. */
function examine(folder: string, filings: number, was: Before): string[] {
  const wrong: string[] = [];
  const keys = wrappedKey(folder, secret);
  const distinct = keysOnDisk(folder).filter(
    (key, i, all) => all.findIndex((k) => k.equals(key)) === i,
  );
  const fitting = distinct.filter((key) => opens(join(folder, 'naru.db'), key));
  if (fitting.length !== 1) wrong.push(`${fitting.length} keys on disk open the data`);
  look('reader');
  openDataFolder({ folder, owner: 'test', now: new Date(), keys }).release();
  look('start');
  const key = keys.load(false);
  wrong.push(...keptAsTheyShould(folder, was.kept, key));
  const left = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /next|rotation|naru\.key$/.test(name));
  if (left.length > 0) wrong.push(`left over: ${left.join()}`);
  return wrong;

  function look(who: string): void {
    for (const [mode, count] of [
      ['real', filings],
      ['practice', 20],
    ] as const)
      try {
        const store = openForReading(folder, mode, keys);
        const found = store.counts.transport.queued;
        if (found !== count) wrong.push(`${who}: ${found} of ${count} in ${mode}`);
        if (who === 'start')
          wrong.push(...verifyStore(store).findings.map(({ code }) => `${who}: ${code}`));
        const file = join(folder, mode === 'real' ? 'naru.db' : 'practice.db');
        const ending = hasNextKey(folder, file) ? nextKeyEnding(folder) : '';
        const now = keyFingerprint(keys.load(false, ending));
        const should = now === was.fingerprint ? [] : [now];
        const noted = changesNoted(store);
        if (noted.join() !== should.join())
          wrong.push(`${who}: ${mode} notes ${noted.join()}, not ${should.join()}`);
        store.close();
      } catch (error) {
        wrong.push(`${who}: ${mode}: ${String(error)}`);
      }
  }
}

/** How many calls of each kind the main thread makes. */
async function countCalls(base: string): Promise<Map<string, number>> {
  const folder = join(place, 'counted');
  // Once before, so that the program's own cache is written.
  cpSync(base, folder, { recursive: true });
  await rotateUnder(folder, ['-o', '/dev/null', '-e', 'trace=none']);
  rmSync(folder, { recursive: true });
  cpSync(base, folder, { recursive: true });
  const file = join(place, 'counts.txt');
  const names = ['write', 'pwrite64', 'fsync', 'fdatasync', 'rename', 'unlink', 'openat'];
  await rotateUnder(folder, ['-o', file, '-e', `trace=${names.join()}`]);
  const lines = readFileSync(file, 'utf8').split('\n');
  rmSync(folder, { recursive: true });
  return new Map(names.map((name) => [name, lines.filter((l) => l.startsWith(`${name}(`)).length]));
}

describe.skipIf(!here)('a change of the key', () => {
  const filings = 2000;
  const base = join(place, 'base');
  let was: Before;
  beforeAll(() => {
    makeFolder(base, filings);
    was = asItIs(base);
  });

  test(`that is killed at ${instants} instants loses nothing`, { timeout }, async () => {
    const calls = await countCalls(base);
    const all = [...calls].flatMap(([call, n]) =>
      Array.from({ length: n }, (_, i) => ({ call, n: i + 1 })),
    );
    // Each name, sync and removal, and the others over the whole length.
    const rare = all.filter(({ call }) => /fsync|fdatasync|rename|unlink/.test(call));
    const others = all.filter(({ call }) => /write/.test(call));
    const random = seededRandom(seed);
    const chosen = spread(rare, Math.min(rare.length, Math.ceil(instants * 0.7)), random);
    const points = [...chosen, ...spread(others, instants - chosen.length, random)];
    const found: string[] = [];
    let killed = 0;
    for (const { call, n } of points) {
      const folder = join(place, 'killed');
      cpSync(base, folder, { recursive: true });
      const kill = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${n}`];
      const end = await rotateUnder(folder, ['-o', '/dev/null', ...kill]);
      if (end.signal === 'SIGKILL') killed += 1;
      found.push(...examine(folder, filings, was).map((wrong) => `${call} ${n}: ${wrong}`));
      rmSync(folder, { recursive: true });
    }
    expect(found).toEqual([]);
    expect(killed).toBeGreaterThanOrEqual(instants * 0.95);
    console.log(`killed at ${killed} of ${points.length} instants; ${rare.length} rare calls`);
  });

  test(
    `whose disk is full at ${instants} instants is as before, or is finished`,
    { timeout },
    async () => {
      const calls = await countCalls(base);
      const failing = ['write', 'pwrite64', 'fsync', 'openat', 'rename'] as const;
      const all = failing.flatMap((call) =>
        Array.from({ length: calls.get(call) ?? 0 }, (_, i) => ({ call, n: i + 1 })),
      );
      const rare = all.filter(({ call }) => /fsync|rename/.test(call));
      const others = all.filter(({ call }) => /write/.test(call));
      const random = seededRandom(seed + 1);
      const chosen = spread(rare, Math.min(rare.length, Math.ceil(instants / 2)), random);
      const points = [...chosen, ...spread(others, instants - chosen.length, random)];
      const found: string[] = [];
      let failed = 0;
      for (const { call, n } of points) {
        const folder = join(place, 'full');
        cpSync(base, folder, { recursive: true });
        // From there on every one fails, until the process has ended.
        const full = ['-e', `trace=${call}`, '-e', `inject=${call}:error=ENOSPC:when=${n}+`];
        const end = await rotateUnder(folder, ['-o', '/dev/null', ...full]);
        if (end.code !== 0) failed += 1;
        found.push(...examine(folder, filings, was).map((wrong) => `${call} ${n}: ${wrong}`));
        rmSync(folder, { recursive: true });
      }
      expect(found).toEqual([]);
      expect(failed).toBeGreaterThanOrEqual(instants / 2);
      console.log(`failed at ${failed} of ${points.length} instants`);
    },
  );
});

describe.skipIf(!here)('a power cut in a change of the key', () => {
  const filings = 150;

  test(
    `at ${instants} instants loses nothing, whatever the disk has kept`,
    { timeout },
    async () => {
      const at = placeIn(join(place, 'power'));
      makeFolder(at.data, filings);
      const was = asItIs(at.data);
      const there = readdirSync(at.data, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(at.data.length + 1));
      const before = new Map(there.map((name) => [name, readFileSync(join(at.data, name))]));
      const seen = ['-f', '-xx', '-s', '10000000', '-o', at.trace, '-e', `trace=${changing}`];
      expect(await rotateUnder(at.data, seen)).toMatchObject({ code: 0 });
      const ops = readTrace(at, there);
      const random = seededRandom(seed + 2);
      const names = ops.flatMap(({ op }, i) => (/rename|unlink|sync/.test(op) ? [i] : []));
      const others = ops.flatMap(({ op }, i) => (/rename|unlink|sync/.test(op) ? [] : [i]));
      const images = Math.ceil(instants / imageKinds.length);
      // Every change of a name is an instant, and what was written right before it.
      const near = spread(names, Math.min(names.length, Math.max(images, 40)), random);
      const cuts = [...near, ...spread(others, 10, random)].toSorted((a, b) => a - b);
      const disk = diskModel(before);
      const found: string[] = [];
      const folder = join(place, 'image');
      let done = 0;
      let looked = 0;
      for (const after of cuts) {
        for (const op of ops.slice(done, after + 1)) disk.apply(op);
        done = after + 1;
        for (const kind of imageKinds) {
          layDown(folder, disk.image(kind, seededRandom(seed * 1_000_003 + after)));
          looked += 1;
          found.push(
            ...examine(folder, filings, was).map((wrong) => `call ${after}, ${kind}: ${wrong}`),
          );
        }
      }
      expect(found).toEqual([]);
      expect(looked).toBeGreaterThanOrEqual(instants);
      console.log(`${looked} images of ${cuts.length} cuts, ${ops.length} calls`);
    },
  );
});

test.skipIf(here)('strace is not here: nothing was tried', () => {
  expect(spawnSync('strace', ['-V']).error).toBeDefined();
});
