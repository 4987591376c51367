import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { epochMs } from '../../shared/time.ts';
import { faintTexts, foreignTexts, namelessControls } from './look-at-page.ts';
import { openTheatre, type Theatre } from './open-screens.ts';

const pictures = join(import.meta.dirname, '../../artifacts/screenshots');
let theatre: Theatre;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

const card = (page: Page, title = '새 판 받기') =>
  page.getByRole('region', { name: title, exact: true });
const key = `${'A'.repeat(43)}=`;

describe('new versions', () => {
  test('are looked for where the office says, with its key', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    const own = card(page);
    await own.getByText('새 판을 찾지 않습니다. 새 판이 있는 곳을 정하지 않았습니다.').waitFor();
    await own.getByRole('textbox', { name: '새 판이 있는 곳' }).fill('http://updates.test');
    await own.getByRole('button', { name: '저장', exact: true }).click();
    await own.getByText('새 판이 있는 곳으로 쓸 수 없는 주소입니다').waitFor();
    await own.getByRole('textbox', { name: '새 판이 있는 곳' }).fill('https://updates.test/naru');
    await own.getByRole('textbox', { name: '배포자의 공개키' }).fill(key);
    await own.getByRole('radio', { name: '끔' }).click();
    await own.getByRole('radio', { name: '시험 판도' }).click();
    await own.getByRole('button', { name: '저장', exact: true }).click();
    await own.getByText('아직 찾아보지 않았습니다.').waitFor();
    expect(engine.calls.findLast(({ name }) => name === 'updates.set')?.input).toEqual({
      address: 'https://updates.test/naru',
      publicKey: key,
      automatic: false,
      channel: 'beta',
    });
    await own.getByRole('button', { name: '지금 찾기' }).click();
    await own.getByText('새 판 0.2.0이 준비되었습니다.').waitFor();
    await own.getByText('밀린 신고를 모두 내보낸 다음 설치합니다.').waitFor();
  });

  test('that wait are told of on every screen, with when they are installed', async () => {
    const { page, engine } = await theatre.open({ count: 5 });
    const bar = page.getByRole('region', { name: '새 판 안내' });
    expect(await bar.count()).toBe(0);
    const ready = { is: 'ready', version: '0.2.0', atEnd: true } as const;
    engine.emit({ topic: 'updates', state: { ...ready, holds: ['draining'] } });
    await bar.getByText('밀린 신고를 모두 내보낸 다음 설치합니다.').waitFor();
    expect(await bar.getByRole('button', { name: '지금 설치하고 다시 시작' }).count()).toBe(0);
    engine.emit({ topic: 'updates', state: { ...ready, holds: [] } });
    await bar.getByText('나루를 끝낼 때 설치합니다.').waitFor();
    await page.screenshot({ path: join(pictures, '새-판-안내-ko.png') });
    await bar.getByRole('button', { name: '지금 설치하고 다시 시작' }).click();
    await expect.poll(() => engine.calls.some(({ name }) => name === 'updates.install')).toBe(true);
    await bar.getByRole('button', { name: '닫기' }).click();
    await expect.poll(() => bar.count()).toBe(0);
  });

  test('that were refused say why', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    await card(page).getByText('새 판이 있는 곳을 정하지 않았습니다.').waitFor();
    engine.emit({
      topic: 'updates',
      state: {
        is: 'refused',
        at: epochMs(Date.parse('2026-11-26T03:00:00Z')),
        problem: { code: 'update-forged', params: {} },
      },
    });
    await card(page).getByText('새 판의 서명이 맞지 않아 받지 않았습니다.').waitFor();
  });
});

describe.each(['ko', 'en'] as const)('the card in %s', (language) => {
  test.each(['light', 'dark'] as const)('can be read and used, %s', async (theme) => {
    const { page } = await theatre.open({
      count: 5,
      at: '#/settings',
      language,
      theme,
      latin: true,
      size: { width: 1440, height: 2600 },
    });
    const own = card(page, language === 'ko' ? '새 판 받기' : 'New versions');
    await own.getByRole('button', { name: language === 'ko' ? '지금 찾기' : 'Look now' }).waitFor();
    expect(await faintTexts(page)).toEqual([]);
    expect(await foreignTexts(page, language)).toEqual([]);
    expect(await namelessControls(page)).toEqual([]);
    await own.screenshot({ path: join(pictures, `새-판-받기-${language}-${theme}.png`) });
  });
});
