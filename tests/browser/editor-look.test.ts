import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { exampleFiling } from '../../shared/documents/index.ts';
import { declarantCodeSchema } from '../../shared/filing/numbers.ts';
import { launchChromium } from './chromium.ts';
import { openDesk, pictures, saved, until, type Desk } from './editor-desk.ts';
import { faintTexts, foreignTexts, greenThings, namelessControls } from './look-at-page.ts';

const minute = 60_000;
let browser: Browser;
let desk: Desk | null = null;
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  const complaints = desk?.complaints ?? [];
  await desk?.close();
  desk = null;
  expect(complaints).toEqual([]);
});
afterAll(async () => browser.close());

const asJson = (value: object) => JSON.parse(JSON.stringify(value));

test.each([
  { language: 'ko', theme: 'light', size: { width: 1440, height: 900 } },
  { language: 'en', theme: 'dark', size: { width: 1440, height: 900 } },
  { language: 'ko', theme: 'dark', size: { width: 1180, height: 760 } },
] as const)('작성 화면: $language $theme $size.width', { timeout: 2 * minute }, async (options) => {
  const given = await openDesk(browser, options);
  desk = given;
  const { page } = given;
  const { language } = options;
  const name = `작성-${options.language}-${options.theme}-${options.size.width}`;
  const declarant = declarantCodeSchema.parse('ZZ999');
  await given.call('office.set', { declarant, name: 'NR-7', customsOffice: '04010' });
  const draft = await given.call('drafts.start', { from: { is: 'empty', kind: 'import' } });
  // Wrong, doubtful and missing, all at once.
  const declaration = asJson({
    ...exampleFiling('import').declaration,
    currency: 'XXX',
    grossWeight: undefined,
    totalDuty: '1',
    totalVat: undefined,
  });
  const body = { ...draft.body, declaration: inLatin(declaration) };
  await given.call('drafts.save', { id: draft.id, version: draft.version, body });
  await given.go(`#/editor/${draft.id}`);
  await page.locator('[data-part=lines]').waitFor();
  await until(async () => (await page.getByRole('tabpanel').innerText()).length > 60, true);
  await page.keyboard.press('F8');
  await look(page, `${name}-1`, language);
  await page.keyboard.press('F4');
  await page.getByRole('listbox').waitFor();
  await look(page, `${name}-2-목록`, language);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+6');
  await page.getByRole('tab').nth(1).click();
  await look(page, `${name}-3-란`, language);
  await given.go('#/drafts');
  await page.locator('[data-draft]').waitFor();
  await look(page, `${name}-4-초안`, language);
});

/** Its own words in Latin letters, to tell them from those of the screens. */
function inLatin<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll(/[가-힣ㄱ-ㆎ]+/g, 'naru'));
}

async function look(page: Page, name: string, language: 'ko' | 'en'): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  expect(await foreignTexts(page, language)).toEqual([]);
  expect(await faintTexts(page)).toEqual([]);
  expect(await namelessControls(page)).toEqual([]);
  const { elsewhere } = await page.evaluate(greenThings);
  expect(elsewhere).toEqual([]);
}

/** Measures the page's own work for each key, with what it had to draw, in milliseconds. */
function watchKeys(): void {
  const spent: number[] = [];
  Object.assign(globalThis, { spent });
  let began = 0;
  document.addEventListener('keydown', () => (began = performance.now()), true);
  document.addEventListener('input', () => {
    // After all handlers and what React drew of them: style and layout belong to it.
    queueMicrotask(() => {
      document.body.getBoundingClientRect();
      spent.push(performance.now() - began);
    });
  });
}

test('999란의 신고에서도 치는 것이 한 장면 안에 보인다', { timeout: 3 * minute }, async () => {
  const given = await openDesk(browser);
  desk = given;
  const { page } = given;
  const draft = await given.call('drafts.start', { from: { is: 'empty', kind: 'import' } });
  const example = exampleFiling('import').declaration;
  const lines = Array.from({ length: 999 }, (_, i) => ({
    ...example.lines[i % example.lines.length],
    tradeName: `LED DESK LAMP ${i + 1}`,
  }));
  const body = { ...draft.body, declaration: asJson({ ...example, lines }) };
  await given.call('drafts.save', { id: draft.id, version: draft.version, body });
  await given.go(`#/editor/${draft.id}`);
  await page.locator('[data-sheet=lines]').waitFor();
  await until(async () => (await page.getByRole('tabpanel').innerText()).length > 20, true, minute);
  await page.evaluate(watchKeys);

  const text = 'NARU PIONEER VOYAGE 012 EAST BOUND';
  const typeInto = async (selector: string): Promise<{ middle: number; most: number }> => {
    await page.locator(selector).focus();
    await page.keyboard.type(text, { delay: 40 });
    const spent = z.array(z.number()).parse(await page.evaluate('spent'));
    const last = spent.slice(-text.length).toSorted((a, b) => a - b);
    expect(last).toHaveLength(text.length);
    return { middle: last[Math.floor(text.length / 2)] ?? 0, most: last.at(-1) ?? 0 };
  };
  const field = await typeInto('[data-path=vessel]');
  await page.locator('[data-sheet=lines]').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  const cell = await typeInto('[data-sheet=lines]');
  await saved(page);
  const rows = await page.locator('[data-part=lines] [role=row]').count();
  expect(rows).toBeLessThan(120);
  expect(field.middle).toBeLessThan(16.7);
  expect(cell.middle).toBeLessThan(16.7);
  const stored = await given.call('drafts.get', { id: draft.id });
  expect(JSON.stringify(stored.body.declaration)).toContain(text);
});
