import { describe, expect, test } from 'vitest';
import { describeStored, renderStored } from '../../../main/engine/declarations.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { openOutbox } from '../../../main/outbox/index.ts';
import { pacingSettingsSchema } from '../../../main/outbox/policy/index.ts';
import { openDataFolder } from '../../../main/store/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { civilDate } from '../../../shared/time.ts';
import { modelCentral } from '../../support/model-central.ts';
import { json, jsonLines, naru, officeFolder } from './naru.ts';

const filings = practiceFilings({ count: 3, seed: 9, today: civilDate('2026-11-23') });
const [taken, queued, elsewhere] = filings.map(({ reference }) => reference);
const data = await officeFolder(filings);
await take(1);

/** Lets a central system take the first few of the waiting. */
async function take(count: number): Promise<void> {
  const folder = openDataFolder({ folder: data, owner: 'test', now: new Date() });
  const store = folder.openStore('real');
  const outbox = openOutbox({
    store,
    gateway: modelCentral(systemClock),
    clock: systemClock,
    random: Math.random,
    settings: pacingSettingsSchema.parse({ startSpreadMs: 0, minIntervalMs: 0, minGapMs: 0 }),
    render: renderStored,
    describe: describeStored,
    onChange: () => {},
  });
  const { id } = store.tables.filings.byReference(taken ?? '') ?? expect.unreachable('no filing');
  store.tables.connection.exec(`UPDATE filing SET due = '2000-01-01' WHERE id = ${id}`);
  for (let i = 0; i < 200 && store.counts.transport.acknowledged < count; i += 1) {
    const step = await outbox.step();
    if (step.did === null) await systemClock.sleep(20);
  }
  expect(store.counts.transport.acknowledged).toBe(count);
  store.close();
  folder.release();
}

describe('withdraw', () => {
  test('puts a withdrawal beside what customs has; list and show tell of it', async () => {
    const asked = await naru('withdraw', taken ?? '', '--reason', '이중신고', '--data', data);
    expect(asked.out).toContain('취하 신청을 대기에 올렸습니다');
    expect(asked.code).toBe(0);
    const lines = jsonLines(await naru('list', '--json', '--data', data));
    const part = lines.find((line) => JSON.stringify(line).includes(`${taken}#취하`));
    expect(part).toMatchObject({ part: 'withdrawal', transport: 'queued', kind: 'import' });
    expect(lines.filter((line) => JSON.stringify(line).includes('"declaration"'))).toHaveLength(3);
    const shown = await naru('show', taken ?? '', '--data', data);
    expect(shown.out).toContain('정정·취하·동기화');
    expect(shown.out).toContain(`${taken}#취하`);
    const own = json(await naru('show', `${taken}#취하`, '--json', '--data', data));
    expect(own).toMatchObject({
      row: { part: { is: 'withdrawal' } },
      declaration: { reason: { text: '이중신고' } },
    });
  });

  test('is refused where it is asked for twice, and where customs has nothing', async () => {
    const again = await naru('withdraw', taken ?? '', '--reason', 'x', '--data', data);
    expect(again).toMatchObject({ code: 1, out: expect.stringContaining(`${taken}#취하`) });
    const early = await naru('withdraw', queued ?? '', '--reason', 'x', '--data', data);
    expect(early).toMatchObject({ code: 1, out: expect.stringContaining('지금 상태(대기)') });
    expect((await naru('withdraw', queued ?? '', '--data', data)).code).toBe(2);
  });
});

describe('filed-elsewhere', () => {
  test('takes a filing out of the way with its particulars; restore brings it back', async () => {
    const place = ['--place', '인천세관 창구', '--at', '2026-11-23 14:30', '--data', data];
    const noted = await naru('filed-elsewhere', elsewhere ?? '', '--number', '1', ...place);
    expect(noted).toMatchObject({ code: 0, out: expect.stringContaining('인천세관 창구에 낸 것') });
    const shown = json(await naru('show', elsewhere ?? '', '--json', '--data', data));
    expect(shown).toMatchObject({
      row: { transport: 'filed-elsewhere' },
      timeline: [
        {},
        { kind: 'filed-elsewhere', data: { number: '1', filedAt: 1_795_411_800_000 } },
      ],
    });
    const restored = await naru('restore', elsewhere ?? '', '--data', data);
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('되살려') });
  });

  test('says what is wrong in its use', async () => {
    const two = [elsewhere ?? '', queued ?? ''];
    const place = ['--place', 'x', '--data', data];
    const ran = await naru('filed-elsewhere', ...two, '--number', '1', ...place);
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('한 건에만') });
    const when = await naru('filed-elsewhere', queued ?? '', '--at', '어제', ...place);
    expect(when).toMatchObject({ code: 2, err: expect.stringContaining('어제') });
    const has = await naru('filed-elsewhere', taken ?? '', ...place);
    expect(has).toMatchObject({ code: 1, out: expect.stringContaining('지금 상태(접수확인)') });
  });
});
