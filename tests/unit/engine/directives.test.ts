import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createEngine } from '../../../main/engine/engine.ts';
import { pacingSettingsSchema } from '../../../main/outbox/policy/index.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import type { DirectiveKind } from '../../../shared/sync/directives.ts';

/** As fast as this computer can; the limits of a second and a minute out of the way. */
const pacing = pacingSettingsSchema.parse({
  minIntervalMs: 0,
  minGapMs: 0,
  troubleIntervalMs: 20,
  startSpreadMs: 0,
  emptyNoticesMs: 50,
  inquirySettleMs: 20,
  inquiryFirstMs: 20,
  limitPerSecond: 100_000,
  limitPerMinute: 6_000_000,
});
const long = { timeout: 60_000, interval: 50 };

test('what a directive opens again goes out under the eyes of the auditor, who finds nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'naru-directives-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const engine = await createEngine({ dataFolder: join(folder, 'data'), owner: 'test', pacing });
  onTestFinished(() => engine.stop());
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  const client = connectEngine(near);
  const counts = async () => (await client.call('sync.get', {})).counts.transport;
  /** Practice customs rejects some, and has some looked at again: all the others are taken. */
  const allSettled = async () => {
    const now = await counts();
    expect(now).toMatchObject({ queued: 0, sending: 0, unconfirmed: 0, processing: 0 });
    expect(now.acknowledged).toBeGreaterThan(10);
  };

  async function direct(kind: DirectiveKind): Promise<number> {
    const now = Date.now();
    const words = { text: '다시 보내 주십시오.', enteredBy: '김나루' };
    const order = { kind, from: now - 3_600_000, to: now + 1000, ...words };
    const { id } = await client.call('directives.enter', order);
    const phase = async () => (await client.call('directives.get', { id })).phase;
    await vi.waitFor(async () => expect(await phase()).toBe('previewed'), long);
    const { rows } = await client.call('directives.filings', {
      id,
      touched: true,
      after: null,
      limit: 200,
    });
    await client.call('directives.do', { id, what: 'apply' });
    await vi.waitFor(async () => expect(await phase()).toBe('applied'), long);
    return rows.length;
  }

  await client.call('practice.addSamples', { count: 20 });
  await vi.waitFor(allSettled, long);
  const before = (await client.call('practice.get', {})).audit;
  // What practice customs has gone on with meanwhile is left alone.
  expect(await direct('resend')).toBeLessThanOrEqual(20);
  await vi.waitFor(allSettled, long);
  await direct('reopen');
  await vi.waitFor(allSettled, long);

  const begun = await client.call('reconciliation.begin', {});
  expect(begun.planned).toBeGreaterThan(10);
  await vi.waitFor(
    async () =>
      expect((await client.call('watch.get', {})).reconciliation?.finishedAt).not.toBeNull(),
    { ...long, timeout: 90_000 },
  );
  const watch = await client.call('watch.get', {});
  expect(watch.reconciliation).toMatchObject({ unanswered: 0 });
  expect(watch.doubles).toBe(0);
  const { audit } = await client.call('practice.get', {});
  expect(audit).toEqual(before);
  expect(audit.blindResends).toBe(0);
}, 240_000);
