import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { declarationKinds, formatDeclarationNo } from '../../shared/filing/numbers.ts';
import { exampleFiling } from '../../shared/documents/index.ts';
import { launchChromium } from './chromium.ts';
import { openDesk, pictures, until, type Desk } from './editor-desk.ts';

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

/** Sheets of a PDF file, also where its objects are packed together. */
function sheetsOf(pdf: Buffer): number {
  const plain = pdf.toString('latin1');
  const packed = [...plain.matchAll(/stream\r?\n/g)].map(({ index, 0: mark }) => {
    try {
      return inflateSync(pdf.subarray(index + mark.length)).toString('latin1');
    } catch {
      return '';
    }
  });
  return [plain, ...packed].join('\n').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test('신고서를 여러 건, 을지까지 인쇄한다', { timeout: 2 * minute }, async () => {
  const given = await openDesk(browser);
  desk = given;
  const { page } = given;
  // Nothing is taken during an outage: copies for hand-in.
  await given.call('practice.scenario', { scenario: 'outage' });
  const filings: { id: number; number: string }[] = [];
  for (const kind of declarationKinds) {
    const draft = await given.call('drafts.start', { from: { is: 'empty', kind } });
    const { id } = draft;
    const declaration = JSON.parse(JSON.stringify(exampleFiling(kind).declaration));
    if (kind === 'import') declaration.lines = manyLines(declaration.lines);
    const body = { ...draft.body, declaration };
    const { version } = await given.call('drafts.save', { id, version: draft.version, body });
    const queued = await given.call('drafts.queue', { id, version });
    if (queued.is === 'wrong') throw new Error(JSON.stringify(queued.errors));
    filings.push({ id: queued.filingId, number: formatDeclarationNo(queued.declarationNo) });
  }
  await given.go(`#/print?ids=${filings.map(({ id }) => id).join(',')}`);
  await page.locator('[data-ready=true]').waitFor({ timeout: minute });
  const sheets = page.locator('[data-sheet-page]');
  const count = await sheets.count();
  await page.getByText(`3건 · ${count}장`).waitFor();
  // 60 lines go on over several sheets, and every sheet names its filing and what it is.
  expect(count).toBeGreaterThan(10);
  const heads = await page.locator('[data-sheet-page] header').allInnerTexts();
  for (const head of heads) {
    expect(head).toContain('접수 전 · 제출용 사본');
    expect(head).toContain('연습');
    expect(filings.some(({ number }) => head.includes(number))).toBe(true);
  }
  const text = await page.locator('article').first().innerText();
  for (const line of [1, 30, 60])
    expect(text).toContain(`란번호/총란수: ${String(line).padStart(3, '0')}/060`);
  // Nothing is cut off at the foot of a sheet.
  const cut = await sheets.evaluateAll(
    (all) =>
      all.filter((sheet) => {
        const content = sheet.querySelector(':scope > div');
        return content !== null && content.scrollHeight > content.clientHeight + 1;
      }).length,
  );
  expect(cut).toBe(0);

  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  writeFileSync(join(pictures, '신고서.pdf'), pdf);
  expect(sheetsOf(pdf)).toBe(count);
  for (const index of [0, 1]) {
    await sheets.nth(index).scrollIntoViewIfNeeded();
    await sheets.nth(index).screenshot({ path: join(pictures, `신고서-${index + 1}.png`) });
  }
  await page
    .locator('article')
    .nth(1)
    .locator('section')
    .first()
    .screenshot({
      path: join(pictures, '신고서-수출.png'),
    });
  await page
    .locator('article')
    .nth(2)
    .locator('section')
    .first()
    .screenshot({
      path: join(pictures, '신고서-목록.png'),
    });
  await page.keyboard.press('Escape');
  await until(() => page.locator('[data-sheet-page]').count(), 0);
});

function manyLines(lines: readonly unknown[]): unknown[] {
  return Array.from({ length: 60 }, (_, i) => lines[i % lines.length]);
}
