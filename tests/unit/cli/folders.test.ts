import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkedFiling } from '../../../main/engine/declarations.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { openDataFolder } from '../../../main/store/index.ts';
import { officeSchema } from '../../../shared/contract/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { koreanDate } from '../../../shared/time.ts';
import { json, jsonLines, naru, startNaru } from './naru.ts';

const root = mkdtempSync(join(tmpdir(), 'naru-cli-folders-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const fast = JSON.stringify({
  minIntervalMs: 0,
  minGapMs: 0,
  startSpreadMs: 0,
  inquirySettleMs: 100,
  inquiryFirstMs: 100,
  limitPerSecond: 100_000,
  limitPerMinute: 6_000_000,
});

function queueIn(data: string, count: number): void {
  const held = openDataFolder({ folder: data, owner: 'test', now: new Date() });
  const store = held.openStore('real');
  const at = systemClock.now();
  const office = officeSchema.parse({ declarant: '12345', name: '나루', customsOffice: '04010' });
  const filings = practiceFilings({ count, seed: 5, today: koreanDate(at) });
  enqueue(store, filings.map(checkedFiling), { office, at, batchId: null });
  store.close();
  held.release();
}

test('run and practice meet in a pair of folders', { timeout: 60_000 }, async () => {
  const data = join(root, 'data');
  const folders = [
    '--folders',
    join(root, 'send'),
    join(root, 'receive'),
    '--sent',
    join(root, 'sent'),
  ];
  mkdirSync(join(root, 'send'));
  queueIn(data, 10);
  const practice = startNaru(['practice', ...folders, '--json']);
  await practice.said('receive');
  const run = await naru(
    'run',
    ...folders,
    '--data',
    data,
    '--pacing',
    fast,
    '--until-settled',
    '--timeout',
    '50',
  );
  expect(run).toMatchObject({ code: 0, out: expect.stringContaining('접수확인 10건') });
  practice.child.kill('SIGINT');
  const [, audit] = jsonLines(await practice.ended);
  expect(audit).toEqual({ taken: 10, pickedUp: 10, twice: 0 });
  const status = json(await naru('status', '--data', data, '--json'));
  expect(status).toMatchObject({ gate: { phase: 'open' } });
});

test('a pair of folders and an address are not given together', async () => {
  const args = ['run', '--data', join(root, 'b'), '--central', 'http://a', '--folders', 'x', 'y'];
  expect(await naru(...args)).toMatchObject({ code: 2, err: expect.stringContaining('하나만') });
  expect(await naru('run', '--data', join(root, 'b'), '--folders', 'x')).toMatchObject({ code: 2 });
});
