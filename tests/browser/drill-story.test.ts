import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type HostProcess, startHostProcess } from './host-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-drill-story-'));
const pictures = join(import.meta.dirname, '../../artifacts/screenshots');
const minute = 60_000;

let browser: Browser;
let host: HostProcess | null = null;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await launchChromium();
});
afterEach(async () => host?.kill());
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

test(
  '훈련을 시작해 빠르게 돌리고, 끝내면 채점표가 나오고, 중간에 죽어도 다음 시작이 알려 준다',
  { timeout: 6 * minute },
  async () => {
    host = await startHostProcess(join(folder, 'data'));
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'ko-KR' });
    page.setDefaultTimeout(2 * minute);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(host.link);
    await page.getByRole('navigation').waitFor();
    await page.keyboard.press('q');
    await page.getByRole('radio', { name: '아침 장애' }).check();
    await page.getByLabel('시드 번호').fill('1');
    await page.getByText('×600', { exact: true }).click();
    await page.getByRole('button', { name: '훈련 시작' }).click();
    const bar = page.locator('[data-drill]');
    await bar.getByText(/^2026-03-10 /).waitFor();
    // It is dead from 09:30 on: the engine finds out by itself.
    await bar.getByText(/^2026-03-10 (09:[345]|1)/).waitFor();
    await bar.getByRole('radio', { name: '멈춤' }).click();
    await page.keyboard.press('1');
    await page.locator('[data-watermark]').waitFor();
    await page.getByRole('button', { name: '알림 닫기' }).waitFor();
    await page.screenshot({ path: join(pictures, '훈련-이야기-상황판.png') });
    await page.keyboard.press('q');
    await page.locator('table a').first().waitFor();
    await page.screenshot({ path: join(pictures, '훈련-이야기-진행.png') });

    await bar.getByRole('button', { name: '훈련 끝내기' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '훈련 끝내기' }).click();
    await page.getByText('잃은 것도, 두 번 접수된 것도 없습니다.').waitFor();
    await page.getByText('사람 없이 돌려 보는 중입니다.').waitFor({ state: 'detached' });
    await page.screenshot({ path: join(pictures, '훈련-이야기-채점표.png'), fullPage: true });
    await page.keyboard.press('2');
    await page.getByText('연습 모드').waitFor();
    expect(await page.locator('[data-row]').count()).toBe(0);
    // What the drill told is nothing of the office's.
    expect(await page.getByRole('button', { name: '알림 닫기' }).count()).toBe(0);

    await page.keyboard.press('q');
    await page.getByRole('button', { name: '훈련 시작' }).click();
    await bar.waitFor();
    await host.kill();
    host = await startHostProcess(join(folder, 'data'));
    await page.goto(host.link);
    await page.getByText('훈련 하나가 채점 없이 끊겼습니다').waitFor();
    expect(await bar.count()).toBe(0);
    expect(complaints).toEqual([]);
  },
);
