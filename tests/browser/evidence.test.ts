import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { packFiles } from '../../shared/evidence/index.ts';
import { fakeFingerprint } from '../support/fake-evidence.ts';
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

test('makes a pack of a span, and shows where it lies and who has signed', async () => {
  const { page } = await theatre.open({ count: 0, at: '#/evidence', latin: true });
  await page.getByText('처음 만들 때 서명 열쇠가 함께 만들어집니다.').waitFor();
  await page.getByRole('button', { name: '최근 7일' }).click();
  await page.getByRole('button', { name: '만들기' }).click();
  await page.getByText('증빙 자료를 만들었습니다.').waitFor();
  expect(await page.getByText(fakeFingerprint).count()).toBe(1);
  await page.getByText('신고 312건, 시도 4,180번, 기록 12,903줄').waitFor();
  for (const file of Object.values(packFiles))
    expect(await page.getByText(file, { exact: true }).count(), file).toBe(1);
});

test('makes one of an incident, stops it, and says so', async () => {
  const { page } = await theatre.open({ count: 0, at: '#/evidence' });
  await page.getByRole('radio', { name: /장애 2/ }).check({ force: true });
  expect(await page.getByLabel('부터').count()).toBe(0);
  await page.getByLabel('저장할 폴더').fill('/tmp/slow');
  await page.getByRole('button', { name: '만들기' }).click();
  await page.getByText('기록을 모으고 있습니다').waitFor();
  await page.getByRole('button', { name: '그만두기' }).click();
  await page.getByText('증빙 자료 만들기를 그만두었습니다.').waitFor();
});

test('leaves the files of an incident out where that is chosen', async () => {
  const { page } = await theatre.open({ count: 0, at: '#/evidence' });
  await page.getByRole('radio', { name: /장애 1/ }).check({ force: true });
  await page.getByText('파일 안의 개인정보는 가릴 수 없습니다.').waitFor();
  await page.getByText('이름만', { exact: true }).click();
  await page.getByText('파일은 빼고 이름과 지문(SHA-256)만 적습니다.').waitFor();
  await page.getByRole('button', { name: '만들기' }).click();
  await page.getByText('-이름만.zip').waitFor();
});

test('is reached by its key, and asks for a time that is missing', async () => {
  const { page } = await theatre.open({ count: 0 });
  await page.keyboard.press('v');
  await page.getByLabel('부터').fill('');
  await page.getByRole('button', { name: '만들기' }).click();
  await page.getByText('날짜와 시각을 적으세요.').waitFor();
});

test.each([
  ['ko', 'light'],
  ['en', 'dark'],
] as const)('looks as it should, in %s and %s', async (language, theme) => {
  const { page } = await theatre.open({
    count: 0,
    at: '#/evidence',
    language,
    theme,
    latin: true,
  });
  await page.getByRole('radio').first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: language === 'ko' ? '만들기' : 'Make it' }).click();
  await page.getByText(fakeFingerprint).waitFor();
  expect(await foreignTexts(page, language)).toEqual([]);
  expect(await faintTexts(page)).toEqual([]);
  expect(await namelessControls(page)).toEqual([]);
  expect((await page.evaluate(greenThings)).elsewhere).toEqual([]);
  await page.screenshot({ path: join(pictures, `증빙.${language}.${theme}.png`) });
});
