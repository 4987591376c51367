import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { faintTexts, foreignTexts, greenThings, namelessControls } from './look-at-page.ts';
import { openTheatre, type Theatre } from './open-screens.ts';

const pictures = join(import.meta.dirname, '../../artifacts/screenshots');

let theatre: Theatre;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
// What the content security policy forbids is among the complaints.
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

/** For pages on a busy computer. */
const patience = { timeout: 20_000 };
const row = (page: Page, channel: string) => page.locator(`tr[data-channel="${channel}"]`);
/** Points of a canvas that are painted. */
const painted = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('canvas')].map((canvas) => {
      const context = canvas.getContext('2d');
      if (context === null) return 0;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, i) => i % 4 === 3 && value > 0).length;
    }),
  );

describe('the channels', () => {
  test('each has a row with its word, its times and why it failed last', async () => {
    const { page } = await theatre.open({ count: 5 });
    await page.keyboard.press('l');
    await page.getByRole('table', { name: '통로 목록' }).waitFor();
    await row(page, 'declarations').getByText('일부만 통함').waitFor();
    await row(page, 'declarations').getByText('포기했습니다').waitFor();
    await row(page, 'open-api-pccc').getByText('통하지 않음').waitFor();
    await row(page, 'network').getByText('통함', { exact: true }).waitFor();
    await row(page, 'open-api-codes').getByText('알 수 없음').waitFor();
    expect(await page.evaluate(greenThings)).toMatchObject({ elsewhere: [] });
  });

  test('the worst is shown first; keys and clicks show another, over hours, days and weeks', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/health' });
    const asked = () => engine.calls.findLast(({ name }) => name === 'health.history')?.input;
    await page.getByRole('region', { name: '개인통관고유부호 추이' }).waitFor();
    await row(page, 'declarations').click();
    await page.getByRole('region', { name: '신고 접수 추이' }).waitFor();
    await page.getByRole('radio', { name: '6일' }).click();
    await expect.poll(asked, patience).toEqual({ channel: 'declarations', span: 'days' });
    await row(page, 'declarations').getByRole('button').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(asked, patience).toEqual({ channel: 'inquiries', span: 'days' });
    await expect
      .poll(async () => (await painted(page)).every((points) => points > 500), patience)
      .toBe(true);
    expect(await painted(page)).toHaveLength(2);
    await page.getByText('표로 보기').click();
    await page.getByRole('columnheader', { name: '시각' }).waitFor();
  });

  test('what the central system says of itself stands apart, quoted', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/health' });
    const card = page.getByRole('region', { name: '중앙시스템이 스스로 하는 말' });
    await card.getByText('위의 판단에는 쓰지 않습니다').waitFor();
    engine.setSync(({ central, now }) => ({
      central: {
        ...central,
        ownWord: { state: 'normal', message: '정상 운영 중입니다.', at: now },
      },
    }));
    await card.getByText('정상 운영 중입니다.').waitFor();
    await row(page, 'declarations').getByText('일부만 통함').waitFor();
  });

  test('a change is shown when it is told', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/health' });
    await row(page, 'notices').getByText('통함', { exact: true }).waitFor();
    const before = engine.calls.filter(({ name }) => name === 'health.get').length;
    engine.tellHealth();
    await expect
      .poll(() => engine.calls.filter(({ name }) => name === 'health.get').length, patience)
      .toBeGreaterThan(before);
  });
});

describe.each(['ko', 'en'] as const)('the screen in %s', (language) => {
  test.each(['light', 'dark'] as const)('can be read and used, %s', async (theme) => {
    const { page } = await theatre.open({
      count: 5,
      at: '#/health',
      language,
      theme,
      latin: true,
      size: { width: 1440, height: 1250 },
    });
    await row(page, 'declarations').click();
    await page.locator('canvas').nth(1).waitFor();
    expect(await faintTexts(page)).toEqual([]);
    expect(await foreignTexts(page, language)).toEqual([]);
    expect(await namelessControls(page)).toEqual([]);
    await page.screenshot({ path: join(pictures, `통로-상태-${language}-${theme}.png`) });
  });
});
