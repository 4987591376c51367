import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createEngine } from '../../../main/engine/engine.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { pacingSettingsSchema } from '../../../main/outbox/policy/index.ts';
import type { CallInput, CallName, CallOutput, Scenario } from '../../../shared/contract/index.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { defaultFreshness } from '../../../shared/filing/stale.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { NaruError, type Problem } from '../../../shared/errors.ts';
import { maskNumber } from '../../../shared/privacy/masking.ts';
import { epochMs } from '../../../shared/time.ts';

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

/** A practice engine, called as a face calls it: over a port, validated both ways. */
async function practiceEngine(from?: string) {
  let ahead = from === undefined ? 0 : Date.parse(from) - Date.now();
  const clock = { ...systemClock, now: () => epochMs(Date.now() + ahead) };
  const folder = mkdtempSync(join(tmpdir(), 'naru-calls-'));
  const engine = await createEngine({
    dataFolder: join(folder, 'data'),
    owner: 'test',
    pacing,
    clock,
  });
  engine.ended.catch(() => {});
  onTestFinished(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  const client = connectEngine(near);
  const call = <Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<CallOutput<Name>> => client.call(name, input);
  const all = async (): Promise<FilingRow[]> =>
    (await call('filings.page', { view: 'all', search: '', after: null, limit: 200 })).rows;
  const detail = async (id: FilingRow['id']): Promise<Record<string, unknown>> => {
    // As on paper: on screens personal data is masked.
    const [printed] = (await call('filings.printable', { ids: [id] })).documents;
    const declaration = printed?.declaration ?? null;
    return Object.fromEntries(Object.entries(Object(declaration)));
  };
  return {
    call,
    all,
    detail,
    /** Days go by while nobody looks. */
    pass(days: number): void {
      ahead += days * 86_400_000;
    },
    scenario: (scenario: Scenario) => call('practice.scenario', { scenario }),
    async reissue(code: unknown): Promise<string> {
      const { url } = await call('practice.get', {});
      const answer = await fetch(`${url}/practice/reissue/${String(code)}`, { method: 'POST' });
      const body: unknown = await answer.json();
      return String(Object.values(Object(body))[0]);
    },
  };
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  try {
    await work;
  } catch (error) {
    if (error instanceof NaruError) return error.problem;
    throw error;
  }
  return expect.unreachable('a problem was expected');
}

describe('keys', () => {
  test('are kept for each API, never told, and real mode has none', async () => {
    const { call } = await practiceEngine();
    expect((await call('openApi.get', {})).apis.every(({ hasKey }) => hasKey)).toBe(true);
    await call('mode.set', { mode: 'real' });
    const before = await call('openApi.get', {});
    expect(before).toMatchObject({ url: 'https://unipass.customs.go.kr:38010', perHundred: [] });
    expect(before.apis.some(({ hasKey }) => hasKey)).toBe(false);
    const query = { pccc: 'P123456789012', name: '홍가람', phone: null, postcode: null };
    expect(await call('lookup.pccc', query)).toEqual({
      is: 'not-known',
      why: 'no-key',
      words: null,
    });
    await call('openApi.setKey', { api: 'API001', key: 'secret-of-ours' });
    await call('openApi.setPerHundred', { currencies: ['JPY', 'IDR', 'JPY'] });
    const after = await call('openApi.get', {});
    expect(after.apis.filter(({ hasKey }) => hasKey)).toEqual([{ api: 'API001', hasKey: true }]);
    expect(after.perHundred).toEqual(['IDR', 'JPY']);
    expect(JSON.stringify(after)).not.toContain('secret');
    await call('openApi.setKey', { api: 'API001', key: null });
    expect((await call('openApi.get', {})).apis.some(({ hasKey }) => hasKey)).toBe(false);
  });

  test('a wrong key is said to be refused, not the code to be wrong', async () => {
    const { call } = await practiceEngine();
    const query = { pccc: 'P123456789012', name: '홍가람', phone: null, postcode: null };
    expect(await call('lookup.pccc', query)).toMatchObject({
      is: 'known',
      value: { matches: true },
    });
    await call('openApi.setKey', { api: 'API012', key: 'wrong' });
    expect(await call('lookup.rates', { on: '2026-11-24', use: 'import' })).toMatchObject({
      is: 'not-known',
      why: 'key-refused',
      words: '존재하지 않는 인증키입니다.',
    });
  });
});

test('the look-ups answer in practice', async () => {
  const { call } = await practiceEngine();
  expect(await call('lookup.hs', { query: '커피' })).toMatchObject({ is: 'known' });
  const year = new Date().getFullYear();
  const cargo = { by: 'bill-of-lading', billOfLading: 'NR2600000001', year } as const;
  expect(await call('lookup.cargo', cargo)).toMatchObject({ is: 'known', value: { is: 'cargo' } });
  const declarationNo = '1234526000009X';
  expect(await call('lookup.exportPerformance', { declarationNo })).toMatchObject({
    value: { is: 'none' },
  });
});

test('what was queued on Saturday is shown on Monday, and goes as accepted', async () => {
  const { call, all, detail, pass } = await practiceEngine('2026-11-21T10:00:00+09:00');
  await call('practice.scenario', { scenario: 'outage' });
  await call('practice.addSamples', { count: 12 });
  await call('filings.act', { ids: (await all()).map(({ id }) => id), action: 'hold' });
  const one = (await all()).find(
    ({ transport, kind }) => transport === 'held' && kind === 'import',
  );
  if (one === undefined) return expect.unreachable('none is held');
  const before = await detail(one.id);
  pass(2);
  await call('practice.scenario', { scenario: 'calm' });
  await call('filings.act', { ids: [one.id], action: 'release' });
  await call('outbox.sendNow', {});
  await vi.waitFor(
    async () => expect((await call('filings.get', { id: one.id })).row.transport).toBe('recheck'),
    { timeout: 25_000, interval: 100 },
  );
  const { row } = await call('stale.get', { id: one.id });
  expect(row).toMatchObject({
    stale: {
      hasProposal: true,
      findings: [{ is: 'exchange-rate', before: before['exchangeRate'] }],
    },
  });
  const changed = new Map(row?.differences.map((one) => [one.field, one]));
  const rate = changed.get('exchangeRate');
  expect(rate?.before).toBe(before['exchangeRate']);
  expect(changed.get('totalTax')?.before).toBe(before['totalTax']);
  expect(changed.has('lines[0].duty') || changed.has('lines[0].vat')).toBe(true);
  expect(await call('stale.accept', { ids: [one.id] })).toEqual({ done: [one.id], refused: [] });
  await vi.waitFor(
    async () =>
      expect((await call('filings.get', { id: one.id })).row.transport).toBe('acknowledged'),
    { timeout: 25_000, interval: 100 },
  );
  const { submissions } = await call('filings.get', { id: one.id });
  const last = submissions[0]?.id ?? 0;
  const { xml } = await call('filings.document', { id: one.id, submissionId: last });
  expect(xml).toContain(`<wco:RateNumeric>${rate?.after}</wco:RateNumeric>`);
  expect(xml).toContain('<wco:IssueDateTime>20261123</wco:IssueDateTime>');
}, 90_000);

describe('a code that was reissued', () => {
  test('is listed, cannot be accepted, and is renewed in every filing at once', async () => {
    const { call, all, detail, reissue } = await practiceEngine();
    await call('freshness.set', { ...defaultFreshness, pcccFreshMinutes: 0 });
    expect(await call('freshness.get', {})).toMatchObject({ pcccFreshMinutes: 0 });
    // Nothing goes out while the filings are prepared.
    await call('practice.scenario', { scenario: 'outage' });
    await call('practice.addSamples', { count: 40 });
    const rows = await all();
    await call('filings.act', { ids: rows.map(({ id }) => id), action: 'hold' });
    const held = await all();
    const personal: FilingRow[] = [];
    for (const row of held.filter(({ transport }) => transport === 'held'))
      if ((await detail(row.id))['payerIdKind'] === '05') personal.push(row);
    const [one, two] = personal;
    if (one === undefined || two === undefined) return expect.unreachable('too few personal ones');
    const code = String((await detail(one.id))['payerId']);
    const successor = await reissue(code);
    await call('practice.scenario', { scenario: 'calm' });
    await call('filings.act', { ids: [one.id, two.id], action: 'release' });

    const page = () => call('pccc.mismatches', { after: null, limit: 10 });
    await vi.waitFor(async () => expect((await page()).rows).toHaveLength(1), {
      timeout: 20_000,
      interval: 100,
    });
    const [mismatch] = (await page()).rows;
    expect(mismatch).toMatchObject({
      row: { id: one.id, transport: 'recheck' },
      pccc: maskNumber(code),
      words: ['납세의무자 개인통관고유부호가 존재하지 않습니다.'],
    });
    // Whom to ask is masked, and told on demand.
    expect(mismatch?.phone).toMatch(/^01\*+\d\d$/);
    expect(mismatch?.name).toMatch(/^[^*]\*+$/);
    expect(JSON.stringify(mismatch)).not.toContain(code);
    const person = mismatch?.person ?? '';
    const { people } = await call('personal.consignees', { of: [{ id: one.id, person }] });
    expect(people).toMatchObject([{ person, pccc: code, phone: expect.stringMatching(/^010-/) }]);
    expect(await call('pccc.verify', { id: one.id, person, pccc: successor })).toMatchObject({
      answer: { is: 'known', value: { matches: true } },
      same: false,
    });
    expect(await call('pccc.verify', { id: one.id, person, pccc: code })).toMatchObject({
      answer: { is: 'known', value: { matches: false } },
      same: true,
    });
    const stranger = call('personal.consignees', { of: [{ id: two.id, person }] });
    expect(await problemOf(stranger)).toMatchObject({ code: 'not-found' });
    expect(await call('stale.get', { id: one.id })).toMatchObject({
      row: { stale: { findings: [{ is: 'pccc-mismatch' }], hasProposal: false }, differences: [] },
    });
    expect((await call('stale.page', { after: null, limit: 10 })).rows).toHaveLength(1);

    const accepted = await call('stale.accept', { ids: [one.id, two.id] });
    expect(accepted.done).toEqual([]);
    expect(accepted.refused.map(({ id, problem }) => [id, problem.code])).toEqual([
      [one.id, 'pccc-mismatch'],
      [two.id, 'not-possible-now'],
    ]);
    // A look of its own at once, with the same result.
    expect(await call('stale.checkAgain', { ids: [one.id] })).toMatchObject({ done: [one.id] });
    await vi.waitFor(async () => expect((await page()).rows).toHaveLength(1), {
      timeout: 20_000,
      interval: 100,
    });

    await vi.waitFor(
      async () =>
        expect((await call('filings.get', { id: two.id })).row.transport).toBe('acknowledged'),
      { timeout: 20_000, interval: 100 },
    );
    expect(
      (await call('pccc.renew', { ids: [one.id], pccc: successor, person: 'somebody' })).refused,
    ).toMatchObject([{ problem: { code: 'which-pccc' } }]);
    const renewed = await call('pccc.renew', { ids: [one.id, two.id], pccc: successor, person });
    expect(renewed.done).toEqual([one.id]);
    expect(renewed.refused).toMatchObject([
      { id: two.id, problem: { code: 'taken-amend-instead' } },
    ]);
    await vi.waitFor(
      async () =>
        expect((await call('filings.get', { id: one.id })).row.transport).toBe('acknowledged'),
      { timeout: 20_000, interval: 100 },
    );
    expect((await detail(one.id))['payerId']).toBe(successor);
    expect((await page()).rows).toEqual([]);
  }, 90_000);

  test('a filing that bears no such code is left alone', async () => {
    const { call, all, detail } = await practiceEngine();
    await call('practice.scenario', { scenario: 'outage' });
    await call('practice.addSamples', { count: 10 });
    await call('filings.act', { ids: (await all()).map(({ id }) => id), action: 'hold' });
    for (const { id } of (await all()).filter(({ transport }) => transport === 'held')) {
      const before = await detail(id);
      if (before['payerIdKind'] === '05') continue;
      const { refused } = await call('pccc.renew', { ids: [id], pccc: 'P999812345678' });
      expect(refused).toMatchObject([{ problem: { code: 'which-pccc' } }]);
      expect(await detail(id)).toEqual(before);
    }
    expect(await problemOf(call('pccc.renew', { ids: [], pccc: 'P1' }))).toMatchObject({
      code: 'wrong-input',
    });
  }, 60_000);
});
