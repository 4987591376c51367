import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inspectBackup } from '../../../main/backup/index.ts';
import { createEngine } from '../../../main/engine/engine.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { openDataFolder, openForReading } from '../../../main/store/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { now, office, sample } from '../store/store-samples.ts';

const count = 1500;
const passphrase = '나루터에 눈이 내린다 2026';

/** An engine over an office's data, and a share for its backups. */
async function officeAtWork() {
  const root = mkdtempSync(join(tmpdir(), 'naru-beside-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const data = join(root, 'data');
  const share = join(root, 'share');
  mkdirSync(share);
  const folder = openDataFolder({ folder: data, owner: 'test', now: new Date(now) });
  folder.rememberMode('real');
  const store = folder.openStore('real');
  store.transaction(({ settings }) => settings.set('office', office));
  const filings = Array.from({ length: count }, (_, i) => sample(`ref-${i}`));
  enqueue(store, filings, { office, at: now, batchId: null });
  store.close();
  folder.release();
  const engine = await createEngine({ dataFolder: data, owner: 'test' });
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  let isRunning = true;
  const stop = async (): Promise<void> => {
    if (isRunning) await engine.stop();
    isRunning = false;
  };
  onTestFinished(stop);
  const client = connectEngine(near);
  await client.call('backup.set', {
    folder: share,
    everyHours: 24,
    keep: { days: 7, weeks: 4, months: 12 },
    protect: { is: 'passphrase', passphrase },
  });
  return { root, data, share, client, stop };
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof NaruError ? error.problem.code : error),
  );

test('a change of the key waits for the backup that is being made, and both succeed', async () => {
  const { root, data, client, stop } = await officeAtWork();
  const before = (await client.call('keys.get', {})).fingerprint;
  const order: string[] = [];
  const [made, rotated] = await Promise.all([
    client.call('backup.make', {}).finally(() => order.push('made')),
    client.call('keys.rotate', {}).finally(() => order.push('rotated')),
  ]);
  expect(order).toEqual(['made', 'rotated']);
  // It was noted in the data that it is of.
  expect((await client.call('backup.get', {})).last).toMatchObject({ file: made.file });
  expect(rotated.fingerprint).not.toBe(before);
  expect(rotated.stayed).toEqual([]);
  await stop();

  const key = Buffer.alloc(32, 9);
  const into = join(root, 'elsewhere', 'restore.db');
  const opened = inspectBackup({ file: made.file, passphrase, key, into, present: null });
  expect(opened.preview.copy.filings).toBe(count);
  const store = openForReading(data, 'real');
  expect(store.counts.transport.queued).toBe(count);
  store.close();
});

test('it waits for an export and for a look into a backup as well', async () => {
  const { root, client } = await officeAtWork();
  const { file } = await client.call('backup.make', {});
  const order: string[] = [];
  await Promise.all([
    client.call('export.make', { folder: root }).finally(() => order.push('exported')),
    client.call('restore.preview', { file, passphrase }).finally(() => order.push('looked')),
    client.call('keys.rotate', {}).finally(() => order.push('rotated')),
    client.call('backup.make', {}).finally(() => order.push('made')),
  ]);
  expect(order).toEqual(['exported', 'looked', 'rotated', 'made']);
});

test('what waited is not done to a drill that has begun meanwhile', async () => {
  const { client } = await officeAtWork();
  const { file } = await client.call('backup.make', {});
  const before = (await client.call('keys.get', {})).fingerprint;
  const looked = client.call('restore.preview', { file, passphrase });
  const rotated = codeOf(client.call('keys.rotate', {}));
  const restored = codeOf(client.call('restore.apply', { file, passphrase }));
  await client.call('drill.start', {
    scenario: 'morning',
    seed: 1,
    speed: 1,
    keep: false,
    evenIfWaiting: true,
  });
  await looked;
  expect([await rotated, await restored]).toEqual(['drill-running', 'drill-running']);
  expect((await client.call('drill.state', {})).running).not.toBeNull();
  await client.call('drill.end', {});
  expect((await client.call('keys.get', {})).fingerprint).toBe(before);
});
