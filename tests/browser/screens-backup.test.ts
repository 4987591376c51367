import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pictures } from './editor-desk.ts';
import { faintTexts, foreignTexts, greenThings, namelessControls } from './look-at-page.ts';
import { openTheatre, type Theatre } from './open-screens.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});
afterAll(() => theatre.close());

test('is reached by its key, and backs up by hand', async () => {
  const { page } = await theatre.open({ count: 0, latin: true });
  await page.keyboard.press('b');
  await page.getByText('백업 폴더(/mnt/office/naru)에 쓸 수 없습니다.').waitFor();
  await page.getByText('4개 · 163.1 MB · /home/broker/naru/backups').waitFor();
  await page.getByRole('button', { name: '지금 백업' }).click();
  await page.getByText('백업을 만들고 확인했습니다').waitFor();
});

test('shows what a restore would change before it can be done, and how far it is after', async () => {
  const { page } = await theatre.open({ count: 0, at: '#/backup', latin: true });
  expect(await page.getByRole('button', { name: '되돌리기', exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: '되돌리기 전에 보기' }).first().click();
  await page.getByRole('button', { name: '무엇이 바뀌는지 보기' }).click();
  await page.getByText('이 백업이 모르는 오늘의 신고 3건').waitFor();
  await page.getByText('12345-25-003119M').waitFor();
  await page.getByRole('button', { name: '되돌리기', exact: true }).click();
  await page.getByText('송신을 멈추고 중앙시스템에 묻는 중입니다').waitFor();
});

test('says what is wrong with a passphrase', async () => {
  const { page } = await theatre.open({ count: 0, at: '#/backup', latin: true });
  await page.getByRole('radio', { name: '암호로' }).click();
  await page.getByLabel('백업 암호').first().waitFor();
  await page.locator('input[name=passphrase]').nth(1).fill('짧다');
  await page.getByRole('button', { name: '저장' }).click();
  await page.getByText('암호는 12자 이상이어야 합니다.').waitFor();
});

test.each([
  ['ko', 'light'],
  ['en', 'dark'],
] as const)('looks as it should, in %s and %s', async (language, theme) => {
  const { page } = await theatre.open({
    count: 0,
    at: '#/backup',
    language,
    theme,
    latin: true,
    size: { width: 1440, height: 1400 },
  });
  const [choose, look] =
    language === 'ko'
      ? ['되돌리기 전에 보기', '무엇이 바뀌는지 보기']
      : ['Look before restoring', 'See what would change'];
  await page.getByRole('button', { name: choose }).first().click();
  await page.getByRole('button', { name: look }).click();
  await page.getByText('12345-25-003119M').waitFor();
  await page.screenshot({ path: join(pictures, `백업.${language}.${theme}.png`) });
  expect(await foreignTexts(page, language)).toEqual([]);
  expect(await faintTexts(page)).toEqual([]);
  expect(await namelessControls(page)).toEqual([]);
  expect((await page.evaluate(greenThings)).elsewhere).toEqual([]);
});

test.each([
  ['ko', 'light', '보내기를 멈춰 두었습니다', '멈춤', '지금 시도'],
  ['en', 'dark', 'Sending is held back', 'held back', 'Try now'],
] as const)('sending that is held back says so and offers no try, in %s', async (...given) => {
  const [language, theme, says, inList, tryNow] = given;
  const at = '#/filings';
  const { page, engine } = await theatre.open({ count: 8, at, language, theme, latin: true });
  engine.setSync((sync) => ({
    gate: { ...sync.gate, phase: 'held-back', nextTryAt: null },
    troubles: [{ code: 'moved-away', params: {} }],
  }));
  await page.getByRole('banner').getByText(says).waitFor();
  await page.getByRole('grid').getByText(inList, { exact: true }).first().waitFor();
  expect(await page.getByRole('button', { name: tryNow }).count()).toBe(0);
  await page.screenshot({ path: join(pictures, `멈춤.${language}.${theme}.png`) });
  expect(await foreignTexts(page, language)).toEqual([]);
  expect(await faintTexts(page)).toEqual([]);
});
