import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { faintTexts, foreignTexts, greenThings, namelessControls } from './look-at-page.ts';
import { openTheatre, type OpenOptions, type OpenScreens, type Theatre } from './open-screens.ts';

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

/** A Thursday; 25 December is a holiday on a Friday. */
const now = Date.parse('2026-11-26T14:05:10+09:00');

function open(options: Partial<OpenOptions> = {}): Promise<OpenScreens> {
  return theatre.open({ count: 160, now, at: '#/deadlines', ...options });
}
const grid = ({ page }: OpenScreens, name = '가까운 순서의 기한') =>
  page.getByRole('grid', { name });
const month = ({ page }: OpenScreens) => page.getByRole('region', { name: '달력' });
const card = ({ page }: OpenScreens) => page.getByRole('region', { name: '공휴일', exact: true });
const shown = ({ page }: OpenScreens) => page.getByRole('region', { name: '할 일' });

describe('the deadlines', () => {
  test('come the nearest first, each with what it rests on', async () => {
    const screens = await open();
    await grid(screens).getByRole('row').nth(1).getByText('1일 지남').waitFor();
    await grid(screens).getByRole('row').filter({ hasText: '오늘' }).first().click();
    expect(await grid(screens).innerText()).toMatch(/반입 10-2\d \+ 30일/);
    const facts = shown(screens);
    await facts.getByText(/2026-11-26 = 반입 2026-10-2\d \+ 30일, 관세법 제241조제3항/).waitFor();
    const words = await facts.innerText();
    expect(words).toContain('2026-11-27까지 늘어날 수 있습니다. 판단은 세관이 하며');
    expect(words).toContain('느려진 것이 아니라 멈췄습니다.');
    expect(words).toContain('기한 날 안에 복구되어 12시간 남아 있었습니다.');
    expect(words).toContain('기한 연장 신청 (관세법 제10조)');
    expect(words).toContain('10원 미만은 버리고, 한도는 5,000,000원입니다.');
  });

  test('are chosen by a day of the month, and all again', async () => {
    const screens = await open();
    const { page, engine } = screens;
    await grid(screens).getByRole('row').nth(1).waitFor();
    await month(screens)
      .getByRole('button', { name: /^2026-11-30, 기한/ })
      .click();
    await page.getByRole('button', { name: '모든 기한 보기' }).waitFor();
    expect(engine.calls.findLast(({ name }) => name === 'deadlines.page')?.input).toMatchObject({
      on: '2026-11-30',
    });
    await page.getByRole('button', { name: '모든 기한 보기' }).click();
    await month(screens).getByRole('button', { name: '다음 달' }).click();
    await month(screens)
      .getByRole('button', { name: '2026-12-25, 기독탄신일, 기한 0건' })
      .waitFor();
    await month(screens).getByText('2026년 12월').waitFor();
  });

  test('open the filing with Enter, which tells the same of its deadline', async () => {
    const screens = await open();
    await grid(screens).getByRole('row').nth(1).waitFor();
    await grid(screens).getByRole('row').nth(1).click();
    await screens.page.keyboard.press('Enter');
    const panel = screens.page.getByRole('complementary', { name: '신고 건' });
    await panel.getByText(/= 반입 2026-10-2\d \+ 30일, 관세법 제241조제3항/).waitFor();
  });

  test('are marked as met where customs waits for something', async () => {
    const screens = await open({ standings: [['acknowledged', 'documents-required']], count: 4 });
    await shown(screens).getByText('세관이 통보에 적은 날입니다.').waitFor();
    await shown(screens).getByRole('button', { name: '끝냄으로 표시' }).click();
    await grid(screens).getByText('3건').or(screens.page.getByText('3건')).first().waitFor();
    expect(
      screens.engine.calls.findLast(({ name }) => name === 'deadlines.done')?.input,
    ).toMatchObject({ rule: 'supplement' });
  });

  test('are found by the key D, and say where there are none', async () => {
    const screens = await open({ at: '#/', standings: [['acknowledged', 'released']], count: 3 });
    await screens.page.getByRole('navigation').waitFor();
    await screens.page.keyboard.press('d');
    await screens.page.getByText('기한이 있는 신고가 없습니다.').waitFor();
  });
});

describe('the holidays of the office', () => {
  test('are added with a day and a name, and refused without', async () => {
    const screens = await open({ at: '#/settings', count: 3 });
    const own = card(screens);
    await own.getByText('기독탄신일').waitFor();
    await own.getByRole('button', { name: '더하기' }).click();
    await own.getByText('날짜를 2026-12-24처럼 적으세요.').waitFor();
    await own.getByRole('textbox', { name: '날짜' }).fill('2026-12-24');
    await own.getByRole('textbox', { name: '이름' }).fill('임시공휴일');
    await own.getByRole('button', { name: '더하기' }).click();
    await own.getByText('사무소에서 더함').waitFor();
    await own.getByRole('button', { name: '2026-12-25 기독탄신일 빼기' }).click();
    await own.getByText('뺌: 쉬지 않는 날로 셉니다').waitFor();
    expect(screens.engine.calls.findLast(({ name }) => name === 'holidays.set')?.input).toEqual({
      added: [{ date: '2026-12-24', name: '임시공휴일' }],
      removed: ['2026-12-25'],
    });
  });

  test('say from when on they are an estimate', async () => {
    const screens = await open({ at: '#/settings', count: 3 });
    for (const year of [2027, 2028])
      await card(screens)
        .getByRole('button', { name: `연도 ${year}` })
        .click();
    await card(screens).getByText('추정: 아직 발표되지 않은 해').waitFor();
  });
});

describe.each(['ko', 'en'] as const)('in %s', (language) => {
  test.each(['light', 'dark'] as const)('they can be read and used, %s', async (theme) => {
    const look = { language, theme, latin: true, size: { width: 1440, height: 980 } } as const;
    const screens = await open(look);
    const { page } = screens;
    const name = language === 'ko' ? '가까운 순서의 기한' : 'Deadlines, the nearest first';
    await grid(screens, name).getByRole('row').nth(2).waitFor();
    const next = language === 'ko' ? '다음 달' : 'Month after';
    await page.getByRole('button', { name: next }).click();
    await page
      .getByText(language === 'ko' ? '기독탄신일' : 'Christmas')
      .first()
      .waitFor();
    expect(await faintTexts(page)).toEqual([]);
    expect(await foreignTexts(page, language)).toEqual([]);
    expect(await namelessControls(page)).toEqual([]);
    expect((await page.evaluate(greenThings)).elsewhere).toEqual([]);
    await page.screenshot({ path: join(pictures, `기한-${language}-${theme}.png`) });

    const settings = await open({ ...look, at: '#/settings', size: { width: 1440, height: 2400 } });
    const title = language === 'ko' ? '공휴일' : 'Holidays';
    const card = settings.page.getByRole('region', { name: title, exact: true });
    await card.getByText(language === 'ko' ? '기독탄신일' : 'Christmas').waitFor();
    expect(await faintTexts(settings.page)).toEqual([]);
    expect(await foreignTexts(settings.page, language)).toEqual([]);
    await card.screenshot({ path: join(pictures, `공휴일-${language}-${theme}.png`) });
  });
});
