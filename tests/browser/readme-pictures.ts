import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { clientSheet } from './intake-desk.ts';
import { launchChromium } from './chromium.ts';
import { openDesk, type DeskOptions } from './editor-desk.ts';

/**
 * The pictures of README, taken anew from the program as it is, with practice declarations and a
 * practice central system that stops: `node tests/browser/readme-pictures.ts FOLDER`.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, '../../docs/images');
mkdirSync(folder, { recursive: true });
const browser = await launchChromium();

async function until(page: Page, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 600) throw new Error('it does not become so');
    await page.waitForTimeout(250);
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(name);
}

async function inOutage(options: DeskOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const desk = await openDesk(browser, { size: { width: 1280, height: 900 }, ...options });
  try {
    const { page, call } = desk;
    const count = async (state: 'acknowledged' | 'unconfirmed'): Promise<number> =>
      (await call('sync.get', {})).counts.transport[state] ?? 0;
    await call('practice.addSamples', { count: 24 });
    await until(page, async () => (await count('acknowledged')) >= 20);
    await call('practice.scenario', { scenario: 'outage' });
    await call('practice.addSamples', { count: 30 });
    await until(page, async () => (await count('unconfirmed')) > 0);
    await until(page, async () => (await call('sync.get', {})).central.grade === 'stopped');
    await until(page, async () => {
      const { states } = await call('health.get', {});
      return states.some(({ channel, grade }) => channel === 'declarations' && grade === 'stopped');
    });
    await page.getByRole('button', { name: /^(안내 닫기|Close the guide)$/ }).click();
    await page.getByRole('button', { name: /^(알림 닫기|Close the notice)$/ }).click();
    await work(page);
  } finally {
    await desk.close();
  }
}

await inOutage({}, async (page) => {
  await page.keyboard.press('1');
  await shoot(page, 'overview-outage.ko');
  await page.keyboard.press('2');
  await page.locator('[data-row]', { hasText: '응답 없음' }).first().click();
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: '신고 건' }).waitFor();
  await shoot(page, 'list-and-filing.ko');
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '파일 고르기', exact: true }).click();
  const faults = { 1: { hsCode: '8542', grossWeight: '?' }, 3: { payerName: '' } };
  const buffer = clientSheet({ isOurs: true, faults });
  await (await chooser).setFiles({ name: '가온-1126.csv', mimeType: 'text/csv', buffer });
  await page.locator('[data-phase=preview]').waitFor();
  await shoot(page, 'intake-preview.ko');
});
await inOutage({ language: 'en', theme: 'dark' }, async (page) => {
  await page.keyboard.press('1');
  await shoot(page, 'overview-outage.en.dark');
});
await browser.close();
