import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { calls } from '../../shared/contract/index.ts';
import type { FakeEngine } from '../support/fake-engine.ts';
import { asked, choose, clientColumn, clientSheet, composeKey, openWith } from './intake-desk.ts';
import { openTheatre, type Theatre } from './open-screens.ts';

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());
afterEach(async () => {
  expect(await theatre.closeScreens()).toEqual([]);
});

const previews = (engine: FakeEngine) =>
  asked(engine, 'intake.preview', calls['intake.preview'].input);

const bill = clientColumn('HBL #');
const hs = clientColumn('HS 10단위');

const fieldOf = (page: Page, column: string) =>
  page.getByRole('dialog').getByRole('combobox', { name: `${column}의 항목` });

const focusedName = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

describe('열 맞추기', () => {
  test('finds the field of a column by 초성, name, English and key, and takes a fixed value', async () => {
    const { page, engine } = await openWith(theatre, {});
    await page.getByText('꼭 있어야 할 항목 3개가 없습니다').waitFor();
    await expect(page.getByRole('button', { name: '0건 가져오기' }).isDisabled()).resolves.toBe(
      true,
    );
    await page.getByRole('button', { name: '열 맞추기' }).click();
    const dialog = page.getByRole('dialog');
    // Only what is to be decided is shown at first, and the first of it has the focus.
    expect(await dialog.locator('tr[data-tone=open]').count()).toBe(4);
    await expect.poll(() => focusedName(page)).toBe('A · 담당의 항목');

    await page.keyboard.type('ㅆㅈㅇㅇ');
    await dialog.getByRole('option', { name: '쓰지 않음' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedName(page)).toBe('B · 의뢰 No의 항목');
    await page.keyboard.type('ㅊㅈㅂㅎ');
    await dialog.getByRole('option', { name: /^참조번호/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('B/L(AWB)');
    await page.keyboard.press('Enter');
    await page.keyboard.type('hscode');
    await page.keyboard.press('Enter');
    expect(await fieldOf(page, 'B · 의뢰 No').inputValue()).toBe('참조번호');
    expect(await fieldOf(page, bill.name).inputValue()).toBe('B/L(AWB)번호');
    expect(await fieldOf(page, hs.name).inputValue()).toBe('세번부호(HS)');

    // What every filing has alike, from its list of codes by name.
    await expect.poll(() => focusedName(page)).toBe('관세액기준');
    await dialog.getByText('꼭 있어야 할 항목 1개가 없습니다(관세액기준).').waitFor();
    await page.keyboard.type('1');
    await page.keyboard.press('Tab');
    await dialog.getByText('꼭 있어야 할 항목').waitFor({ state: 'detached' });
    await dialog.getByRole('textbox', { name: '거래처 이름으로 저장' }).fill('가온무역');
    await dialog.getByRole('button', { name: '이렇게 읽기' }).click();
    await page.getByRole('button', { name: '6건 가져오기' }).waitFor();
    expect(engine.rows()).toHaveLength(5);

    const [saved] = asked(engine, 'mappings.save', calls['mappings.save'].input);
    expect(saved).toMatchObject({
      name: '가온무역',
      mapping: { headingRow: 3, fixed: { dutyBasis: '1' } },
    });
    const keyAt = new Map(saved?.mapping.columns.map(({ at, key }) => [at, key]));
    expect([0, 1, bill.at, hs.at].map((at) => keyAt.get(at))).toEqual([
      null,
      'reference',
      'billOfLading',
      'hsCode',
    ]);

    // The next file of the same client is read so by itself.
    await choose(page, 'gaon-1124.csv', clientSheet());
    await page.getByText('저장해 둔 "가온무역" 열 맞추기를 썼습니다.').waitFor();
    await expect.poll(() => page.getByRole('button', { name: '6건 가져오기' }).count()).toBe(2);
  });

  test('takes the reference from a column that gives another field too', async () => {
    const { page, engine } = await openWith(theatre, {});
    await page.getByRole('button', { name: '열 맞추기' }).click();
    const dialog = page.getByRole('dialog');
    await fieldOf(page, bill.name).fill('billOfLading');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('참조번호로 쓸 열').selectOption({ label: bill.name });
    expect(await fieldOf(page, bill.name).inputValue()).toBe('B/L(AWB)번호');
    await dialog.getByRole('button', { name: '이렇게 읽기' }).click();
    await expect.poll(() => previews(engine).length).toBe(2);
    const here = previews(engine)[1]?.mapping?.columns.filter(({ at }) => at === bill.at);
    expect(here?.map(({ key }) => key).toSorted()).toEqual(['billOfLading', 'reference']);
  });

  test('keeps what was chosen when it is closed by Esc, and forgets it when it is dismissed', async () => {
    const { page } = await openWith(theatre, {});
    const open = page.getByRole('button', { name: '열 맞추기' });
    await open.click();
    await fieldOf(page, 'B · 의뢰 No').fill('참조번호');
    await page.keyboard.press('Enter');
    // Esc closes the list first, gives back the text next, and closes the dialog at last.
    await page.keyboard.type('세번');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await fieldOf(page, bill.name).inputValue()).toBe('정하지 않음');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await open.click();
    expect(await fieldOf(page, 'B · 의뢰 No').inputValue()).toBe('참조번호');
    await page.getByRole('dialog').getByRole('button', { name: '그만두기' }).click();
    await open.click();
    expect(await fieldOf(page, 'B · 의뢰 No').inputValue()).toBe('정하지 않음');
  });

  test('reads the file as another kind, or by another row of headings', async () => {
    const { page, engine } = await openWith(theatre, { isOurs: true });
    await page.getByRole('button', { name: '6건 가져오기' }).waitFor();
    await page.getByRole('button', { name: '열 맞추기' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '수출신고' }).click();
    await dialog.getByText('꼭 있어야 할 항목').waitFor();
    await dialog.getByRole('radio', { name: '수입신고' }).click();
    await dialog.getByText('꼭 있어야 할 항목').waitFor({ state: 'detached' });
    await dialog.getByLabel('머리글이 있는 행').fill('2');
    await page.keyboard.press('Enter');
    await expect.poll(() => previews(engine).at(-1)?.mapping?.headingRow).toBe(2);
    await dialog.getByText('꼭 있어야 할 항목').waitFor();
  });

  test('leaves out all unknown columns at once, and deletes a saved mapping', async () => {
    const { page, engine } = await openWith(theatre, {});
    await page.getByRole('button', { name: '열 맞추기' }).click();
    const dialog = page.getByRole('dialog');
    for (const [column, key] of [
      ['B · 의뢰 No', 'reference'],
      [hs.name, 'hsCode'],
    ] as const) {
      await fieldOf(page, column).fill(key);
      await page.keyboard.press('Enter');
    }
    await dialog.getByRole('combobox', { name: '관세액기준' }).fill('1');
    await dialog.getByRole('textbox', { name: '거래처 이름으로 저장' }).fill('가온무역');
    await dialog.getByRole('button', { name: '이렇게 읽기' }).click();
    await page.getByText('무엇인지 모르는 열이 2개 있습니다(담당, HBL #).').waitFor();
    // A column that nobody has decided on is no fault of its cells.
    await expect(page.getByRole('grid').count()).resolves.toBe(0);
    await page.getByRole('button', { name: '모르는 열 빼고 읽기' }).click();
    await page.getByRole('button', { name: '6건 가져오기' }).waitFor();

    await page.getByRole('button', { name: '열 맞추기' }).click();
    await dialog.getByLabel('저장해 둔 열 맞추기').selectOption('가온무역');
    await dialog.getByRole('button', { name: '"가온무역" 지우기' }).click();
    await expect
      .poll(() => dialog.getByLabel('저장해 둔 열 맞추기').innerText())
      .toBe('저장한 것이 없습니다');
    expect(engine.calls.some(({ name }) => name === 'mappings.drop')).toBe(true);
  });

  test('is found in the middle of a syllable, and Enter that ends one chooses nothing', async () => {
    const { page } = await openWith(theatre, {});
    await page.getByRole('button', { name: '열 맞추기' }).click();
    const field = fieldOf(page, 'B · 의뢰 No');
    await field.focus();
    const cdp = await page.context().newCDPSession(page);
    await composeKey(cdp, 'KeyC', 'ㅊ');
    await composeKey(cdp, 'KeyK', '차');
    await composeKey(cdp, 'KeyA', '참');
    await cdp.send('Input.insertText', { text: '참' });
    await composeKey(cdp, 'KeyW', 'ㅈ');
    await composeKey(cdp, 'KeyH', '조');
    const option = page.getByRole('option', { name: /^참조번호/ });
    await option.waitFor();
    await composeKey(cdp, 'Enter', '조');
    await cdp.send('Input.insertText', { text: '조' });
    expect(await field.inputValue()).toBe('참조');
    await option.waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => field.inputValue()).toBe('참조번호');
  });
});
