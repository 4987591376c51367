import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../../main/engine/engine.ts';
import { startOrRescue } from '../../../main/engine/rescue.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { openDataFolder } from '../../../main/store/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { plan } from '../backup/day.ts';
import { now, office, sample } from '../store/store-samples.ts';

const count = 60;

interface Place {
  data: string;
  root: string;
  file: string;
}

/** A folder with filings of real work. */
function filledFolder(): Place {
  const root = mkdtempSync(join(tmpdir(), 'naru-rescue-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const data = join(root, 'data');
  const folder = openDataFolder({ folder: data, owner: 'test', now: new Date(now) });
  folder.rememberMode('real');
  const store = folder.openStore('real');
  store.transaction(({ settings }) => settings.set('office', office));
  const filings = Array.from({ length: count }, (_, i) => sample(`ref-${i}`));
  enqueue(store, filings, { office, at: now, batchId: null });
  const { file } = store;
  store.close();
  folder.release();
  return { data, root, file };
}

/** Damages the index of states, which is read at every start. */
function damage({ data, file }: Place): void {
  const folder = openDataFolder({ folder: data, owner: 'test', now: new Date(now) });
  const store = folder.openStore('real');
  const page = store.tables.connection
    .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'filing_by_transport'")
    .pluck()
    .get();
  store.close();
  folder.release();
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(64, 0xa5), 0, 64, (Number(page) - 1) * 2048 + 512);
  closeSync(descriptor);
}

async function start(data: string) {
  const engine = await startOrRescue({ dataFolder: data, owner: 'test' }, createEngine);
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  const client = connectEngine(near);
  let isRunning = true;
  const stop = async (): Promise<void> => {
    if (isRunning) await engine.stop();
    isRunning = false;
  };
  onTestFinished(stop);
  return { client, stop };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof NaruError ? error.problem.code : 'done';
}

test('what can be read is saved, and the engine is the real one from then on', async () => {
  const place = filledFolder();
  const { data, file } = place;
  damage(place);
  const { client, stop } = await start(data);
  expect(await codeOf(client.call('sync.get', {}))).toBe('data-damaged');
  expect(await codeOf(client.call('practice.addSamples', { count: 1 }))).toBe('data-damaged');
  expect(await client.call('rescue.get', {})).toEqual({
    rescue: { mode: 'real', file, isOpen: false, work: null },
  });
  const told: string[] = [];
  client.subscribe((event) => void told.push(event.topic));
  const saved = await client.call('rescue.salvage', {});
  expect(saved.rows).toBeGreaterThan(count);
  expect(existsSync(saved.kept ?? '')).toBe(true);
  expect(told).toContain('sync');
  const state = await client.call('sync.get', {});
  expect(state.mode).toBe('real');
  const { transport } = state.counts;
  expect(transport.queued + transport.held).toBe(count);
  expect(await client.call('rescue.get', {})).toEqual({ rescue: null });
  expect(await codeOf(client.call('rescue.salvage', {}))).toBe('not-found');
  await stop();
  // It stays so at the next start.
  const again = await start(data);
  expect((await again.client.call('sync.get', {})).mode).toBe('real');
});

test('a backup takes its place; what is none changes nothing', async () => {
  const place = filledFolder();
  const { data, root, file } = place;
  const share = join(root, 'share');
  mkdirSync(share);
  const well = await start(data);
  await well.client.call('backup.set', plan(share));
  const { file: backup } = await well.client.call('backup.make', {});
  await well.stop();
  damage(place);

  const { client } = await start(data);
  // Its own key opens it: no passphrase is needed.
  const restore = (from: string): Promise<string> =>
    codeOf(client.call('rescue.restore', { file: from, passphrase: null }));
  expect(await restore(join(root, 'none'))).toBe('not-found');
  expect(await restore(file)).toBe('backup-not-one');
  expect(await codeOf(client.call('sync.get', {}))).toBe('data-damaged');
  expect(await restore(backup)).toBe('done');
  const { counts, mode } = await client.call('sync.get', {});
  expect(mode).toBe('real');
  expect(counts.transport.queued).toBe(count);
  const { recovery } = await client.call('backup.get', {});
  expect(recovery?.holds).toBe(true);
});
