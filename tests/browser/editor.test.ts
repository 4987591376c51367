import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { exampleFiling } from '../../shared/documents/index.ts';
import { launchChromium } from './chromium.ts';
import {
  compose,
  focusedPath,
  openDesk,
  pictures,
  saved,
  until,
  type Desk,
} from './editor-desk.ts';

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

type Values = Readonly<Record<string, unknown>>;
/** Of no week's exchange rate, so that nothing goes stale while it waits. */
const inWon = { currency: 'KRW', exchangeRate: '1' };
const wholeExample = { ...exampleFiling('import').declaration, ...inWon };
const oneLine = { ...wholeExample, lines: wholeExample.lines.slice(0, 1) };

async function openDraft(given: Desk, declaration: object): Promise<number> {
  const draft = await given.call('drafts.start', { from: { is: 'empty', kind: 'import' } });
  const body = { ...draft.body, declaration: JSON.parse(JSON.stringify(declaration)) };
  await given.call('drafts.save', { id: draft.id, version: draft.version, body });
  await given.go(`#/editor/${draft.id}`);
  await given.page.getByRole('button', { name: /대기에 올리기/ }).waitFor();
  return draft.id;
}

const bodyOf = async (given: Desk, id: number): Promise<Values> =>
  JSON.parse(JSON.stringify((await given.call('drafts.get', { id })).body.declaration));

/** As a person writes a value: dates without hyphens, yes and no by their letters. */
function asTyped(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'y' : 'n';
  if (Array.isArray(value)) return value.join('\n');
  const text = String(value);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text.replaceAll('-', '') : text;
}

function valueAt(values: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>(
      (at, step) =>
        typeof at === 'object' && at !== null
          ? Object.entries(at).find(([k]) => k === step)?.[1]
          : undefined,
      values,
    );
}

/** Types on from field to field as long as the path is one of these. */
async function fillOn(page: Page, example: unknown, while_: (path: string) => boolean) {
  for (let steps = 0; steps < 400; steps += 1) {
    const path = await focusedPath(page);
    if (path === null || !while_(path)) return;
    const value = valueAt(example, path);
    if (value !== undefined) await page.keyboard.type(asTyped(value));
    await page.keyboard.press('Enter');
    // In a list of several Enter begins another line first.
    if (Array.isArray(value)) await page.keyboard.press('Enter');
    if ((await focusedPath(page)) === path) return;
  }
}

test('수입신고를 키보드만으로 처음부터 적어 대기에 올린다', { timeout: 3 * minute }, async () => {
  desk = await openDesk(browser);
  const { page } = desk;
  await page.keyboard.press('n');
  await page.getByRole('heading', { name: '작성중' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /대기에 올리기/ }).waitFor();
  await until(() => focusedPath(page), 'transactionNature');
  await page.keyboard.press('Alt+1');
  await until(() => focusedPath(page), 'customsOffice');

  await fillOn(page, oneLine, (path) => !path.startsWith('lines'));
  // The first line, cell by cell, and then its specifications and its other fields.
  await fillOn(page, oneLine, (path) => path.startsWith('lines[0].') && !path.includes('speci'));
  await until(() => focusedPath(page), 'lines[1].hsCode');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('F7');
  const specifications = 'lines[0].specifications';
  await until(() => focusedPath(page), `${specifications}[0].specification`);
  await fillOn(page, oneLine, (path) => !path.startsWith(`${specifications}[2]`));
  await until(() => focusedPath(page), `${specifications}[2].specification`);
  await page.keyboard.press('Enter');
  await fillOn(page, oneLine, () => true);
  await saved(page);

  const { rows } = await desk.call('drafts.list', { after: null, limit: 5 });
  const [draft] = rows;
  expect(rows).toHaveLength(1);
  expect(await bodyOf(desk, draft?.id ?? 0)).toEqual(JSON.parse(JSON.stringify(oneLine)));
  await page.screenshot({ path: join(pictures, '작성-1-다-적음.png') });

  await page.keyboard.press('Control+Enter');
  await page.getByRole('complementary', { name: '신고 건' }).waitFor();
  const list = await desk.call('filings.page', { view: 'all', search: '', after: null, limit: 5 });
  expect(list.rows.map(({ summary }) => summary.importer)).toEqual([oneLine.importerName]);
  expect((await desk.call('drafts.list', { after: null, limit: 5 })).rows).toEqual([]);
});

describe('한글 조합', () => {
  test('글자 칸에서 조합하는 동안 Enter는 아무것도 하지 않는다', async () => {
    desk = await openDesk(browser);
    const { page } = desk;
    const id = await openDraft(desk, {});
    const cdp = await page.context().newCDPSession(page);
    await page.locator('[data-path=payerName]').focus();
    await compose(cdp, ['ㄴ', '나', '날', '나루'], { commit: false });
    await page.keyboard.press('Enter');
    expect(await focusedPath(page)).toBe('payerName');
    await cdp.send('Input.insertText', { text: '나루' });
    await compose(cdp, ['ㅈ', '조', '좀', '조명']);
    await page.keyboard.press('Enter');
    expect(await focusedPath(page)).not.toBe('payerName');
    await saved(page);
    expect(await bodyOf(desk, id)).toMatchObject({ payerName: '나루조명' });
  });

  test('부호 칸에서 초성으로, 조합하는 채로도 찾는다', async () => {
    desk = await openDesk(browser);
    const { page } = desk;
    const id = await openDraft(desk, {});
    const cdp = await page.context().newCDPSession(page);
    const input = page.locator('[data-path=exportCountry]');
    await input.focus();
    await compose(cdp, ['ㅂ', 'ㅂㅌ'], { commit: false });
    const list = page.getByRole('listbox');
    await list.getByRole('option', { name: /VN 베트남/ }).waitFor();
    await page.screenshot({ path: join(pictures, '작성-2-초성.png') });
    // The key that ends the syllable chooses nothing.
    await page.keyboard.press('Enter');
    expect(await focusedPath(page)).toBe('exportCountry');
    expect(await input.inputValue()).toBe('ㅂㅌ');
    await cdp.send('Input.insertText', { text: '' });
    await input.fill('');
    await compose(cdp, ['ㅂ', '베', '벹', '베트', '베트남']);
    await list.getByRole('option', { name: /VN 베트남/ }).waitFor();
    await page.keyboard.press('Enter');
    await until(() => input.inputValue(), 'VN');
    expect(await focusedPath(page)).not.toBe('exportCountry');
    await saved(page);
    expect(await bodyOf(desk, id)).toMatchObject({ exportCountry: 'VN' });
  });

  test('표의 칸에서 첫 글자부터 조합된다', async () => {
    desk = await openDesk(browser);
    const { page } = desk;
    const id = await openDraft(desk, { lines: [{ hsCode: '9405219000', goodsName: 'OLD' }] });
    const cdp = await page.context().newCDPSession(page);
    await page.locator('[data-sheet=lines]').focus();
    await page.keyboard.press('ArrowRight');
    await until(() => focusedPath(page), 'lines[0].goodsName');
    await compose(cdp, ['ㄷ', '드', '등'], { commit: false });
    await page.keyboard.press('Enter');
    expect(await focusedPath(page)).toBe('lines[0].goodsName');
    await cdp.send('Input.insertText', { text: '등' });
    await compose(cdp, ['ㄱ', '기', '깃', '기구']);
    await page.keyboard.press('Enter');
    await until(() => focusedPath(page), 'lines[0].tradeName');
    await saved(page);
    expect(await bodyOf(desk, id)).toMatchObject({ lines: [{ goodsName: '등기구' }] });
  });
});

test('저장됐다고 한 초안은 프로그램을 강제로 꺼도 남는다', { timeout: 2 * minute }, async () => {
  desk = await openDesk(browser);
  const id = await openDraft(desk, {});
  const before = desk.page;
  await before.locator('[data-path=vessel]').focus();
  await before.keyboard.type('NARU PIONEER 012E');
  await before.keyboard.press('Enter');
  await before.locator('[data-sheet=lines]').focus();
  await before.keyboard.type('9405219000');
  await before.keyboard.press('Tab');
  await saved(before);
  await desk.killAndStartAgain();
  const { page } = desk;
  await page.keyboard.press('n');
  await page.getByRole('button', { name: /아직 이름 없음/ }).click();
  await until(() => page.locator('[data-path=vessel]').inputValue(), 'NARU PIONEER 012E');
  expect(await bodyOf(desk, id)).toMatchObject({ lines: [{ hsCode: '9405219000' }] });
});

test('탭에서도 대기에 올리고, Esc로 칸에서 나와 글자 하나로 다른 화면에 간다', async () => {
  desk = await openDesk(browser);
  await openDraft(desk, { ...wholeExample, grossWeight: undefined });
  const { page } = desk;
  await page.getByRole('tab', { name: '세액' }).click();
  await page.keyboard.press('Control+Enter');
  await until(() => focusedPath(page), 'grossWeight');
  await page.keyboard.press('Escape');
  await until(() => focusedPath(page), null);
  await page.keyboard.press('2');
  await until(() => page.evaluate(() => location.hash), '#/filings/all');
});

test('다른 창에서 고친 초안은 덮어쓰지 않고 묻는다', async () => {
  desk = await openDesk(browser);
  const { page } = desk;
  const id = await openDraft(desk, { vessel: 'A' });
  const { body, version } = await desk.call('drafts.get', { id });
  const theirs = { ...body, declaration: { vessel: 'THEIRS' } };
  await desk.call('drafts.save', { id, version, body: theirs });
  await page.locator('[data-path=vessel]').selectText();
  await page.keyboard.type('MINE');
  await page.getByText('어느 쪽을 남길지 정하세요').waitFor();
  expect(await bodyOf(desk, id)).toMatchObject({ vessel: 'THEIRS' });
  await page.getByRole('button', { name: '이 창의 내용으로 저장' }).click();
  await saved(page);
  expect(await bodyOf(desk, id)).toMatchObject({ vessel: 'MINE' });
});

test('엑셀에서 베낀 표를 붙여 넣으면 줄이 생기고, 되돌릴 수 있다', async () => {
  const given = await openDesk(browser);
  desk = given;
  const { page } = desk;
  const id = await openDraft(desk, {});
  await page.locator('[data-sheet=lines]').focus();
  const block = Array.from(
    { length: 40 },
    (_, i) => `940521900${i % 10}\tLAMP ${i}\t"LED ""${i}"""`,
  );
  await paste(page, block.join('\r\n'));
  await page.getByText('40줄, 120칸을 붙여 넣었습니다.').waitFor();
  await page.screenshot({ path: join(pictures, '작성-3-붙여넣기.png') });
  await saved(page);
  const { lines } = linesSchema.parse(await bodyOf(desk, id));
  expect(lines).toHaveLength(40);
  expect(lines[39]).toEqual({ hsCode: '9405219009', goodsName: 'LAMP 39', tradeName: 'LED "39"' });
  await page.keyboard.press('Control+z');
  await page.getByText('40줄, 120칸을 붙여 넣었습니다.').waitFor({ state: 'detached' });
  await saved(page);
  await until(async () => 'lines' in (await bodyOf(given, id)), false);
});

const linesSchema = z.object({ lines: z.array(z.record(z.string(), z.unknown())) });

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', content);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}
