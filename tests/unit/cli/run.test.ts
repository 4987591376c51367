import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { createPracticeCentral, type PracticeCentral } from '../../../main/practice/index.ts';
import { openForReading, verifyStore } from '../../../main/store/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { koreanDate } from '../../../shared/time.ts';
import { json, jsonLines, naru, officeFolder, startNaru } from './naru.ts';

/** As fast as this computer can. */
const fast = JSON.stringify({
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
const lineSchema = z.object({
  declarationNo: z.string(),
  transport: z.string(),
  receiptNo: z.string().nullable(),
  lastError: z.string().nullable(),
});

async function central(token?: string): Promise<{ url: string; practice: PracticeCentral }> {
  const practice = createPracticeCentral({
    seed: 1,
    scenario: 'calm',
    clock: systemClock,
    ...(token === undefined ? {} : { token }),
  });
  const { url } = await practice.listen(0);
  afterAll(() => practice.close());
  return { url, practice };
}
function office(count: number): Promise<string> {
  return officeFolder(practiceFilings({ count, seed: 6, today: koreanDate(systemClock.now()) }));
}
async function lines(data: string) {
  return z.array(lineSchema).parse(jsonLines(await naru('list', '--data', data)));
}
function expectSound(data: string, queued: number): void {
  const reader = openForReading(data, 'real');
  expect(verifyStore(reader).findings).toEqual([]);
  expect(reader.counts.transport.queued).toBe(queued);
  reader.close();
}

describe('run', () => {
  test('--until-settled ends with 0 when each filing has its one receipt', async () => {
    const { url, practice } = await central('s3cret');
    const data = await office(30);
    const args = ['run', '--data', data, '--central', url, '--pacing', fast, '--until-settled'];

    // A wrong token stops the lane, not the filings.
    const refused = await startNaru(args, { env: { NARU_CENTRAL_TOKEN: 'wrong' } }).ended;
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('중앙시스템이 인증을 거절했습니다');
    expect(refused.out).toContain('신고는 그대로 대기합니다');
    expect((await lines(data)).every(({ transport }) => transport === 'queued')).toBe(true);
    expect(practice.state().taken).toBe(0);

    const env = { NARU_CENTRAL_TOKEN: ' s3cret\n' };
    const ran = await startNaru([...args, '--json'], { env }).ended;
    expect(ran.code).toBe(0);
    expect(json(ran)).toMatchObject({ settled: true, end: 'settled', open: 0, attention: 0 });
    const ledger = practice.ledger();
    expect(ledger).toHaveLength(30);
    const all = await lines(data);
    expect(
      all.every(({ transport, receiptNo }) => transport === 'acknowledged' && receiptNo !== null),
    ).toBe(true);
    expect(new Set(all.map(({ receiptNo }) => receiptNo)).size).toBe(30);
    const { audit } = practice.state();
    expect(Object.values(audit).every((count) => count === 0)).toBe(true);
    expectSound(data, 0);

    // Nothing left to do: it ends at once, and a person reads so.
    const again = await startNaru(args, { env }).ended;
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toContain('모두 끝났습니다. 접수확인 30건, 확인 필요 0건.');
    expect(practice.ledger()).toHaveLength(30);
    const status = await naru('status', '--data', data);
    expect(status.out).toMatch(/접수확인 30/);
    expect(status.out).toContain('중앙시스템 정상');
    const [first] = all;
    const shown = await naru('show', first?.declarationNo ?? '', '--data', data);
    expect(shown.out).toContain(first?.receiptNo);
    expect(shown.out).toContain('접수증을 받았습니다');
  });

  test('with nothing listening ends by --timeout with 1, and all wait as before', async () => {
    const data = await office(5);
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    server.close();
    const port = typeof address === 'object' ? address?.port : 0;
    const url = `http://127.0.0.1:${port}`;
    const args = ['run', '--data', data, '--central', url, '--pacing', fast, '--timeout', '1'];
    const ran = await naru(...args, '--until-settled');
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('시간이 다 되었습니다. 아직 5건이 남아 있습니다.');
    const all = await lines(data);
    expect(all.every(({ transport }) => transport === 'queued')).toBe(true);
    expect(all.some(({ lastError }) => lastError === 'connection-refused')).toBe(true);
    expectSound(data, 5);
    const status = await naru('status', '--data', data);
    expect(status.out).toContain('중앙시스템 응답 없음');
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends in good order at %s, with 1', async (signal) => {
    const { url, practice } = await central();
    practice.setScenario('outage');
    const data = await office(8);
    const running = startNaru([
      'run',
      '--data',
      data,
      '--central',
      url,
      '--pacing',
      fast,
      '--json',
    ]);
    onTestFinished(() => void running.child.kill('SIGKILL'));
    await running.said('로 보냅니다');
    running.child.kill(signal);
    const ran = await running.ended;
    expect(ran.code).toBe(1);
    expect(json(ran)).toMatchObject({ settled: false, end: 'interrupted' });
    expect(ran.err).toContain('자료는 저장되어 있습니다');
    const reader = openForReading(data, 'real');
    expect(verifyStore(reader)).toMatchObject({ findings: [], filings: 8 });
    reader.close();
    // The folder is free, and the next run brings all to an end.
    practice.setScenario('calm');
    const next = ['run', '--data', data, '--central', url, '--pacing', fast, '--until-settled'];
    expect((await naru(...next)).code).toBe(0);
    expect(practice.ledger()).toHaveLength(8);
  });
});

test('practice listens, takes filings, and tells at its end what its auditor saw', async () => {
  const data = await office(3);
  const running = startNaru(['practice', '--port', '0']);
  onTestFinished(() => void running.child.kill('SIGKILL'));
  let url = '';
  running.child.stdout?.on('data', (text: string) => {
    url ||= /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
  });
  await running.said('에서 듣고 있습니다');
  const ran = await naru(
    'run',
    '--data',
    data,
    '--central',
    url,
    '--pacing',
    fast,
    '--until-settled',
  );
  expect(ran.code).toBe(0);
  running.child.kill('SIGTERM');
  expect(await running.ended).toMatchObject({
    code: 0,
    out: expect.stringMatching(/접수 3건, 요청 \d+번\. 감사: 이중 신고 0/),
  });
});
