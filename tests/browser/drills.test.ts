import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { views } from '../../shared/contract/view.ts';
import { faintTexts, foreignTexts, greenThings, namelessControls } from './look-at-page.ts';
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

const bar = (page: Page) => page.locator('[data-drill]');
const watermark = (page: Page) => page.locator('[data-watermark]');

async function startDrill(page: Page): Promise<void> {
  await page.getByRole('button', { name: '훈련 시작' }).click();
  await bar(page).waitFor();
}

/** Every address that the shell knows. */
const addresses = [
  '#/',
  ...views.map((view) => `#/filings/${view}`),
  '#/filings/all/1',
  '#/recheck',
  '#/pccc',
  '#/stray',
  '#/drafts',
  '#/intake',
  '#/settings',
  '#/drills',
  '#/print?ids=1',
];

describe('a drill', () => {
  test('cannot be overlooked on any screen, nor on paper', async () => {
    const { page } = await theatre.open({ count: 30, at: '#/drills' });
    expect(await watermark(page).count()).toBe(0);
    await startDrill(page);
    for (const address of addresses) {
      await page.evaluate((to) => void (location.hash = to), address);
      await watermark(page).waitFor();
      const box = await watermark(page).boundingBox();
      expect([address, box?.width, box?.height]).toEqual([address, 1440, 900]);
      expect(await watermark(page).getByText('훈련 중').count()).toBe(9);
      const isPaper = address.startsWith('#/print');
      expect([address, await bar(page).count()]).toEqual([address, isPaper ? 0 : 1]);
      if (!isPaper) {
        await bar(page)
          .getByText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
          .waitFor();
        await bar(page).getByRole('button', { name: '훈련 끝내기' }).waitFor();
      }
    }
    // It takes no click away.
    await page.evaluate(() => void (location.hash = '#/filings/all'));
    await page.locator('[data-row="1"]').click();
  });

  test('shows its speed, what needs a person, and is scored at its end', async () => {
    const { page, engine } = await theatre.open({ count: 30, at: '#/drills' });
    const inputOf = (name: string) => engine.calls.findLast((call) => call.name === name)?.input;
    await page.getByText('마감 직전 인증 만료').click();
    await startDrill(page);
    expect(inputOf('drill.start')).toEqual({
      scenario: 'credentials',
      seed: null,
      speed: 10,
      keep: false,
      evenIfWaiting: false,
    });
    await bar(page).getByRole('radio', { name: '×60', exact: true }).click();
    await expect.poll(() => inputOf('drill.speed')).toEqual({ speed: 60 });
    await page.getByRole('button', { name: '인증 갱신하기' }).click();
    await page.getByText('중앙시스템 인증이 만료되어').waitFor({ state: 'detached' });
    await bar(page).getByRole('button', { name: '훈련 끝내기' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '계속 훈련하기' }).click();
    expect(inputOf('drill.end')).toBeUndefined();
    await bar(page).getByRole('button', { name: '훈련 끝내기' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '훈련 끝내기' }).click();
    await page.getByText('잃은 것도, 두 번 접수된 것도 없습니다.').waitFor();
    expect(await bar(page).count()).toBe(0);
    expect(await watermark(page).count()).toBe(0);
    await page.getByText('인증이 막힌 뒤 14분 만에 갱신했습니다.').waitFor();
    await page.getByText('급한 건으로 표시', { exact: true }).waitFor();
  });

  test('asks where real filings wait, and says so all along', async () => {
    const { page } = await theatre.open({ count: 5, at: '#/drills', drills: { waiting: 4 } });
    await page.getByRole('button', { name: '훈련 시작' }).click();
    await page.getByRole('dialog').getByText('실제 신고가 4건 있습니다').waitFor();
    await page.getByRole('button', { name: '나중에 하기' }).click();
    expect(await bar(page).count()).toBe(0);
    await page.getByRole('button', { name: '훈련 시작' }).click();
    await page.getByRole('button', { name: '알고 시작하기' }).click();
    await bar(page).getByText('실제 신고 4건 대기').waitFor();
  });

  test('that broke off is told of, and a month without one is a quiet line', async () => {
    const { page } = await theatre.open({ count: 5, drills: { broken: true, daysSince: 40 } });
    await page.getByText('훈련 하나가 채점 없이 끊겼습니다').waitFor();
    await page.getByRole('link', { name: '훈련하기' }).click();
    await page.getByText('사무소의 신고는 그대로입니다.').waitFor();
    await page.getByRole('button', { name: '확인' }).click();
    await page.getByText('사무소의 신고는 그대로입니다.').waitFor({ state: 'detached' });
    await page.keyboard.press('1');
    await page.getByText('마지막 훈련이 40일 전입니다.').waitFor();
  });
});

describe.each(['ko', 'en'] as const)('the drill screens in %s', (language) => {
  test.each(['light', 'dark'] as const)('can be read and used, %s', async (theme) => {
    const { page } = await theatre.open({
      count: 30,
      at: '#/drills',
      language,
      theme,
      latin: true,
    });
    const start = language === 'ko' ? '훈련 시작' : 'Start the drill';
    const end = language === 'ko' ? '훈련 끝내기' : 'End the drill';
    const clean = async (name: string): Promise<void> => {
      await page.screenshot({ path: join(pictures, `훈련-${name}-${language}-${theme}.png`) });
      expect(await faintTexts(page)).toEqual([]);
      expect(await foreignTexts(page, language)).toEqual([]);
      expect(await namelessControls(page)).toEqual([]);
      expect((await page.evaluate(greenThings)).elsewhere).toEqual([]);
    };
    await page.getByRole('button', { name: start }).waitFor();
    await clean('고르기');
    await page.getByRole('button', { name: start }).click();
    await bar(page).waitFor();
    await page.locator('table a').first().waitFor();
    await clean('진행');
    await page.evaluate(() => void (location.hash = '#/'));
    await clean('상황판');
    await page.evaluate(() => void (location.hash = '#/drills'));
    await bar(page).getByRole('button', { name: end }).click();
    await page.getByRole('dialog').getByRole('button', { name: end }).click();
    await page.locator('table[data-tallies]').waitFor();
    await clean('채점표');
  });
});
