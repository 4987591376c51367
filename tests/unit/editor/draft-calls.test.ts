import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import { pacingSettingsSchema } from '../../../main/outbox/policy/index.ts';
import type {
  CallInput,
  CallName,
  CallOutput,
  Draft,
  EngineClient,
} from '../../../shared/contract/index.ts';
import { exampleFiling } from '../../../shared/documents/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import {
  declarantCodeSchema,
  declarationKinds,
  type FilingId,
} from '../../../shared/filing/numbers.ts';
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
const running = new Set<Engine>();
afterEach(async () => {
  for (const engine of running) await engine.stop();
  running.clear();
});

interface Office {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  stop(): Promise<void>;
}

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'naru-drafts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}

/** An engine in practice mode, spoken to over a port as a face does. */
async function open(dataFolder = tempFolder()): Promise<Office> {
  const engine = await createEngine({ dataFolder, owner: 'draft test', pacing });
  engine.ended.catch(() => {});
  running.add(engine);
  const [near, far] = memoryPorts();
  serveEngine(far, engine);
  const client: EngineClient = connectEngine(near);
  return {
    call: (name, input) => client.call(name, input),
    async stop() {
      running.delete(engine);
      await engine.stop();
    },
  };
}

/** In real mode without a gateway, where nothing leaves the queue. */
async function openReal(): Promise<Office> {
  const office = await open();
  await office.call('mode.set', { mode: 'real' });
  const declarant = declarantCodeSchema.parse('12345');
  await office.call('office.set', { declarant, name: '시험', customsOffice: '04010' });
  return office;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof NaruError) return error.problem.code;
    throw error;
  }
  return expect.unreachable('a problem was expected');
}

const declaration = exampleFiling('import').declaration;

/** Of no week's exchange rate, so that nothing goes stale. */
const inWon = { currency: 'KRW', exchangeRate: '1' };

async function startFilled(office: Office, change: object = {}): Promise<Draft> {
  const from = { is: 'empty', kind: 'import' } as const;
  const draft = await office.call('drafts.start', { from });
  const body = { ...draft.body, declaration: { ...declaration, ...change } };
  await office.call('drafts.save', { id: draft.id, version: draft.version, body });
  return office.call('drafts.get', { id: draft.id });
}

async function queueNew(office: Office, change: object = {}): Promise<FilingId> {
  const { id, version } = await startFilled(office, change);
  const queued = await office.call('drafts.queue', { id, version });
  if (queued.is === 'wrong') throw new Error(JSON.stringify(queued.errors));
  return queued.filingId;
}

async function acknowledged(office: Office): Promise<FilingId> {
  const id = await queueNew(office, inWon);
  await vi.waitFor(
    async () => {
      const { row } = await office.call('filings.get', { id });
      expect(row.transport).toBe('acknowledged');
    },
    { timeout: 10_000, interval: 20 },
  );
  return id;
}

describe('초안', () => {
  test('저장했다고 한 것은 엔진을 다시 열어도 있다', async () => {
    const folder = tempFolder();
    const office = await open(folder);
    const { id } = await startFilled(office, { vessel: 'NARU 1' });
    await office.stop();
    const again = await open(folder);
    const draft = await again.call('drafts.get', { id });
    expect(draft.body.declaration).toMatchObject({ vessel: 'NARU 1' });
    const { rows } = await again.call('drafts.list', { after: null, limit: 10 });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.title).toContain('나루조명');
  });

  test('모르는 판 위에는 저장하지 않는다', async () => {
    const office = await open();
    const { id, version, body } = await startFilled(office);
    await office.call('drafts.save', { id, version, body });
    expect(await codeOf(office.call('drafts.save', { id, version, body }))).toBe('draft-changed');
    expect(await codeOf(office.call('drafts.queue', { id, version }))).toBe('draft-changed');
    await office.call('drafts.drop', { id });
    expect(await codeOf(office.call('drafts.save', { id, version, body }))).toBe('not-found');
  });

  test('지운 초안의 번호는 다시 쓰지 않고, 참조번호는 겹치지 않게 권한다', async () => {
    const office = await open();
    const start = () => office.call('drafts.start', { from: { is: 'empty', kind: 'export' } });
    const first = await start();
    await office.call('drafts.drop', { id: first.id });
    const second = await start();
    expect(second.id).toBeGreaterThan(first.id);
    expect(second.body.reference).not.toBe(first.body.reference);
    expect(second.body.reference).toMatch(/^\d{8}-\d{3}$/);
  });

  test('목록은 새것부터 쪽으로 나온다', async () => {
    const office = await open();
    const ids: number[] = [];
    for (let i = 0; i < 5; i += 1)
      ids.unshift(
        (await office.call('drafts.start', { from: { is: 'empty', kind: 'import' } })).id,
      );
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: CallOutput<'drafts.list'> = await office.call('drafts.list', { after, limit: 2 });
      seen.push(...page.rows.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(ids);
  });

  test.each(declarationKinds)('%s의 새 초안은 사무소의 값으로 시작한다', async (kind) => {
    const office = await open();
    const draft = await office.call('drafts.start', { from: { is: 'empty', kind } });
    expect(draft.body.declaration).toMatchObject({ customsOffice: '040C1' });
    const check = await office.call('documents.check', {
      kind,
      declaration: draft.body.declaration,
      line: null,
    });
    expect(check.errors.map(({ code }) => code)).not.toContain('unknown-field');
  });
});

describe('대기에 올리기', () => {
  test('올리면 번호를 받고 초안은 사라진다', async () => {
    const office = await open();
    const { id, version } = await startFilled(office);
    const queued = await office.call('drafts.queue', { id, version });
    expect(queued).toMatchObject({ is: 'queued', declarationNo: expect.stringMatching(/^ZZ999/) });
    expect(await codeOf(office.call('drafts.get', { id }))).toBe('not-found');
  });

  test('고칠 곳이 있으면 무엇인지 말하고 아무것도 바꾸지 않는다', async () => {
    const office = await open();
    const { id, version } = await startFilled(office, { currency: 'XXX', importerName: '' });
    const queued = await office.call('drafts.queue', { id, version });
    expect(queued.is === 'wrong' && queued.errors.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['currency', 'importerName']),
    );
    expect(await office.call('drafts.get', { id })).toMatchObject({ version });
    const { total } = await office.call('filings.page', {
      view: 'all',
      search: '',
      after: null,
      limit: 1,
    });
    expect(total).toBe(0);
  });

  test('참조번호가 이미 있으면 그렇다고 말한다', async () => {
    const office = await open();
    const first = await office.call('filings.get', { id: await queueNew(office) });
    const draft = await startFilled(office);
    const body = { ...draft.body, reference: first.row.reference };
    const { version } = await office.call('drafts.save', {
      id: draft.id,
      version: draft.version,
      body,
    });
    expect(await office.call('drafts.queue', { id: draft.id, version })).toMatchObject({
      is: 'wrong',
      errors: [{ field: 'reference', code: 'duplicate-reference' }],
    });
  });
});

describe('지난 신고에서', () => {
  test('복사는 화물마다 다른 번호를 비우고 새 참조번호를 받는다', async () => {
    const office = await open();
    const filingId = await queueNew(office);
    const copy = await office.call('drafts.start', { from: { is: 'copy', filingId } });
    const { row } = await office.call('filings.get', { id: filingId });
    expect(copy).toMatchObject({ purpose: 'new', filingId: null, before: null });
    expect(copy.body.reference).not.toBe(row.reference);
    expect(copy.body.declaration).toMatchObject({ importerName: declaration.importerName });
    for (const key of ['billOfLading', 'cargoControlNo', 'arrivedOn', 'containers'])
      expect(copy.body.declaration).not.toHaveProperty(key);
  });

  test('고치기는 기다리는 신고에서만, 그리고 그 자리에 들어간다', async () => {
    const office = await openReal();
    const filingId = await queueNew(office);
    await office.call('filings.act', { ids: [filingId], action: 'hold' });
    const { row } = await office.call('filings.get', { id: filingId });
    const draft = await office.call('drafts.start', { from: { is: 'edit', filingId } });
    expect(draft).toMatchObject({ purpose: 'edit', declarationNo: row.declarationNo });
    expect(draft.before).toMatchObject({ vessel: declaration.vessel });
    const again = await office.call('drafts.start', { from: { is: 'edit', filingId } });
    expect(again.id).toBe(draft.id);
    const body = { ...draft.body, declaration: { ...declaration, vessel: 'NARU 2' } };
    const { version } = await office.call('drafts.save', { id: draft.id, version: 0, body });
    const queued = await office.call('drafts.queue', { id: draft.id, version });
    expect(queued).toMatchObject({ is: 'queued', filingId, declarationNo: row.declarationNo });
    const after = await office.call('filings.get', { id: filingId });
    expect(after.declaration).toMatchObject({ vessel: 'NARU 2' });
    expect(after.row.transport).toBe('held');
  });

  test('접수된 신고는 고치지 않고 정정한다', { timeout: 30_000 }, async () => {
    const office = await open();
    const filingId = await acknowledged(office);
    expect(await codeOf(office.call('drafts.start', { from: { is: 'edit', filingId } }))).toBe(
      'not-possible-now',
    );
    const draft = await office.call('drafts.start', { from: { is: 'amend', filingId } });
    expect(draft.body.reason).toEqual({ code: '', fault: '', text: '' });
    const queue = (version: number) => office.call('drafts.queue', { id: draft.id, version });

    // Nothing has changed and no reason is given: both are said.
    const empty = await queue(draft.version);
    expect(empty.is === 'wrong' && empty.errors.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['reason.text', 'changes']),
    );
    const amended = {
      ...draft.body,
      reason: { code: '', fault: '02', text: '선명이 잘못 적혔습니다.' },
      declaration: { ...declaration, ...inWon, vessel: 'NARU 3' },
    };
    const rendered = await office.call('documents.render', {
      kind: 'import',
      declaration: amended.declaration,
      filingId,
      reason: amended.reason,
    });
    expect(rendered.is === 'xml' && rendered.xml).toContain('GOVCBR5FE');
    const { version } = await office.call('drafts.save', {
      id: draft.id,
      version: draft.version,
      body: amended,
    });
    const queued = await queue(version);
    if (queued.is === 'wrong') return expect.unreachable(JSON.stringify(queued.errors));
    expect(queued.filingId).not.toBe(filingId);
    const { differences } = await office.call('filings.difference', { id: queued.filingId });
    expect(differences).toEqual([{ field: 'vessel', before: declaration.vessel, after: 'NARU 3' }]);
    const { parts } = await office.call('filings.get', { id: filingId });
    expect(parts.map(({ part }) => part)).toEqual([{ is: 'amendment', sequence: 1 }]);
  });

  test('접수되지 않은 신고는 정정할 수 없다', async () => {
    const office = await openReal();
    const filingId = await queueNew(office);
    const code = await codeOf(office.call('drafts.start', { from: { is: 'amend', filingId } }));
    expect(code).toBe('not-possible-now');
  });
});

describe('틀', () => {
  test('이름으로 덮어쓰고, 틀에서 시작하고, 지운다', async () => {
    const office = await open();
    const save = (vessel: string) =>
      office.call('templates.save', {
        kind: 'import',
        name: '나루조명',
        declaration: { ...declaration, vessel },
      });
    const { id } = await save('A');
    expect(await save('B')).toEqual({ id });
    const list = await office.call('templates.list', { kind: 'import' });
    expect(list.rows).toMatchObject([{ id, name: '나루조명', kind: 'import' }]);
    expect((await office.call('templates.list', { kind: 'export' })).rows).toEqual([]);
    expect((await office.call('templates.list', { kind: null })).rows).toHaveLength(1);
    const draft = await office.call('drafts.start', {
      from: { is: 'template', templateId: id },
    });
    expect(draft.body.declaration).toMatchObject({ vessel: 'B' });
    expect(draft.body.declaration).not.toHaveProperty('billOfLading');
    await office.call('templates.drop', { id });
    expect(
      await codeOf(office.call('drafts.start', { from: { is: 'template', templateId: id } })),
    ).toBe('not-found');
  });
});

test('미리보기는 자리만 차지하는 번호로, 고칠 곳이 있으면 그것으로 답한다', async () => {
  const office = await open();
  const render = (change: object) =>
    office.call('documents.render', {
      kind: 'import',
      declaration: { ...declaration, ...change },
      filingId: null,
      reason: null,
    });
  const good = await render({});
  expect(good.is === 'xml' && good.xml).toMatch(/<wco:ID>ZZ999\d\d000000M<\/wco:ID>/);
  expect(await render({ currency: 'XXX' })).toMatchObject({
    is: 'wrong',
    errors: [{ field: 'currency' }],
  });
});

test('다른 통화의 과세가격은 이번 주의 달러 환율로도 계산한다', async () => {
  const office = await open();
  const check = (change: object) =>
    office.call('documents.check', {
      kind: 'import',
      declaration: { ...declaration, ...change },
      line: null,
    });
  const inDollars = await check({});
  await vi.waitFor(
    async () => {
      const { computed } = await check(inWon);
      expect(Number(computed['totalCustomsValueUsd'])).toBeGreaterThan(0);
      expect(computed['totalCustomsValueUsd']).not.toBe(inDollars.computed['totalCustomsValueUsd']);
    },
    { timeout: 10_000, interval: 100 },
  );
});

test('보고 있는 란의 계산 과정만, 다른 란은 적은 것과 다른 값만 보낸다', async () => {
  const office = await open();
  const [first, second] = declaration.lines;
  const lines = [first, { ...second, duty: '1' }];
  const check = await office.call('documents.check', {
    kind: 'import',
    declaration: JSON.parse(JSON.stringify({ ...declaration, lines })),
    line: 1,
  });
  expect(new Set(check.steps.map(({ line }) => line))).toEqual(new Set([1, null]));
  const paths = Object.keys(check.computed);
  expect(paths).toEqual(expect.arrayContaining(['totalDuty', 'lines[0].duty', 'lines[1].duty']));
  expect(paths).not.toContain('lines[1].customsValue');
});
