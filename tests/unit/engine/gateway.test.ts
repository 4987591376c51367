import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkedFiling } from '../../../main/engine/declarations.ts';
import { createEngine, type Engine } from '../../../main/engine/engine.ts';
import { storedAddress } from '../../../main/engine/gateway-address.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { pacingSettingsSchema } from '../../../main/outbox/policy/index.ts';
import { createSendingProgram, kind } from '../../../main/practice/folder/index.ts';
import { openDataFolder, openForReading } from '../../../main/store/index.ts';
import {
  folderGatewaySchema,
  officeSchema,
  type CallInput,
  type CallName,
  type CallOutput,
  type FolderGateway,
} from '../../../shared/contract/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { NaruError, type Problem } from '../../../shared/errors.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { koreanDate } from '../../../shared/time.ts';
import { content, encoded, notice } from '../central/notice-samples.ts';

const pacing = pacingSettingsSchema.parse({
  minIntervalMs: 0,
  minGapMs: 0,
  troubleIntervalMs: 20,
  startSpreadMs: 0,
  inquirySettleMs: 10,
  inquiryFirstMs: 10,
  limitPerSecond: 100_000,
  limitPerMinute: 6_000_000,
});

let root = '';
let engine: Engine;
let folders: FolderGateway;

/** Filings that wait in the real data. */
function queueIn(data: string, count: number): void {
  const held = openDataFolder({ folder: data, owner: 'test', now: new Date() });
  const store = held.openStore('real');
  const at = systemClock.now();
  const office = officeSchema.parse({ declarant: '12345', name: '나루', customsOffice: '04010' });
  const filings = practiceFilings({ count, seed: 5, today: koreanDate(at) });
  store.transaction(({ settings }) =>
    settings.set('gateway', { url: 'http://127.0.0.1:9/', token: 's3cret' }),
  );
  enqueue(store, filings.map(checkedFiling), { office, at, batchId: null });
  held.rememberMode('real');
  store.close();
  held.release();
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'naru-engine-gateway-'));
  folders = folderGatewaySchema.parse({
    sendFolder: join(root, 'send'),
    sentFolder: null,
    receiveFolders: [join(root, 'receive')],
    fileName: '{code}_{number}_{part}.xml',
    encoding: 'cp949',
    everySeconds: 1,
    synchroniseAfterHours: 24,
  });
  mkdirSync(folders.sendFolder);
  mkdirSync(join(root, 'receive'));
  queueIn(join(root, 'data'), 3);
  engine = await createEngine({ dataFolder: join(root, 'data'), owner: 'test', pacing });
  engine.ended.catch(() => {});
});
afterEach(async () => {
  await engine.stop();
  rmSync(root, { recursive: true, force: true });
});

/** A call as a face makes it: over a port, validated both ways. */
function call<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const [ours, theirs] = memoryPorts();
  serveEngine(theirs, engine);
  return connectEngine(ours).call(name, input);
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

describe('the gateway', () => {
  test('as it was stored while there was one way only is still read', async () => {
    expect(await call('gateway.get', {})).toEqual({
      is: 'http',
      url: 'http://127.0.0.1:9/',
      hasToken: true,
    });
    expect(storedAddress({ url: 'http://a', token: null })).toEqual({
      is: 'http',
      url: 'http://a',
      token: null,
    });
    expect(storedAddress({ url: 7 })).toBeNull();
    await call('gateway.set', { is: 'http', url: 'http://127.0.0.1:10/', token: null });
    expect(await call('gateway.get', {})).toMatchObject({
      url: 'http://127.0.0.1:10/',
      hasToken: true,
    });
  });

  test('may be a pair of folders, over which filings go and notices come', async () => {
    const program = createSendingProgram({
      send: folders.sendFolder,
      sent: null,
      receive: join(root, 'receive'),
      seed: 1,
      unkindness: kind,
      clock: systemClock,
      pace: { receivedMs: [10, 50], decisionMs: [50, 200], furtherMs: [50, 200], rejected: 0 },
    });
    const timer = setInterval(() => program.step(), 20);
    try {
      await call('gateway.set', { is: 'folder', folders });
      expect(await call('gateway.get', {})).toEqual({ is: 'folder', folders });
      await vi.waitFor(
        async () => {
          const { counts } = await call('sync.get', {});
          expect(counts.transport.acknowledged).toBe(3);
        },
        { timeout: 20_000, interval: 200 },
      );
      expect(program.twice()).toEqual([]);
      const page = await call('filings.page', { view: 'all', search: '', after: null, limit: 9 });
      const [row] = page.rows;
      if (row === undefined) throw new Error('no filing');
      const detail = await call('filings.get', { id: row.id });
      const documentId = detail.notices.find(({ code }) => code === 'R99')?.documentId ?? 0;
      const document = await call('notices.document', { id: documentId });
      expect(document).toMatchObject({
        code: 'R99',
        text: expect.stringContaining(row.declarationNo),
      });
      await call('filings.synchronise', { id: row.id, reason: '접수 여부를 확인합니다' });
      await call('filings.withdraw', {
        id: row.id,
        reason: { code: '10', fault: '01', text: '두 번 신고했습니다' },
      });
      await vi.waitFor(
        async () => {
          const { parts, row: original } = await call('filings.get', { id: row.id });
          expect(parts.map(({ part, transport }) => [part.is, transport])).toEqual([
            ['synchronisation', 'acknowledged'],
            ['withdrawal', 'acknowledged'],
          ]);
          expect(original.customs).toBe('withdrawn');
        },
        { timeout: 20_000, interval: 200 },
      );
      const { notices } = await call('filings.get', { id: row.id });
      expect(notices.map(({ code }) => code)).toEqual(expect.arrayContaining(['5TF', '5BG']));
    } finally {
      clearInterval(timer);
      program.close();
    }
  });

  test('refuses folders and names that cannot work', async () => {
    const relative = { ...folders, sendFolder: 'send' };
    expect(await problemOf(call('gateway.set', { is: 'folder', folders: relative }))).toMatchObject(
      { code: 'wrong-input', params: { detail: 'send' } },
    );
    const fileName = '{code}.xml';
    expect(
      await problemOf(call('gateway.set', { is: 'folder', folders: { ...folders, fileName } })),
    ).toMatchObject({ code: 'wrong-input' });
    expect(
      await call('gateway.tryFolders', { ...folders, receiveFolders: [join(root, 'nowhere')] }),
    ).toEqual({
      troubles: [{ folder: join(root, 'nowhere'), trouble: 'missing' }],
    });
  });

  test('shows what belongs to nobody here, a page at a time', async () => {
    for (let n = 1; n <= 5; n += 1) {
      const no = `999992600000${n}M`;
      const person = `<wco:Payer><wco:Name>남궁민수</wco:Name></wco:Payer>`;
      const text = notice({ code: 'R21', no, inside: content('각하되었습니다') + person });
      writeFileSync(join(root, 'receive', `${n}.xml`), encoded(text, 'CP949'));
    }
    await call('gateway.set', { is: 'folder', folders });
    await vi.waitFor(
      async () => {
        const { rows } = await call('notices.stray', { after: null, limit: 10 });
        expect(rows).toHaveLength(5);
      },
      { timeout: 10_000, interval: 200 },
    );
    const first = await call('notices.stray', { after: null, limit: 3 });
    const second = await call('notices.stray', { after: first.next, limit: 3 });
    expect(first.rows).toHaveLength(3);
    expect(second).toMatchObject({ next: null });
    const all = [...first.rows, ...second.rows];
    expect(new Set(all.map(({ declarationNo }) => declarationNo)).size).toBe(5);
    const raw = await call('notices.document', { id: all[0]?.documentId ?? 0 });
    expect(raw).toMatchObject({
      encoding: 'CP949',
      text: expect.stringContaining('각하되었습니다'),
    });
    expect(raw.text).toContain('<wco:Name>남***</wco:Name>');
    const whole = await call('personal.notice', { id: all[0]?.documentId ?? 0 });
    expect(whole.xml).toContain('<wco:Name>남궁민수</wco:Name>');
    const reader = openForReading(join(root, 'data'), 'real');
    const noted = [...reader.tables.journal.walk()].filter(
      ({ kind: is }) => is === 'personal-shown',
    );
    reader.close();
    expect(noted.map(({ data }): unknown => JSON.parse(data))).toMatchObject([
      { notice: all[0]?.documentId, field: 'document' },
    ]);
    expect((await problemOf(call('notices.document', { id: 999 }))).code).toBe('not-found');
    expect((await problemOf(call('notices.stray', { after: 'x', limit: 3 }))).code).toBe(
      'wrong-input',
    );
  });

  test('an office may say where things stand in notices; a file that is wrong is told of', async () => {
    const file = join(root, 'data', 'notice-paths.json');
    writeFileSync(file, '{"023": {"verdict": ["a"]}}');
    await call('gateway.set', { is: 'folder', folders });
    expect((await call('sync.get', {})).troubles).toMatchObject([
      { code: 'wrong-input', params: { detail: expect.stringContaining('notice-paths.json') } },
    ]);
    writeFileSync(file, '{"023": {"result": ["judge/result"]}}');
    await call('gateway.set', { is: 'folder', folders });
    expect((await call('sync.get', {})).troubles).toEqual([]);
    const page = await call('filings.page', { view: 'all', search: '', after: null, limit: 9 });
    const no = page.rows[0]?.declarationNo ?? '';
    const text = notice({ code: '023', no, inside: '<judge><result>13</result></judge>' });
    writeFileSync(join(root, 'receive', 'a.xml'), encoded(text, 'UTF-8'));
    await vi.waitFor(
      async () => {
        const { counts } = await call('sync.get', {});
        expect(counts.customs.released).toBe(1);
      },
      { timeout: 10_000, interval: 200 },
    );
  });
});
