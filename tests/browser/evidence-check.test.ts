import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest';
import { packFiles, packFindingCodes, type PackFile } from '../../shared/evidence/index.ts';
import { z } from 'zod';
import { buildCheckPackPage } from '../../renderer/check-pack-page.ts';
import type { MadePack } from '../../main/evidence/index.ts';
import { packKey, samplePack } from '../support/evidence-pack.ts';
import { spoiled } from '../support/spoil-pack.ts';
import { launchChromium } from './chromium.ts';

/** The page as it lies in the pack, opened from the disk by a browser without a network. */

const key = packKey();
const folder = mkdtempSync(join(tmpdir(), 'naru-check-'));
let browser: Browser;
let pack: MadePack;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  pack = await samplePack(key, { attempts: 60, filings: 20 }, await buildCheckPackPage());
  const html = pack.files.find(({ name }) => name === packFiles.page);
  writeFileSync(join(folder, packFiles.page), html?.bytes ?? '');
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  const context = await browser.newContext({ offline: true, locale: 'ko-KR' });
  complaints = [];
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(pathToFileURL(join(folder, packFiles.page)).href);
});
afterEach(async () => {
  await page.context().close();
  expect(complaints).toEqual([]);
});

/** What the page has named, as it keeps it beside the sentence. */
const findingsSchema = z.array(
  z.object({
    code: z.enum(packFindingCodes),
    params: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(z.record(z.string(), z.union([z.string(), z.number()]))),
  }),
);
const mimeType = 'application/octet-stream';

async function give(files: readonly PackFile[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType, buffer: Buffer.from(bytes) })),
    );
  await page.locator('.result').waitFor();
}

const codes = (): Promise<string[]> =>
  page.locator('[data-code]').evaluateAll((all) => all.map((one) => one.dataset['code'] ?? ''));

test('finds nothing wrong with a pack as it was made, as files and as an archive', async () => {
  await give(pack.files);
  await page.getByText('이상이 없습니다').waitFor();
  expect(await page.locator('dd').first().textContent()).toBe(key.fingerprint);
  await page.reload();
  await give([{ name: 'pack.zip', bytes: pack.zip }]);
  await page.getByText('이상이 없습니다').waitFor();
  expect(await codes()).toEqual([]);
});

test('tells another key from the one that is known, in both languages', async () => {
  await page.getByLabel('알고 있는 지문').fill(packKey().fingerprint);
  await give(pack.files);
  expect(await codes()).toEqual(['other-key']);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('It was signed with another key.').waitFor();
  await page.getByLabel('Fingerprint that you know').fill(key.fingerprint);
  await page.getByLabel('Fingerprint that you know').press('Tab');
  await page.getByText('The key that signed has the fingerprint that you wrote.').waitFor();
});

test('names a changed byte, a removed line and a reordered entry', async () => {
  const sample = fc.sample(spoiled(pack.files), { numRuns: 40, seed: 11 });
  for (const { what, files, names } of sample) {
    await page.reload();
    await give(files);
    const found = findingsSchema.parse(
      await page
        .locator('[data-code]')
        .evaluateAll((all) =>
          all.map(({ dataset }) => ({ code: dataset['code'], params: dataset['params'] })),
        ),
    );
    expect(found, what).not.toEqual([]);
    const named = found.some(names);
    expect(named, `${what}: ${JSON.stringify(found.slice(0, 3))}`).toBe(true);
  }
});
