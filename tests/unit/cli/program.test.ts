import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openLog } from '../../../main/log/log.ts';
import { settingIds } from '../../../shared/settings/setting-list.ts';
import { pacingBounds, pacingViewSchema } from '../../../shared/sync/pacing.ts';
import { json, jsonLines, naru, officeFolder, tempFolder } from './naru.ts';

const settingSchema = z.object({
  id: z.string(),
  label: z.string(),
  meaning: z.string(),
  byDefault: z.string(),
  effect: z.string(),
  value: z.unknown(),
});

describe('naru settings', () => {
  test('lists everything that can be set, with its words, and never a secret', async () => {
    const data = await officeFolder();
    const ran = await naru('settings', 'list', '--data', data, '--json');
    const found = z.array(settingSchema).parse(json(ran));
    expect(found.map(({ id }) => id)).toEqual([...settingIds]);
    const byId = new Map(found.map((each) => [each.id, each.value]));
    expect(byId.get('office.declarant')).toBe('12345');
    expect(byId.get('gateway.token')).toBe(false);
    expect(byId.get('freshness.pcccFreshMinutes')).toBe(30);
    const some = await naru('settings', 'list', '환율', '--data', data);
    expect(some.out).toContain('freshness.whenRateUnchecked');
    expect(some.out).not.toContain('office.name');
  });

  test('changes one, tells it back, and refuses what is no good with what would be', async () => {
    const data = await officeFolder();
    const set = (...args: string[]) => naru('settings', 'set', ...args, '--data', data);
    expect((await set('freshness.pcccFreshMinutes', '45')).code).toBe(0);
    expect((await set('logs.keepDays', '30')).code).toBe(0);
    const got = await naru('settings', 'get', 'freshness.pcccFreshMinutes', '--data', data);
    expect(got.out).toMatch(/45[\s\S]*뜻: [\s\S]*처음 값: 30분[\s\S]*바꾸면: /);
    for (const [name, value, words] of [
      ['freshness.pcccFreshMinutes', '-1', '0에서 1440까지'],
      ['freshness.whenRateUnchecked', 'ask', 'send, wait'],
      ['logs.level', 'loud', 'debug, info, warn, error'],
      ['gateway.url', 'http://x', '설정 화면'],
      ['office.name', '나루', 'naru init'],
      ['no.such', 'x', 'naru settings list'],
    ] as const) {
      const refused = await set(name, value);
      expect([name, refused.code, refused.err]).toEqual([name, 2, expect.stringContaining(words)]);
    }
    const after = await naru('settings', 'get', 'logs.keepDays', '--data', data, '--json');
    expect(json(after)).toMatchObject({ value: 30 });
  }, 90_000);
});

describe('naru pacing set', () => {
  test('takes a value within the bounds of the screen, in its unit, and gives it back', async () => {
    const data = await officeFolder();
    const set = (...args: string[]) => naru('pacing', 'set', ...args, '--data', data, '--json');
    const valueOf = async (name: string) => {
      const shown = await naru('pacing', 'show', '--data', data, '--json');
      return pacingViewSchema.parse(json(shown)).values.find((each) => each.name === name);
    };
    expect((await set('maxIntervalMs', '60')).code).toBe(0);
    expect(await valueOf('maxIntervalMs')).toMatchObject({ value: 3_600_000, origin: 'office' });
    const { max } = pacingBounds.limitPerMinute;
    for (const value of [String(max + 1), '9', 'many', ' ']) {
      const refused = await set('limitPerMinute', value);
      expect([value, refused.code]).toEqual([value, 1]);
      expect(refused.err).toContain('10건에서 300건까지');
    }
    expect(await valueOf('limitPerMinute')).toMatchObject({ origin: 'default' });
    expect((await set('maxIntervalMs', 'default')).code).toBe(0);
    expect(await valueOf('maxIntervalMs')).toMatchObject({ origin: 'default' });
    expect((await set('faster', '1')).err).toContain('minIntervalMs');
  }, 90_000);
});

describe('naru logs', () => {
  test('prints what was written down, the last lines from a level on', async () => {
    const data = await officeFolder();
    expect((await naru('logs', '--data', data)).out).toContain('기록이 없습니다');
    let now = Date.UTC(2026, 10, 26, 1);
    const log = openLog({ dataFolder: data, process: 'engine', pid: 7, now: () => (now += 1000) });
    for (let i = 0; i < 5; i += 1) log.write('stopped', { uptimeMs: i });
    log.write('crashed', { place: 'uncaught', fault: new TypeError('홍길동') });
    log.close();
    const all = await naru('logs', '--data', data, '--lines', '3');
    expect(all.out.match(/끝남/g)).toHaveLength(2);
    expect(all.out).toContain('2026-11-26 10:00:');
    expect(all.out).toContain('오류로 꺼짐');
    expect(all.out).toContain('TypeError');
    expect(all.out).not.toContain('홍길동');
    const grave = await naru('logs', '--data', data, '--level', 'error', '--json');
    expect(jsonLines(grave)).toMatchObject([{ event: 'crashed', level: 'error' }]);
  });
});

describe('naru diagnostics', () => {
  test('writes an archive of what it names, and says where it cannot', async () => {
    const data = await officeFolder();
    const out = join(tempFolder(), 'd.zip');
    const ran = await naru('diagnostics', '--out', out, '--data', data, '--json');
    expect(ran.code).toBe(0);
    const { files } = z.object({ files: z.array(z.string()) }).parse(json(ran));
    expect(Object.keys(unzipSync(readFileSync(out)))).toEqual(files);
    expect(existsSync(join(data, 'logs'))).toBe(false);
    writeFileSync(join(data, 'a-file'), '');
    const refused = await naru(
      'diagnostics',
      '--out',
      join(data, 'a-file', 'x.zip'),
      '--data',
      data,
    );
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('ENOTDIR')]);
  });
});
