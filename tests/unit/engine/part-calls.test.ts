import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createEngine } from '../../../main/engine/engine.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { pacingSettingsSchema } from '../../../main/outbox/policy/index.ts';
import type { CallInput, CallName, CallOutput, Scenario } from '../../../shared/contract/index.ts';
import { NaruError, type ErrorCode } from '../../../shared/errors.ts';
import { filingIdSchema, type FilingId } from '../../../shared/filing/numbers.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';

/** As fast as this computer can. */
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
const reason = { code: '', fault: '', text: '이중신고' };
const slow = { timeout: 40_000, interval: 50 };

/** An engine in practice mode, as a face reaches it: over a port, validated both ways. */
async function practice(scenario: Scenario = 'calm') {
  const folder = mkdtempSync(join(tmpdir(), 'naru-parts-'));
  const engine = await createEngine({ dataFolder: folder, owner: 'test', pacing });
  engine.ended.catch(() => {});
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  const client = connectEngine(near);
  onTestFinished(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  function call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<CallOutput<Name>> {
    return client.call(name, input);
  }
  await call('practice.scenario', { scenario });
  await call('practice.addSamples', { count: 3 });
  const { rows } = await call('filings.page', { view: 'all', search: '', after: null, limit: 10 });
  const ids = rows.map(({ id }) => id);
  const of = (id: FilingId) => call('filings.get', { id });
  return {
    call,
    of,
    ids,
    taken: (id: FilingId) =>
      vi.waitFor(async () => expect((await of(id)).row.transport).toBe('acknowledged'), slow),
  };
}
async function codeOf(work: Promise<unknown>): Promise<ErrorCode> {
  try {
    await work;
  } catch (error) {
    if (error instanceof NaruError) return error.problem.code;
    throw error;
  }
  return expect.unreachable('a problem was expected');
}

describe('calls about parts and numbers', () => {
  test('a withdrawal goes to customs and comes back granted', async () => {
    const { call, of, ids, taken } = await practice();
    const [id = filingIdSchema.parse(1)] = ids;
    await taken(id);
    const { filingId } = await call('filings.withdraw', { id, reason });
    await taken(filingId);
    const { row, parts } = await of(id);
    expect(parts.map((part) => part.id)).toEqual([filingId]);
    expect((await of(filingId)).row).toMatchObject({
      declarationNo: row.declarationNo,
      originalId: id,
      part: { is: 'withdrawal' },
    });
    expect(await codeOf(call('filings.withdraw', { id, reason }))).toMatch(
      /part-open|not-possible/,
    );
    expect(await codeOf(call('filings.synchronise', { id, reason: 'x' }))).toBe('not-offered');
    await vi.waitFor(async () => expect((await of(id)).row.customs).toBe('withdrawn'), slow);
    expect((await of(filingId)).row.customs).toBe('withdrawn');
  }, 90_000);

  test('what was filed elsewhere is out of the way, and is told so', async () => {
    const { call, of, ids } = await practice('outage');
    const { done } = await call('filings.act', { ids, action: 'hold' });
    // One or two may be on their way; the others wait.
    const [id = expect.unreachable('none waits')] = done;
    const at = systemClock.now();
    await call('filings.fileElsewhere', { id, number: null, place: '유니패스', at, note: '' });
    const { row, timeline } = await of(id);
    expect(row.transport).toBe('filed-elsewhere');
    expect(timeline.at(-1)).toMatchObject({ data: { place: '유니패스', filedAt: at } });
  });

  test('numbers tell how far they are used, and are set', async () => {
    const { call } = await practice();
    const year = new Date(systemClock.now() + 9 * 3_600_000).getUTCFullYear();
    const before = await call('numbers.get', {});
    expect(before.use.find(({ letter }) => letter === 'M')).toEqual({
      desk: '1',
      letter: 'M',
      first: 1,
      last: 999_999,
      year,
      next: 4,
      given: 3,
    });
    const ranges = [
      { desk: 'A', letter: 'M', first: 1, last: 3 },
      { desk: 'A', letter: 'M', first: 10, last: 20 },
    ];
    expect(await codeOf(call('numbers.set', { desk: 'B', ranges }))).toBe('range-missing');
    await call('numbers.set', { desk: 'A', ranges });
    const after = await call('numbers.get', {});
    expect(after.use.map(({ next, given }) => [next, given])).toEqual([
      [null, 3],
      [10, 0],
    ]);
    await call('practice.addSamples', { count: 1 });
    const page = await call('filings.page', { view: 'all', search: '', after: null, limit: 1 });
    expect(page.rows[0]?.declarationNo.slice(7)).toBe('000010M');
    expect(await call('numbers.gaps', { after: null, limit: 10 })).toEqual({
      rows: [],
      next: null,
    });
  });

  test('a declaration can be printed whether it was sent or not', async () => {
    const { call, ids, taken } = await practice();
    const [id = filingIdSchema.parse(1)] = ids;
    await taken(id);
    const { documents } = await call('filings.printable', { ids });
    expect(documents.map((document) => document.id)).toEqual(ids);
    const [first] = documents;
    expect(first).toMatchObject({ kind: 'import', taken: true });
    expect(first?.receiptNo).not.toBeNull();
    expect(first?.firstAttemptAt).toBeLessThanOrEqual(systemClock.now());
    expect(await call('filings.difference', { id })).toEqual({ differences: [] });
  }, 60_000);
});
