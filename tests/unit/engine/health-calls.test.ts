import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import { historyOf } from '../../../main/engine/health-calls.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { healthSpans, type EngineEvent } from '../../../shared/contract/index.ts';
import { healthHistorySchema } from '../../../shared/contract/health.ts';
import { channelStateSchema } from '../../../shared/sync/channels.ts';
import { epochMs } from '../../../shared/time.ts';
import { json, naru } from '../cli/naru.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-health-'));
let engine: Engine;
const events: EngineEvent[] = [];

beforeAll(async () => {
  const pacing = { ...defaultPacing, minIntervalMs: 0, startSpreadMs: 0 };
  engine = await createEngine({ dataFolder: folder, owner: 'test', pacing });
  engine.subscribe((event) => events.push(event));
});
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

const stateOf = async (channel: string) =>
  (await engine.handlers['health.get']({})).states.find((state) => state.channel === channel);

describe('the health of the channels', { timeout: 60_000 }, () => {
  test('comes from real traffic, is told, and is on disk for others', async () => {
    await engine.handlers['practice.addSamples']({ count: 3 });
    await expect
      .poll(async () => (await stateOf('declarations'))?.grade, { timeout: 30_000 })
      .toBe('working');
    const state = await stateOf('declarations');
    expect(state?.samples).toBeGreaterThan(0);
    expect(state?.latency?.p50).toBeGreaterThan(0);
    await expect
      .poll(() => events.some(({ topic }) => topic === 'health'), { timeout: 30_000 })
      .toBe(true);
    // Practice does not leave this computer.
    expect((await stateOf('network'))?.grade).toBe('unknown');
  });

  test.each(healthSpans)('over %s is one value for every step', async (span) => {
    const history = await engine.handlers['health.history']({ channel: 'declarations', span });
    expect(healthHistorySchema.safeParse(history).success).toBe(true);
    const steps = history.well.length;
    expect(steps).toBeLessThanOrEqual(600);
    expect(steps).toBeGreaterThan(300);
    for (const column of [history.ill, history.p50, history.p95, history.p99])
      expect(column).toHaveLength(steps);
    expect(history.well.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(history.changes.at(-1)).toMatchObject({ from: 'unknown', to: 'working' });
  });

  test('is known to `naru status`, in words and as JSON', async () => {
    const where = ['--practice', '--data', folder];
    const told = json(await naru('status', ...where, '--json'));
    const { channels } = z.object({ channels: z.array(channelStateSchema) }).parse(told);
    const found = channels.find(({ channel }) => channel === 'declarations');
    expect(found).toMatchObject({ grade: 'working' });
    const words = await naru('status', ...where);
    expect(words.out).toMatch(/통로: 신고 접수 +통함 \(/);
  });
});

test('a history tells the grade that held at its beginning', () => {
  const at = epochMs(Date.parse('2026-11-20T00:00:00Z'));
  const now = epochMs(Date.parse('2026-11-23T00:00:00Z'));
  const before = {
    channel: 'notices',
    from: 'working',
    to: 'stopped',
    at,
    knownAt: at,
    confidence: 'high',
    cause: 'timeout',
  } as const;
  const health = {
    history: () => ({ stepMs: 60_000, points: [] }),
    changes: () => [],
    lastChange: () => before,
  };
  expect(historyOf(health, 'notices', 'hours', now).changes).toEqual([before]);
});
