import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { helpPages } from '../../shared/help/help-pages.ts';
import { settingCards } from '../../shared/settings/setting-list.ts';
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

describe('the program screen', () => {
  test('tells how the program is, and checks the data when asked', async () => {
    const { page } = await theatre.open({ count: 5, at: '#/' });
    await page.keyboard.press('g');
    const card = page.getByRole('region', { name: '프로그램 상태' });
    await card.getByText('214.0 MB').or(card.getByText('224.4 MB')).first().waitFor();
    await card.getByText('아직 하지 않았습니다').waitFor();
    await card.getByRole('button', { name: '무결성 지금 확인' }).click();
    await card.getByText(/이상 없음 \(신고 12,480건/).waitFor();
  });

  test('shows every file of the diagnostics before it is saved, and saves what was shown', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/program' });
    const card = page.getByRole('region', { name: '진단 파일' });
    expect(await card.getByRole('button', { name: '진단 파일 저장' }).count()).toBe(0);
    await card.getByRole('button', { name: '내용 보기' }).click();
    const readme = card.getByRole('textbox', { name: 'readme.txt' });
    expect(await readme.inputValue()).toContain('나루 진단 파일');
    await card.getByRole('radio', { name: 'program.json' }).click();
    const shown = await card.getByRole('textbox', { name: 'program.json' }).inputValue();
    const download = page.waitForEvent('download');
    await card.getByRole('button', { name: '진단 파일 저장' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('naru-diagnostics.zip');
    const files = unzipSync(readFileSync(await saved.path()));
    expect(Object.keys(files)).toEqual(['readme.txt', 'program.json']);
    expect(strFromU8(files['program.json'] ?? new Uint8Array()).trim()).toBe(shown.trim());
    expect(engine.calls.filter(({ name }) => name === 'diagnostics.get')).toHaveLength(1);
  });
});

describe('a disk that will be full', () => {
  test('is told on the first page, and nothing is while there is room', async () => {
    const fine = await theatre.open({ count: 5 });
    await fine.page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await fine.page.getByText('디스크 공간이').count()).toBe(0);
    const low = await theatre.open({ count: 5, disk: 'low' });
    await low.page.getByText('디스크 공간이 얼마 남지 않았습니다.', { exact: false }).waitFor();
    await low.page.getByRole('link', { name: '프로그램 상태 보기' }).click();
    await low.page.getByText('얼마 남지 않음, 이대로면 약 9일 뒤에 찹니다').waitFor();
  });
});

describe('a setting', () => {
  test('of every kind has its card on the screen', async () => {
    const { page } = await theatre.open({ count: 5, at: '#/settings' });
    await page.locator('[data-card=logs] form').waitFor();
    const cards = await page
      .locator('[data-card]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-card')));
    expect(new Set(cards)).toEqual(new Set(settingCards));
    expect(cards).toHaveLength(settingCards.length);
    for (const card of settingCards)
      expect(await page.locator(`[data-card=${card}]`).innerText(), card).not.toBe('');
  });

  test('is found by a word, with its meaning, default and effect, and led to', async () => {
    const { page } = await theatre.open({ count: 5, at: '#/settings' });
    await page.getByRole('searchbox', { name: '설정 찾기' }).fill('100단위');
    const found = page.locator('[data-setting]');
    await page.getByText('1가지', { exact: true }).waitFor();
    expect(await found.first().innerText()).toContain('이 통화는 고시된 환율을 100으로 나누어');
    await page.getByRole('searchbox', { name: '설정 찾기' }).fill('1분에 보내는');
    await found.first().getByText('300건').waitFor();
    await page.getByRole('button', { name: '1분에 보내는 요청: 바꾸는 곳으로' }).click();
    await page.waitForFunction(() => document.activeElement?.id === 'setting-pacing');
    await page.getByRole('searchbox', { name: '설정 찾기' }).fill('없는 말');
    await page.getByText('그런 설정이 없습니다.', { exact: false }).waitFor();
  });

  test('of the logs is checked and kept', async () => {
    const { page, engine } = await theatre.open({ count: 5, at: '#/settings' });
    const card = page.locator('[data-card=logs]');
    await card.getByRole('textbox').fill('91');
    await card.getByRole('button', { name: '저장', exact: true }).click();
    await card.getByText('1에서 90까지의 숫자를 적으세요.').waitFor();
    await card.getByRole('textbox').fill('7');
    await card.getByRole('radio', { name: '오류만' }).click();
    await card.getByRole('button', { name: '저장', exact: true }).click();
    await card.getByText('저장했습니다').waitFor();
    expect(engine.calls.findLast(({ name }) => name === 'logs.set')?.input).toEqual({
      level: 'error',
      keepDays: 7,
    });
  });
});

describe.each(['ko', 'en'] as const)('in %s', (language) => {
  test.each(['light', 'dark'] as const)(
    'the program, the finder and the help can be read, %s',
    async (theme) => {
      const { page } = await theatre.open({
        count: 5,
        at: '#/program',
        language,
        theme,
        latin: true,
        disk: 'low',
      });
      const look = async (name: string): Promise<void> => {
        expect(await faintTexts(page), name).toEqual([]);
        expect(await foreignTexts(page, language), name).toEqual([]);
        expect(await namelessControls(page), name).toEqual([]);
        expect((await page.evaluate(greenThings)).elsewhere, name).toEqual([]);
        await page.screenshot({ path: join(pictures, `${name}-${language}-${theme}.png`) });
      };
      await page.locator('tr[data-tone=warn]').first().waitFor();
      await look('program');
      await page.goto(`${page.url().split('#')[0]}#/settings`);
      await page.getByRole('searchbox').fill(language === 'ko' ? '환율' : 'rate');
      await page.locator('[data-setting]').first().waitFor();
      await look('setting-finder');
      for (const each of helpPages) {
        await page.goto(`${page.url().split('#')[0]}#/help/${each}`);
        await page.locator('article h1').waitFor();
        await look(`help-${each}`);
      }
    },
  );
});
