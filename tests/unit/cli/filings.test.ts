import { join } from 'node:path';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { drainPlanSchema } from '../../../shared/contract/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { formatDeclarationNo, readDeclarationNo } from '../../../shared/filing/numbers.ts';
import { civilDate, epochMs } from '../../../shared/time.ts';
import { takeGradeChange } from '../../../main/health/incidents/index.ts';
import { openDataFolder } from '../../../main/store/index.ts';
import { json, jsonLines, naru, officeFolder, tempFolder } from './naru.ts';

const lineSchema = z.object({
  reference: z.string(),
  declarationNo: z.string(),
  kind: z.literal('import'),
  transport: z.string(),
  customs: z.string(),
  receiptNo: z.string().nullable(),
  attempts: z.number(),
  nextAttemptAt: z.iso.datetime().nullable(),
  deadline: z.iso.date().nullable(),
  lastError: z.string().nullable(),
  importer: z.string(),
});
type Line = z.output<typeof lineSchema>;

const filings = practiceFilings({ count: 250, seed: 4, today: civilDate('2026-11-23') });
const data = await officeFolder(filings);

function practiceFile(): string {
  const file = join(tempFolder(), 'practice.json');
  writeFileSync(file, JSON.stringify(filings));
  return file;
}

async function list(...args: string[]): Promise<Line[]> {
  const ran = await naru('list', '--data', data, ...args);
  expect(ran.code).toBe(0);
  return z.array(lineSchema).parse(jsonLines(ran));
}
function found(text: string): Promise<Line[]> {
  return list('--search', text);
}
async function stateOf(number: string): Promise<string | undefined> {
  return (await found(number))[0]?.transport;
}
const all = await list('--json');
function lineAt(i: number): Line {
  const line = all[i];
  if (line === undefined) throw new Error(`no line ${i}`);
  return line;
}
function hyphened({ declarationNo }: Line): string {
  const no = readDeclarationNo(declarationNo);
  return no === null ? '' : formatDeclarationNo(no);
}

describe('list', () => {
  test('gives a filing a line, all of them, newest first', () => {
    expect(all).toHaveLength(250);
    expect(all.map(({ reference }) => reference)).toEqual(
      filings.map(({ reference }) => reference).toReversed(),
    );
    expect(new Set(all.map(({ declarationNo }) => declarationNo)).size).toBe(250);
    expect(lineAt(0)).toMatchObject({
      transport: 'queued',
      customs: 'none',
      receiptNo: null,
      attempts: 0,
      lastError: null,
    });
  });

  test('finds by number, reference, importer and initial consonants, at once after import', async () => {
    const { declarationNo, reference, importer } = lineAt(7);
    const same = all.filter((line) => line.importer === importer);
    const [byNumber, hyphens, byReference, byImporter, initials, beginning, nothing] =
      await Promise.all([
        found(declarationNo),
        found(hyphened(lineAt(7))),
        found(reference),
        found(importer),
        found('ㅎ'),
        found('12345-26'),
        found('없는화주'),
      ]);
    expect(byNumber.map((line) => line.reference)).toEqual([reference]);
    expect(hyphens).toEqual(byNumber);
    expect(byReference[0]?.reference).toBe(reference);
    expect(byImporter).toHaveLength(same.length);
    expect(initials.length).toBeGreaterThan(0);
    expect(beginning).toHaveLength(250);
    expect(nothing).toEqual([]);
  });
});

describe('hold, release, cancel and retry', () => {
  test('take numbers with and without hyphens and references, each on its own', async () => {
    const numbers = [hyphened(lineAt(0)), lineAt(1).declarationNo, lineAt(2).reference, '없는번호'];
    const held = await naru('hold', ...numbers, '--data', data);
    expect(held.code).toBe(1);
    expect(held.out.split('\n').slice(0, 3)).toEqual(
      [0, 1, 2].map((i) => `${hyphened(lineAt(i))}: 보류했습니다. 풀 때까지 보내지 않습니다.`),
    );
    expect(held.out).toContain('없는번호: 하지 못했습니다. 찾을 수 없습니다');
    const now = await list('--transport', 'held');
    expect(now.map(({ reference }) => reference).toSorted()).toEqual(
      [0, 1, 2].map((i) => lineAt(i).reference).toSorted(),
    );
    expect(await list('--transport', 'held', '--search', lineAt(1).reference)).toHaveLength(1);
    expect(await list('--transport', 'held', '--customs', 'released')).toEqual([]);

    const released = await naru('release', lineAt(0).reference, '--data', data);
    expect(released).toMatchObject({ code: 0, out: expect.stringContaining('보류를 풀었습니다') });
    expect(await stateOf(lineAt(0).declarationNo)).toBe('queued');
    const cancelled = await naru('cancel', hyphened(lineAt(1)), '--data', data);
    expect(cancelled).toMatchObject({ code: 0, out: expect.stringContaining('취소했습니다') });
    expect(await stateOf(lineAt(1).declarationNo)).toBe('cancelled');
  });

  test('say why something cannot be done', async () => {
    const number = hyphened(lineAt(5));
    const retried = await naru('retry', number, '--data', data);
    expect(retried).toMatchObject({
      code: 1,
      out: `${number}: 하지 못했습니다. 지금 상태(대기)에서는 할 수 없는 일입니다.\n`,
    });
    const machine = await naru(
      'retry',
      number,
      'nothing',
      '--data',
      data,
      '--json',
      '--lang',
      'en',
    );
    expect(machine.code).toBe(1);
    expect(json(machine)).toMatchObject([
      { number, done: false, error: { code: 'not-possible-now', params: { state: 'queued' } } },
      { number: 'nothing', done: false, error: { code: 'not-found' } },
    ]);
  });
});

describe('show', () => {
  test('tells a person and a machine everything about one filing', async () => {
    const { reference, importer } = lineAt(2);
    const number = hyphened(lineAt(2));
    const person = await naru('show', number, '--data', data);
    expect(person.code).toBe(0);
    for (const text of [number, reference, importer, '우리 쪽', '보류', '대기 등록', '시도'])
      expect(person.out).toContain(text);
    const machine = await naru('show', reference, '--data', data, '--json');
    expect(json(machine)).toMatchObject({
      row: { reference, transport: 'held' },
      declaration: { currency: expect.any(String) },
      timeline: [{ kind: 'queued' }, { kind: 'held' }],
      attempts: [],
      submissions: [],
    });
  });
});

describe('status', () => {
  test('counts what the list has', async () => {
    const lines = await list();
    const ran = await naru('status', '--data', data, '--json');
    const queued = lines.filter(({ transport }) => transport === 'queued').length;
    const [nearest] = lines
      .filter(({ transport }) => transport === 'queued' || transport === 'held')
      .map(({ deadline }) => deadline ?? '9999')
      .toSorted();
    expect(json(ran)).toMatchObject({
      office: { declarant: '12345' },
      counts: { transport: { queued, held: 1, cancelled: 1 } },
      nearestDeadline: { date: nearest },
      gate: { phase: 'no-gateway' },
    });
    const words = await naru('status', '--data', data);
    expect(words.out).toContain(`대기 ${queued} · 보류 1 · 취소 1`);
  });

  test('says in both forms why there is no end to tell', async () => {
    const [words, told] = await Promise.all([
      naru('status', '--data', data),
      naru('status', '--data', data, '--json'),
    ]);
    expect(words.out).toMatch(/끝나는 때 +중앙시스템 연결을 정해야 나갑니다\./);
    const { drain } = z.object({ drain: drainPlanSchema }).parse(json(told));
    expect(drain).toMatchObject({ end: { known: false, why: 'no-gateway' }, rate: null });
    expect(drain.waiting).toBeGreaterThan(200);
  });

  test('gives a span for what waits in practice, and what it goes by', async () => {
    const practice = join(tempFolder(), 'data');
    const office = ['--declarant', '12345', '--name', 'A', '--customs', '04010'];
    await naru('init', '--practice', '--data', practice, ...office);
    expect((await naru('import', practiceFile(), '--practice', '--data', practice)).code).toBe(0);
    const [words, told] = await Promise.all([
      naru('status', '--practice', '--data', practice),
      naru('status', '--practice', '--data', practice, '--json'),
    ]);
    const { drain } = z.object({ drain: drainPlanSchema }).parse(json(told));
    if (!drain.end.known) return expect.unreachable('a span was expected');
    const { from, to } = drain.end.span;
    expect(drain.at).toBeLessThan(from);
    expect(from).toBeLessThan(to);
    expect(words.out).toMatch(/기다리는 250건은 .*\d\d:\d\d–.*\d\d:\d\d쯤 다 나갑니다\./);
    expect(words.out).toMatch(/1분에 \d+–\d+건 \(아직 보내 보지 않아 넓게 잡았습니다\)/);
  });
});

describe('incidents', () => {
  test('are told by status and listed, in words and for machines', async () => {
    const folder = join(tempFolder(), 'data');
    const at = epochMs(Date.parse('2026-11-23T00:00:00Z'));
    const none = await naru('incidents', '--data', folder);
    expect(none.code).toBe(0);
    expect(none.err).toContain('잰 장애가 없습니다.');
    const opened = openDataFolder({ folder, owner: 'test', now: new Date() });
    const store = opened.openStore('real');
    const change = { channel: 'declarations', confidence: 'high' } as const;
    const ill = { ...change, from: 'working', to: 'stopped', cause: 'unavailable' } as const;
    takeGradeChange(store, { ...ill, at, knownAt: at }, 0);
    store.close();
    opened.release();
    const [words, told, list, lines] = await Promise.all([
      naru('status', '--data', folder),
      naru('status', '--data', folder, '--json'),
      naru('incidents', '--data', folder),
      naru('incidents', '--data', folder, '--json'),
    ]);
    expect(words.out).toMatch(/이어지는 장애 +세관 쪽 · 신고 접수 · 멈춤 \(2026-11-23 09:00부터\)/);
    expect(json(told)).toMatchObject({ incidents: [{ id: 1, side: 'central', endedAt: null }] });
    expect(list.out).toMatch(/1 +2026-11-23 09:00 +이어지는 중 +세관 쪽 +멈춤 +신고 접수/);
    expect(json(lines)).toMatchObject({ id: 1, grade: 'stopped', errors: [], filings: 0 });
  });
});

describe('a data folder that is in use', () => {
  test('is told with its owner and 3; reading goes on', async () => {
    const held = openDataFolder({ folder: data, owner: '나루 화면', now: new Date() });
    try {
      const office = ['--declarant', '12345', '--name', 'A', '--customs', '04010'];
      const verbs = [
        ['hold', lineAt(9).reference],
        ['import', 'x.json'],
        ['init', ...office],
      ];
      for (const ran of await Promise.all(verbs.map((verb) => naru(...verb, '--data', data)))) {
        expect(ran).toMatchObject({ code: 3, out: '' });
        expect(ran.err).toMatch(
          new RegExp(
            `이미 열려 있습니다: 나루 화면 \\(프로세스 ${process.pid}, \\d{4}-\\d\\d-\\d\\d `,
          ),
        );
      }
      const run = await naru('run', '--central', 'http://127.0.0.1:9', '--data', data, '--json');
      expect(run.code).toBe(3);
      expect(json(run)).toMatchObject({ error: { code: 'data-in-use' } });
      expect(await list()).toHaveLength(250);
      expect((await naru('status', '--data', data)).code).toBe(0);
      expect((await naru('verify', '--data', data)).code).toBe(0);
    } finally {
      held.release();
    }
  });
});

describe('verify', () => {
  test('is content with good data, and names what was tampered with', async () => {
    const good = await naru('verify', data);
    expect(good).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^이상 없습니다\. 신고 250건/),
    });
    expect(json(await naru('verify', '--data', data, '--json'))).toMatchObject({
      ok: true,
      findings: [],
      filings: 250,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
    });

    const held = openDataFolder({ folder: data, owner: 'test', now: new Date() });
    const store = held.openStore('real');
    const { reference, declarationNo } = lineAt(20);
    store.tables.connection
      .prepare("UPDATE filing SET transport = 'cancelled' WHERE reference = ?")
      .run(reference);
    store.close();
    held.release();
    const bad = await naru('verify', data);
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('문제가 1가지 있습니다');
    expect(bad.out).toContain(
      `${hyphened(lineAt(20))}: 우리 쪽 상태는 취소인데 기록에는 대기입니다.`,
    );
    expect(json(await naru('verify', data, '--json'))).toMatchObject({
      ok: false,
      findings: [{ code: 'transport-differs', params: { declarationNo } }],
    });
  });

  test('and every other verb say it when the file is damaged, without a stack of calls', async () => {
    const file = join(data, 'naru.db');
    const good = readFileSync(file);
    for (const bytes of [good.subarray(0, 8192 * 3 + 5), Buffer.alloc(0)]) {
      writeFileSync(file, bytes);
      const verbs = [['verify'], ['list'], ['status'], ['hold', 'x']];
      for (const ran of await Promise.all(verbs.map((verb) => naru(...verb, '--data', data)))) {
        expect(ran.code).toBe(1);
        expect(ran.err).toMatch(/^자료 파일이 손상되었습니다: .*naru\.db/);
        expect(ran.err).not.toMatch(/    at /);
      }
      expect(readFileSync(file).equals(bytes)).toBe(true);
    }
    rmSync(file);
    expect((await naru('list', '--data', data)).err).toContain('있던 자료 파일이 없습니다');
    writeFileSync(file, good);
    rmSync(join(data, 'naru.key'));
    expect((await naru('list', '--data', data)).err).toContain('열쇠 파일이 없습니다');
  });
});
