import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { engineEntry } from '../../../main/engine/engine-entry.ts';
import { ipcPort } from '../../../main/engine/process-ports.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { holdsSending, listKept, openDataFolder, readRestored } from '../../../main/store/index.ts';
import { connectEngine } from '../../../shared/port/index.ts';
import { now, office, sample, tempFolder } from '../store/store-samples.ts';
import { foundDamaged } from './damaged-data.ts';

/** `NARU_KILLS=100` ends it as often. */
const kills = Number(process.env['NARU_KILLS'] ?? 4);
const filings = 300;

function prepare(data: string): Set<string> {
  const folder = openDataFolder({ folder: data, owner: 'test', now: new Date(now) });
  folder.rememberMode('real');
  const store = folder.openStore('real');
  store.transaction(({ settings }) => settings.set('office', office));
  const samples = Array.from({ length: filings }, (_, i) => sample(`ref-${i}`));
  enqueue(store, samples, { office, at: now, batchId: null });
  const given = store.tables.connection
    .prepare<[], string>('SELECT declaration_no FROM filing')
    .pluck()
    .all();
  store.close();
  folder.release();
  foundDamaged(data);
  return new Set(given);
}

/** Starts the engine and the salvage, and ends its process so long after; `null`: once it is done. */
async function salvageFor(data: string, ms: number | null): Promise<number> {
  const child = fork(engineEntry(), [data, 'test'], { execArgv: [] });
  const exited = once(child, 'exit');
  const client = connectEngine(ipcPort(child));
  const { rescue } = await client.call('rescue.get', {});
  expect(rescue?.isOpen).toBe(true);
  const from = performance.now();
  const done = client.call('rescue.salvage', {}).catch(() => null);
  await (ms === null ? done : sleep(ms));
  const took = performance.now() - from;
  child.kill('SIGKILL');
  await exited;
  return took;
}

/** What is left must be the old data or the new, whole. */
function examine(data: string, given: ReadonlySet<string>): 'old' | 'new' {
  const folder = openDataFolder({ folder: data, owner: 'test', now: new Date() });
  try {
    const store = folder.openStore('real');
    try {
      const count = (sql: string): number =>
        Number(store.tables.connection.prepare(sql).pluck().get());
      expect(count('SELECT count(*) FROM filing')).toBe(filings);
      const mark = store.read(readRestored);
      const salvages = count("SELECT count(*) FROM journal WHERE kind = 'data-salvaged'");
      const numbers = store.tables.serials.next(office.declarant, 2026, 'M');
      expect(given.has(numbers)).toBe(false);
      if (mark === null) {
        expect(salvages).toBe(0);
        expect(store.read(({ settings }) => settings.get('soundness'))).not.toBeNull();
        return 'old';
      }
      expect(salvages).toBe(1);
      expect(mark.why).toBe('salvaged');
      expect(holdsSending(mark)).toBe(true);
      expect(listKept(data, 'real')).toHaveLength(1);
      return 'new';
    } finally {
      store.close();
    }
  } finally {
    folder.release();
  }
}

test(
  'a salvage that is killed leaves the old data or the new, never half',
  { timeout: 1_800_000 },
  async () => {
    const root = tempFolder();
    const whole = join(root, 'whole');
    const given = prepare(whole);
    const data = join(root, 'data');
    const left: string[] = [];
    async function round(ms: number | null): Promise<number> {
      cpSync(whole, data, { recursive: true });
      const took = await salvageFor(data, ms);
      left.push(examine(data, given));
      rmSync(data, { recursive: true });
      return took;
    }
    const all = await round(null);
    expect(left).toEqual(['new']);
    for (let n = 0; n < kills; n += 1) await round((all * n) / kills);
    expect(left).toContain('old');
  },
);
