import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { practiceFilings } from '../../../shared/documents/index.ts';
import { koreanDate } from '../../../shared/time.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { json, naru, officeFolder, startNaru, tempFolder } from './naru.ts';

const pacing = JSON.stringify({
  minIntervalMs: 0,
  minGapMs: 0,
  startSpreadMs: 0,
  inquirySettleMs: 100,
  inquiryFirstMs: 100,
  limitPerSecond: 100_000,
  limitPerMinute: 6_000_000,
});

test('recovery go-on lets sending go on after a restore, where nobody can be asked', async () => {
  const root = tempFolder();
  const share = join(root, 'share');
  mkdirSync(share);
  mkdirSync(join(root, 'send'));
  const [first, second, third] = practiceFilings({
    count: 3,
    seed: 8,
    today: koreanDate(systemClock.now()),
  });
  const data = await officeFolder([first, second, third]);
  const at = ['--data', data] as const;
  const folders = ['--folders', join(root, 'send'), join(root, 'receive')] as const;
  const sent = ['--sent', join(root, 'sent')] as const;
  const run = (seconds: string) =>
    naru(
      'run',
      ...folders,
      ...sent,
      ...at,
      '--pacing',
      pacing,
      '--until-settled',
      '--json',
      '--timeout',
      seconds,
    );

  expect(json(await naru('recovery', '--json', ...at))).toEqual({ recovery: null });
  expect((await naru('recovery', 'go-on', ...at)).out).toContain('송신을 멈춘 것이 없습니다');
  const made = await naru('backup', '--to', share, '--this-computer', '--json', ...at);
  const { file } = made.code === 0 ? Object(json(made)) : expect.unreachable(made.err);
  const practice = startNaru(['practice', ...folders, ...sent, '--json']);
  await practice.said('receive');
  expect((await run('50')).code).toBe(0);
  expect((await naru('restore-backup', String(file), '--yes', ...at)).code).toBe(0);

  // Before what was received is read nobody may let it go on.
  const early = await naru('recovery', 'go-on', ...at);
  expect(early.code).toBe(1);
  expect(early.err).toContain('중앙시스템에 묻는 중입니다');
  const held = await run('50');
  expect(held.code).toBe(0);
  const told = await naru('recovery', ...at);
  expect(told.out).toContain('폴더 교환에서는 중앙시스템에 직접 물을 수 없습니다');
  expect(told.out).toContain('naru recovery go-on');
  const english = await naru('recovery', '--lang', 'en', ...at);
  expect(english.out).toContain('Once you have looked: naru recovery go-on');
  const released = await naru('recovery', 'go-on', '--lang', 'en', ...at);
  expect(released).toMatchObject({ code: 0 });
  expect(released.out).toContain('Sending goes on.');
  expect(json(await naru('recovery', '--json', ...at))).toEqual({ recovery: null });
  practice.child.kill();
}, 180_000);
