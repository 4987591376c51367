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
const sent = [
  ['acknowledged', 'received'],
  ['queued', 'none'],
  ['unconfirmed', 'none'],
  ['acknowledged', 'released'],
  ['refused', 'none'],
  ['acknowledged', 'received'],
] as const;
const kinds = ['import', 'export'] as const;

describe('directives', () => {
  test('are entered, previewed filing by filing, applied, named in the filing, and undone', async () => {
    const { page, engine } = await theatre.open({
      count: 24,
      standings: sent,
      kinds,
      now,
      at: '#/directives',
    });
    await page.getByRole('row', { name: /1 보류/ }).waitFor();
    await page.screenshot({ path: join(pictures, '지시-1-목록.png') });
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '미리보기' }).click();
    await dialog.getByText('지시 내용을 적으세요.').waitFor();
    await dialog.getByText('이름을 적으세요.').waitFor();
    await dialog
      .getByLabel('지시 내용')
      .fill('10시부터 11시 23분까지 보낸 신고는 다시 보내십시오.');
    await dialog.getByLabel('접수번호(있으면)').fill('INC-118');
    await dialog.getByLabel('넣는 사람').fill('김나루');
    await page.screenshot({ path: join(pictures, '지시-2-넣기.png') });
    await dialog.getByRole('button', { name: '미리보기' }).click();
    await expect.poll(() => page.url()).toContain('#/directives/2');
    const entered = engine.calls.findLast(({ name }) => name === 'directives.enter')?.input;
    expect(entered).toMatchObject({
      kind: 'resend',
      from: Date.parse('2026-11-26T12:05:00+09:00'),
      to: Date.parse('2026-11-26T14:05:00+09:00'),
      kinds: ['import', 'export', 'list-clearance'],
      ticket: 'INC-118',
    });
    await page.getByRole('button', { name: /16건에 적용/ }).waitFor();
    await page.getByText('같은 문서를 한 번 더 보냄').first().waitFor();
    await page.screenshot({ path: join(pictures, '지시-3-미리보기.png') });
    await page.getByRole('radio', { name: /건드리지 않는 건 8/ }).click();
    await page.getByText('세관이 이미 처리를 이어 감').first().waitFor();
    await page.screenshot({ path: join(pictures, '지시-4-건드리지-않음.png') });
    await page.getByRole('radio', { name: /건드리는 건 16/ }).click();
    await page.keyboard.press('a');
    await page.getByText('적용 16건 · 건너뜀 0건').waitFor();
    await page.getByText('같은 문서를 한 번 더 보냄').first().click();
    const panel = page.getByRole('complementary', { name: '신고 건' });
    await panel.getByText('2번 다시 보내기: 같은 문서를 한 번 더 보냄').waitFor();
    await page.screenshot({ path: join(pictures, '지시-5-신고-건.png') });
    await page.keyboard.press('j');
    await page.getByRole('row', { name: /2 다시 보내기/ }).click();
    // What may be done is known once the directive has come.
    await page.getByRole('button', { name: /되돌리기/ }).waitFor();
    await page.keyboard.press('z');
    await page.getByText('되돌림 16건 · 되돌리지 못함 0건').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).toMatch(/#\/directives$/);
  });

  test('show what customs has twice, on top and in red words, until one is withdrawn', async () => {
    const { page, engine } = await theatre.open({
      count: 4,
      standings: [['acknowledged', 'received']],
      now,
      at: '#/directives',
    });
    engine.change([1, 2], { lastError: 'double' });
    const alert = page.getByRole('alert');
    await alert.getByText('이중 신고 1건: 한쪽을 취하해야 합니다').waitFor();
    await alert.getByText('접수 R-1').waitFor();
    await alert.getByText('접수 R-2').waitFor();
    await page.screenshot({ path: join(pictures, '지시-6-이중-신고.png') });
    expect((await page.evaluate(greenThings)).elsewhere).toEqual([]);
    engine.change([1], { customs: 'withdrawn' });
    await page.getByText('세관이 한쪽을 취하하거나 각하해 끝났습니다.').waitFor();
  });

  test.each([
    ['en', 'dark'],
    ['en', 'light'],
    ['ko', 'dark'],
  ] as const)('in %s, %s, say everything in words that can be read', async (language, theme) => {
    const { page } = await theatre.open({
      count: 24,
      standings: sent,
      kinds,
      now,
      language,
      theme,
      latin: language === 'en',
      at: '#/directives/1',
    });
    await page.getByRole('row').nth(2).waitFor();
    if (language === 'en') expect(await foreignTexts(page, language)).toEqual([]);
    expect(await faintTexts(page)).toEqual([]);
    expect(await namelessControls(page)).toEqual([]);
    expect((await page.evaluate(greenThings)).elsewhere).toEqual([]);
    await page.screenshot({ path: join(pictures, `지시-7-${language}-${theme}.png`) });
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByRole('dialog').waitFor();
    if (language === 'en') expect(await foreignTexts(page, language)).toEqual([]);
    expect(await faintTexts(page)).toEqual([]);
    await page.screenshot({ path: join(pictures, `지시-8-${language}-${theme}.png`) });
  });
});
