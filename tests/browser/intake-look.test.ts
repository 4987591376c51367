import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../shared/i18n/index.ts';
import { openIntake, openWith } from './intake-desk.ts';
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

const faults = { 1: { hsCode: '8542', grossWeight: '?' }, 3: { payerName: '' } };
const words = {
  ko: { match: '열 맞추기', next: '다음 오류', leave: '그만두기', template: '양식 받기' },
  en: { match: 'Match columns', next: 'Next error', leave: 'Dismiss', template: 'Get a template' },
} as const;

test.each([
  { language: 'ko', theme: 'light', size: { width: 1440, height: 900 } },
  { language: 'en', theme: 'dark', size: { width: 1440, height: 900 } },
  { language: 'ko', theme: 'dark', size: { width: 1180, height: 760 } },
] as const)('가져오기 화면: $language $theme $size.width', async (options) => {
  const { language } = options;
  const name = `가져오기-${options.language}-${options.theme}-${options.size.width}`;
  const word = words[language];
  const latin = language === 'en';
  const empty = await openIntake(theatre, { ...options, latin });
  await empty.page.getByRole('button', { name: word.template }).click();
  await empty.page.getByRole('menuitem').first().waitFor();
  await look(empty.page, `${name}-1`, language);

  const ours = await openWith(
    theatre,
    { isOurs: true, isLatin: latin, faults },
    { ...options, latin },
  );
  await ours.page.getByRole('button', { name: word.next }).click();
  await look(ours.page, `${name}-2-고치기`, language);
  const overflow = await ours.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  const card = await ours.page.locator('[data-phase=preview]').boundingBox();
  expect((card?.x ?? 0) + (card?.width ?? 0)).toBeLessThanOrEqual(options.size.width);

  const theirs = await openWith(theatre, { isLatin: latin }, { ...options, latin });
  await look(theirs.page, `${name}-3-모르는-열`, language);
  await theirs.page.getByRole('button', { name: word.match }).click();
  await theirs.page.getByRole('dialog').waitFor();
  await look(theirs.page, `${name}-4-열-맞추기`, language);
  await theirs.page.keyboard.type('b');
  await theirs.page.getByRole('listbox').waitFor();
  await look(theirs.page, `${name}-5-고르기`, language);
});

/** A picture for a person, and what holds at every moment. */
async function look(page: Page, name: string, language: Language): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  expect(await foreignTexts(page, language)).toEqual([]);
  expect(await faintTexts(page)).toEqual([]);
  expect(await namelessControls(page)).toEqual([]);
  expect((await page.evaluate(greenThings)).elsewhere).toEqual([]);
}
