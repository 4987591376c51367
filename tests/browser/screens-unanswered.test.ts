import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { faintTexts, foreignTexts, greenThings, namelessControls } from './look-at-page.ts';
import { pictures } from './editor-desk.ts';
import { openTheatre, type Theatre } from './open-screens.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

const now = Date.parse('2026-11-26T14:05:10+09:00');
const standings = [
  ['unconfirmed', 'none'],
  ['acknowledged', 'received'],
  ['processing', 'none'],
] as const;

describe('answers that do not come', () => {
  test('are listed with how late they are and what to do, and differences in words', async () => {
    const { page, engine } = await theatre.open({ count: 12, standings, now, at: '#/unanswered' });
    await page.getByText('이틀이 지났습니다. 오늘 꼭 세관에 전화로 확인하세요.').first().waitFor();
    await page.getByText('2일 · 이틀 넘음').first().waitFor();
    await page.getByText('다름 2건').waitFor();
    await page.screenshot({ path: join(pictures, '답없음-1-접수.png') });
    await page.getByRole('radio', { name: /결정이 없음/ }).click();
    await page.getByText('통보를 기다립니다.').first().waitFor();
    engine.change([1, 2, 3, 4], { lastError: 'differs' });
    await page.getByRole('radio', { name: /세관과 다름 4/ }).click();
    await page.getByText('우리 쪽은 보내지 않은 건인데 세관에는 있음 (R-1)').waitFor();
    await page.getByText('세관 쪽 상태가 다름: 우리 접수, 세관 수리').waitFor();
    await page.screenshot({ path: join(pictures, '답없음-2-다름.png') });
    await page.keyboard.press('c');
    await page.getByText('대조 중: 40건 가운데 40건').waitFor();
    expect(engine.calls.some(({ name }) => name === 'reconciliation.begin')).toBe(true);
    await page.getByRole('row', { name: /000002M/ }).click();
    await page.getByRole('complementary', { name: '신고 건' }).waitFor();
    await page.keyboard.press('w');
    await expect.poll(() => page.url()).toContain('#/unanswered');
  });

  test('say in English and in the dark what they say in Korean', async () => {
    const { page } = await theatre.open({
      count: 12,
      standings,
      now,
      language: 'en',
      theme: 'dark',
      latin: true,
      at: '#/unanswered',
    });
    await page.getByText('Two days have passed. Call customs today.').first().waitFor();
    expect(await foreignTexts(page, 'en')).toEqual([]);
    expect(await faintTexts(page)).toEqual([]);
    expect(await namelessControls(page)).toEqual([]);
    expect((await page.evaluate(greenThings)).elsewhere).toEqual([]);
    await page.screenshot({ path: join(pictures, '답없음-3-en-dark.png') });
  });
});
