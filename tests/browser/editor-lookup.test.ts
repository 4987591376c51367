import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { exampleFiling } from '../../shared/documents/index.ts';
import { launchChromium } from './chromium.ts';
import { focusedPath, openDesk, pictures, until, type Desk } from './editor-desk.ts';

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

test('환율, 세번부호, 개인통관고유부호를 그 칸에서 찾는다', { timeout: 2 * minute }, async () => {
  const given = await openDesk(browser);
  desk = given;
  const { page } = given;
  const draft = await given.call('drafts.start', { from: { is: 'empty', kind: 'import' } });
  const declaration = JSON.parse(JSON.stringify(exampleFiling('import').declaration));
  delete declaration.exchangeRate;
  delete declaration.lines[0].hsCode;
  const person = { payerIdKind: '05', payerId: 'P123456789012', payerName: '나루' };
  const body = { ...draft.body, declaration: { ...declaration, ...person } };
  await given.call('drafts.save', { id: draft.id, version: draft.version, body });
  await given.go(`#/editor/${draft.id}`);
  const dialog = page.getByRole('dialog');

  await page.locator('[data-path=exchangeRate]').focus();
  await page.keyboard.press('F4');
  await dialog.getByText('부터의 주간 환율').waitFor();
  await page.screenshot({ path: join(pictures, '작성-6-환율.png') });
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const rate = await page.locator('[data-path=exchangeRate]').inputValue();
  expect(rate).toMatch(/^\d,\d{3}(\.\d+)?$/);
  await until(() => focusedPath(page), 'exchangeRate');

  await page.locator('[data-sheet=lines]').focus();
  await page.keyboard.press('F4');
  await dialog.getByRole('textbox').waitFor();
  await dialog.getByRole('textbox').fill('9405');
  await page.keyboard.press('Enter');
  await dialog.getByRole('row').nth(1).waitFor();
  await page.screenshot({ path: join(pictures, '작성-7-세번부호.png') });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await until(
    async () => (await page.locator('[data-sheet=lines]').inputValue()).startsWith('9405'),
    true,
  );

  await page.locator('[data-path=payerId]').focus();
  await page.keyboard.press('F4');
  await dialog.getByText(/그 사람의 부호/).waitFor();
  await page.screenshot({ path: join(pictures, '작성-8-통관부호.png') });
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
});
