import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { ReceivedFile } from '../../../main/central/gateway.ts';
import {
  openReceiving,
  type Look,
  type Receiving,
} from '../../../main/central/folder/receiving.ts';
import { content, encoded, notice } from './notice-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-receiving-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let root = '';
let runs = 0;
let receiving: Receiving;
/** What was taken in, as the store remembers it. */
let read = new Map<string, { size: number; modifiedAt: number }>();

function begin(): void {
  receiving = openReceiving({
    folders: [root],
    without: [join(root, 'send')],
    isRead: ({ path, size, modifiedAt }) => {
      const before = read.get(path);
      return before?.size === size && before.modifiedAt === modifiedAt;
    },
    places: {},
    settleMs: 60,
  });
}
beforeEach(() => {
  runs += 1;
  root = join(folder, String(runs));
  mkdirSync(root);
  read = new Map();
  begin();
});

async function look(limit = 100): Promise<Look> {
  return receiving.look({ limit, forMs: 5000 });
}
/** A look whose files reach the disk. */
async function take(limit = 100): Promise<ReceivedFile[]> {
  const { files } = await look(limit);
  for (const { path, size, modifiedAt } of files) read.set(path, { size, modifiedAt });
  return files;
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const r99 = (no = '1234526000123M'): Uint8Array =>
  encoded(notice({ code: 'R99', no, original: '929', inside: content('접수') }), 'CP949');
function put(name: string, bytes: Uint8Array | string = r99()): string {
  const file = join(root, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return file;
}
const names = (files: readonly ReceivedFile[]): string[] =>
  files.map(({ path }) => path.slice(root.length + 1)).toSorted();

test('finds notices in dated subfolders, each once', async () => {
  put('20261122/a.xml');
  put('20261123/Rcv/b.xml', r99('1234526000124M'));
  expect(names(await take())).toEqual(['20261122/a.xml', '20261123/Rcv/b.xml']);
  expect(await take()).toEqual([]);
  put('20250101/late.xml', r99('1234526000125M'));
  put('20261122/late.xml', r99('1234526000126M'));
  expect(names(await take())).toEqual(['20250101/late.xml', '20261122/late.xml']);
});

test('what did not reach the disk is offered again, also to another process', async () => {
  put('a.xml');
  expect(names((await look()).files)).toEqual(['a.xml']);
  expect(names((await look()).files)).toEqual(['a.xml']);
  begin();
  expect(names(await take())).toEqual(['a.xml']);
  begin();
  expect(await take()).toEqual([]);
});

test('waits for a half-written file', async () => {
  const whole = r99();
  const file = put('a.xml', whole.subarray(0, 300));
  const first = await look();
  expect(first).toMatchObject({ files: [], unfinished: true });
  appendFileSync(file, whole.subarray(300, 320));
  await pause(80);
  expect((await look()).files).toEqual([]);
  appendFileSync(file, whole.subarray(320));
  const [done] = await take();
  expect(done).toMatchObject({ trouble: null, says: { numbers: ['1234526000123M'] } });
  expect(await take()).toEqual([]);
});

test('a file that stays broken is told of once, and read again when it is mended', async () => {
  const file = put('a.xml', r99().subarray(0, 300));
  expect((await look()).files).toEqual([]);
  await pause(80);
  const [broken] = await take();
  expect(broken).toMatchObject({ trouble: 'incomplete', says: null, document: { code: '?' } });
  expect(await take()).toEqual([]);
  // Written over in place, which leaves no trace in its folder: found where all files are looked at.
  writeFileSync(file, r99());
  begin();
  expect(await take()).toMatchObject([{ trouble: null, document: { code: 'R99' } }]);
});

test('leaves alone what is no notice', async () => {
  put('.hidden.xml');
  put('a.tmp');
  put('~b.xml');
  put('c.part');
  put('send/GOVCBR929.xml');
  put(
    'own.xml',
    '<Declaration><ID>1234526000123M</ID><TypeCode>GOVCBR929</TypeCode></Declaration>',
  );
  put('Thumbs.db', Buffer.from('d0cf11e0', 'hex'));
  symlinkSync(root, join(root, 'loop'));
  const files = await take();
  const troubles = files.map(({ path, document, trouble }) => [
    path.slice(root.length + 1),
    document,
    trouble,
  ]);
  expect(troubles).toHaveLength(2);
  expect(troubles).toContainEqual(['own.xml', null, 'own-document']);
  expect(troubles).toContainEqual(['Thumbs.db', null, 'not-xml']);
  renameSync(join(root, 'a.tmp'), join(root, 'a.xml'));
  expect(names(await take())).toEqual(['a.xml']);
});

test('reads thousands of files a batch at a time, oldest first', async () => {
  for (let n = 0; n < 1200; n += 1) {
    const file = put(`2026${String(1 + (n % 12)).padStart(2, '0')}01/${n}.xml`, r99());
    utimesSync(file, 1_700_000_000 + n, 1_700_000_000 + n);
  }
  const seen: string[] = [];
  for (let i = 0; i < 20; i += 1) {
    const files = await take(100);
    expect(files.length).toBeLessThanOrEqual(100);
    seen.push(...files.map(({ path }) => path));
  }
  expect(seen).toHaveLength(1200);
  expect(new Set(seen).size).toBe(1200);
  const order = seen.map((path) => Number(/(\d+)\.xml$/.exec(path)?.[1]));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('folders of years are looked through in turn', async () => {
  for (let n = 0; n < 350; n += 1) put(`d${n}/a.xml`, r99());
  expect(await take(1000)).toHaveLength(350);
  for (let n = 0; n < 350; n += 1) {
    const old = 1_600_000_000;
    utimesSync(join(root, `d${n}`), old, old);
  }
  await look();
  put('d7/late.xml');
  put('d349/late.xml');
  const found: string[] = [];
  for (let i = 0; i < 6; i += 1) found.push(...names(await take()));
  expect(found.toSorted()).toEqual(['d349/late.xml', 'd7/late.xml']);
});

test('a folder that is not there is a trouble, and no end', async () => {
  rmSync(root, { recursive: true });
  expect(await look()).toMatchObject({ files: [], troubles: [{ folder: root, detail: 'ENOENT' }] });
  mkdirSync(root);
  put('a.xml');
  expect(names(await take())).toEqual(['a.xml']);
  put('b/c.xml');
  expect(names(await take())).toEqual(['b/c.xml']);
  rmSync(join(root, 'b'), { recursive: true });
  expect(await look()).toMatchObject({ files: [], troubles: [] });
  put('b/d.xml');
  expect(names(await take())).toEqual(['b/d.xml']);
});

test('ends in time with what it has', async () => {
  for (let n = 0; n < 300; n += 1) put(`${n}.xml`);
  const some = await receiving.look({ limit: 1000, forMs: 0 });
  expect(some.more).toBe(true);
  const seen: string[] = [];
  for (let i = 0; i < 10; i += 1) seen.push(...(await take(1000)).map(({ path }) => path));
  expect(new Set(seen).size).toBe(300);
});
